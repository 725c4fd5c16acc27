//! What tests of whole sites share.

use jiff::civil::Date;
use novator::content::{self, Memo};
use novator::diag::Diagnostics;
use novator::page::{self, Plan};
use novator::site::{Drafts, Site, link};
use novator::source::Sources;

/// Reads, links and plans, without a theme; everything said on the way, in order.
pub(crate) fn planned(
    sources: &Sources,
    (date, drafts): (Date, Drafts),
    memo: &mut Memo,
) -> (Option<(Site, Plan)>, Diagnostics) {
    let (content, mut diagnostics) = content::parse(sources, memo);
    let (site, remarks) = link(&content, date, drafts);
    diagnostics.extend(remarks);
    let planned = site.map(|site| {
        let (plan, remarks) = page::plan(&site);
        diagnostics.extend(remarks);
        diagnostics.extend(page::check_texts(&site, &plan));
        (site, plan)
    });
    (planned, diagnostics.sorted())
}
