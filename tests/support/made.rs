//! What pages give, without a theme.

use novator::diag::Diagnostic;
use novator::page::piece::{Press, Printer, Store};
use novator::page::{Made, Page, Plan};
use novator::site::Site;
use novator::view::View;

/// Shows pieces as their views.
struct Unprinted;

impl Printer for Unprinted {
    fn print(&self, template: &str, view: &View<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(format!("{template} {}", view.to_json()).into_bytes())
    }

    fn has_versions(&self) -> bool {
        true
    }

    fn sign(&self) -> String {
        "unprinted".to_owned()
    }
}

/// Everything that a page's template would get, or the file that needs none.
pub(crate) fn made((site, plan, store): (&Site, &Plan, &Store), page: &Page) -> String {
    match plan.make(site, page, &Press::new(&Unprinted, store)) {
        Ok(Made::View(template, view)) => format!("{template} {}", view.to_json()),
        Ok(Made::Bytes(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(fault) => panic!("{fault:?}"),
    }
}
