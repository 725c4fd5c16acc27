//! What a PDF tells a screen reader.

use std::collections::BTreeMap;
use std::sync::Arc;

use hayro_syntax::Pdf;
use hayro_syntax::object::Dict;
use rayon::prelude::*;

/// What is known of a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tagging {
    /// Headings, paragraphs and tables are marked, as ГОСТ Р 70176-2022 (PDF/UA) asks: the
    /// catalogue says `/MarkInfo << /Marked true >>` and has a `/StructTreeRoot`.
    Tagged,
    /// It is a picture of pages, or text without structure.
    Untagged,
    /// It cannot be read, or is closed with a password.
    Unreadable,
}

/// PDFs that were looked at, by the digest of their bytes.
pub(super) type Kept = BTreeMap<[u8; 32], Tagging>;

/// Looks at every PDF among files by path, but for those that were looked at before.
pub(super) fn examine(
    files: &BTreeMap<String, Arc<[u8]>>,
    kept: &mut Kept,
) -> BTreeMap<String, Tagging> {
    let pdfs: Vec<_> = files.iter().filter(|it| is_pdf(it.0)).collect();
    let seen: Vec<_> = pdfs
        .par_iter()
        .map(|(path, bytes)| {
            let digest = *blake3::hash(bytes).as_bytes();
            let tagging = kept.get(&digest).copied().unwrap_or_else(|| tagging(bytes));
            ((*path).clone(), digest, tagging)
        })
        .collect();
    *kept = seen.iter().map(|(_, digest, tagging)| (*digest, *tagging)).collect();
    seen.into_iter().map(|(path, _, tagging)| (path, tagging)).collect()
}

fn is_pdf(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("pdf"))
}

fn tagging(bytes: &Arc<[u8]>) -> Tagging {
    let Ok(pdf) = Pdf::new(bytes.to_vec()) else { return Tagging::Unreadable };
    let xref = pdf.xref();
    let Some(catalogue) = xref.get::<Dict<'_>>(xref.root_id()) else {
        return Tagging::Unreadable;
    };
    let marks = catalogue.get::<Dict<'_>>("MarkInfo");
    let is_marked = marks.and_then(|it| it.get::<bool>("Marked")).unwrap_or(false);
    match is_marked && catalogue.contains_key("StructTreeRoot") {
        true => Tagging::Tagged,
        false => Tagging::Untagged,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The least PDF with one page, its catalogue holding `extra`.
    fn pdf(extra: &str) -> Vec<u8> {
        let objects = [
            format!("<< /Type /Catalog /Pages 2 0 R {extra} >>"),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>".to_owned(),
            "<< /Type /StructTreeRoot >>".to_owned(),
        ];
        let mut out = "%PDF-1.7\n".to_owned();
        let mut places = vec![];
        for (number, object) in (1..).zip(&objects) {
            places.push(out.len());
            out.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
        }
        let table = out.len();
        out.push_str("xref\n0 5\n0000000000 65535 f \n");
        out.extend(places.iter().map(|it| format!("{it:010} 00000 n \n")));
        out.push_str("trailer\n<< /Size 5 /Root 1 0 R >>\n");
        out.push_str(&format!("startxref\n{table}\n%%EOF\n"));
        out.into_bytes()
    }

    #[track_caller]
    fn check(bytes: Vec<u8>, expected: Tagging) {
        assert_eq!(tagging(&bytes.into()), expected);
    }

    #[test]
    fn tags_are_both_declared_and_there() {
        let (marked, root) = ("/MarkInfo << /Marked true >>", "/StructTreeRoot 4 0 R");
        check(pdf(&format!("{marked} {root}")), Tagging::Tagged);
        check(pdf(root), Tagging::Untagged);
        check(pdf(marked), Tagging::Untagged);
        check(pdf(&format!("/MarkInfo << /Marked false >> {root}")), Tagging::Untagged);
        check(pdf(""), Tagging::Untagged);
        check(b"%PDF-1.7 torn".to_vec(), Tagging::Unreadable);
        check(vec![], Tagging::Unreadable);
    }

    proptest! {
        #[test]
        fn damage_is_survived(at in 0usize..400, byte: u8, cut in 0usize..500) {
            let mut bytes = pdf("/MarkInfo << /Marked true >> /StructTreeRoot 4 0 R");
            let place = at % bytes.len();
            bytes[place] = byte;
            bytes.truncate(bytes.len().saturating_sub(cut % 300));
            tagging(&bytes.into());
        }
    }
}
