//! Remarks as people and programs read them.

use crate::diag::{Diagnostic, Diagnostics, Language, Place, Severity, Words, line_and_column};
use crate::source::Sources;
use crate::text::plural::{counted, counted_in_english};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

mod formats;

/// More remarks than a person reads of one file.
const MOST_IN_A_FILE: usize = 20;

/// How remarks are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people, with excerpts.
    Human,
    /// For programs: one JSON object.
    Json,
    /// For tools of code analysis: a SARIF 2.1.0 log.
    Sarif,
    /// For GitLab: a report of Code Quality.
    Gitlab,
    /// For GitHub: commands of a workflow.
    Github,
}

impl Format {
    /// All formats with the names that choose them.
    pub const ALL: [(Format, &'static str); 5] = [
        (Format::Human, "human"),
        (Format::Json, "json"),
        (Format::Sarif, "sarif"),
        (Format::Gitlab, "gitlab"),
        (Format::Github, "github"),
    ];
}

/// Prints remarks with the lines they are about.
pub struct Printer<'a> {
    /// Where the excerpts come from.
    pub sources: &'a Sources,
    /// Language of the remarks.
    pub language: Language,
    /// Whether the terminal shows colours.
    pub color: bool,
    /// Whether everything is shown: every remark of a file, and those on its form.
    pub all: bool,
}

impl Printer<'_> {
    /// All remarks with excerpts, and a line that counts them.
    pub fn human(&self, diagnostics: &Diagnostics) -> String {
        let renderer = if self.color { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.decor_style(DecorStyle::Unicode);
        let mut out = String::new();
        let mut told: Option<(&str, usize)> = None;
        let is_shown = |it: &&Diagnostic| self.all || it.severity != Severity::Note;
        for diagnostic in diagnostics.iter().filter(is_shown) {
            let file = diagnostic.place.as_ref().map_or("", |it| &it.file);
            let count = match told {
                Some((same, count)) if same == file => count + 1,
                other => {
                    out += &self.left_out(other);
                    1
                }
            };
            told = Some((file, count));
            if self.all || count <= MOST_IN_A_FILE {
                out += &self.one(diagnostic, &renderer);
                out += "\n\n";
            }
        }
        out += &self.left_out(told);
        out + &self.summary(diagnostics)
    }

    fn left_out(&self, told: Option<(&str, usize)>) -> String {
        match told {
            Some((file, count)) if !self.all && count > MOST_IN_A_FILE => {
                let more = count - MOST_IN_A_FILE;
                let file = visible(file);
                let words = Words::new(
                    format!("… и ещё {more} в файле {file} (показать все: --all)\n\n"),
                    format!("… and {more} more in {file} (to see them: --all)\n\n"),
                );
                words.in_language(self.language).to_owned()
            }
            _ => String::new(),
        }
    }

    fn one(&self, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
        let say = |words: &Words| visible(words.in_language(self.language));
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR.with_name(say(&Words::new("ошибка", "error"))),
            Severity::Warning => {
                Level::WARNING.with_name(say(&Words::new("предупреждение", "warning")))
            }
            Severity::Note => Level::NOTE.with_name(say(&Words::new("мелочь", "note"))),
        };
        let title = level.primary_title(say(&diagnostic.message)).id(diagnostic.code.name);
        let mut group = match &diagnostic.place {
            Some(place) => title.element(self.excerpt(place, AnnotationKind::Primary, None)),
            None => Group::with_title(title),
        };
        for (place, words) in &diagnostic.related {
            let same = diagnostic.place.as_ref().is_some_and(|it| it.file == place.file);
            let label = (!same || place.start != place.end).then(|| say(words));
            group = group.element(self.excerpt(place, AnnotationKind::Context, label));
        }
        if let Some(hint) = &diagnostic.hint {
            let help = Level::HELP.with_name(say(&Words::new("что делать", "help")));
            group = group.element(help.message(say(hint)));
        }
        renderer.render(&[group])
    }

    /// The lines around a place; only its path where the file is no text.
    fn excerpt<'s>(
        &'s self,
        place: &Place,
        kind: AnnotationKind,
        label: Option<String>,
    ) -> Element<'s> {
        let path = visible(&place.file);
        let text = self.text(place).filter(|it| !it.is_empty() && place.start < place.end);
        match text {
            Some(text) => {
                let annotation = kind.span(place.start..place.end).label(label);
                Snippet::source(text).path(path).annotation(annotation).into()
            }
            None if place.start < place.end => {
                let (line, column) = self.line_and_column(place, place.start);
                Origin::path(path).line(line).char_column(column).into()
            }
            None => Origin::path(path).into(),
        }
    }

    fn text(&self, place: &Place) -> Option<&str> {
        let text = str::from_utf8(self.sources.bytes(&place.file)?).ok()?;
        text.get(place.start..place.end).map(|_| text)
    }

    fn line_and_column(&self, place: &Place, byte: usize) -> (usize, usize) {
        line_and_column(self.sources.bytes(&place.file).unwrap_or_default(), byte)
    }

    fn summary(&self, diagnostics: &Diagnostics) -> String {
        let count = |it| diagnostics.count(it);
        let [errors, warnings, notes] =
            [Severity::Error, Severity::Warning, Severity::Note].map(count);
        let fixes = diagnostics.iter().filter(|it| it.fix.is_some()).count();
        let mut lines = vec![];
        if errors + warnings > 0 {
            lines.push(Words::new(
                format!(
                    "Всего: {}, {}",
                    counted(errors, ["ошибка", "ошибки", "ошибок"]),
                    counted(warnings, ["предупреждение", "предупреждения", "предупреждений"])
                ),
                format!(
                    "In all: {}, {}",
                    counted_in_english(errors, "error"),
                    counted_in_english(warnings, "warning")
                ),
            ));
        }
        if notes > 0 && !self.all {
            let ru = counted(notes, ["мелочь", "мелочи", "мелочей"]);
            let en = counted_in_english(notes, "note");
            lines.push(Words::new(
                format!("Формы файлов касается ещё {ru} (показать: --all)"),
                format!("On the form of files: {en} (to see them: --all)"),
            ));
        }
        if fixes > 0 {
            let ru = counted(fixes, ["замечание", "замечания", "замечаний"]);
            let en = counted_in_english(fixes, "remark");
            lines.push(Words::new(
                format!(
                    "Само исправится {ru}: novator check --fix (сначала посмотреть: --dry-run)"
                ),
                format!(
                    "{en} can be mended: novator check --fix (to see how first: --dry-run)"
                ),
            ));
        }
        lines.iter().map(|it| it.in_language(self.language).to_owned() + "\n").collect()
    }
}

/// Text as a terminal may be given it: names of files and words of authors can hold anything.
fn visible(text: &str) -> String {
    text.replace(char::is_control, "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use crate::diag::code;

    use proptest::prelude::*;

    use super::*;

    /// One remark on some bytes of a file, and another on bytes of the same file beside it.
    fn told(bytes: &[u8], [a, b]: [std::ops::Range<usize>; 2]) -> (Sources, Diagnostics) {
        let mut sources = Sources { content: BTreeMap::new(), themes: BTreeMap::new() };
        let file: Arc<str> = "content/a\u{1b}[31m.md".into();
        sources.insert(&file, bytes.to_vec());
        let words = || Words::new("да\u{1b}[31m", "yes");
        let remark = Diagnostic::new(code::RAW_HTML, Place::new(&file, a), words())
            .hint(words())
            .related(Place::new(&file, b), words());
        let mut diagnostics = Diagnostics::none();
        diagnostics.push(remark);
        (sources, diagnostics)
    }

    fn text_and_places() -> impl Strategy<Value = (String, [std::ops::Range<usize>; 2])> {
        let letters = "[а-я \\n\\t\\r\u{0}\u{1b}\u{301}\u{feff}\u{202e}漢👩]{0,40}";
        (letters, any::<[prop::sample::Index; 4]>()).prop_map(|(text, at)| {
            let starts: Vec<usize> =
                text.char_indices().map(|it| it.0).chain([text.len()]).collect();
            let [a, b, c, d] = at.map(|it| *it.get(&starts));
            (text, [a.min(b)..a.max(b), c.min(d)..c.max(d)])
        })
    }

    proptest! {
        #[test]
        fn any_place_of_any_text_can_be_shown((text, places) in text_and_places()) {
            let (sources, diagnostics) = told(text.as_bytes(), places);
            let printer = Printer { sources: &sources, language: Language::Russian, color: false, all: false };
            let human = printer.human(&diagnostics);
            prop_assert!(human.contains("raw-html"));
            prop_assert!(!human.contains('\u{1b}'), "a terminal would obey {human:?}");
            let json = printer.formatted(&diagnostics, Format::Json);
            prop_assert!(json.contains("\"errors\": 1"));
        }
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        for (bytes, byte, expected) in [
            ("а\nбв".as_bytes(), 0, (1, 1)),
            ("а\nбв".as_bytes(), 5, (2, 2)),
            ("\u{FEFF}а".as_bytes(), 5, (1, 2)),
            ("а\r\nб".as_bytes(), 4, (2, 1)),
            (b"\xe0\n\xe1\xe2", 3, (2, 2)),
        ] {
            let (sources, diagnostics) = told(bytes, [0..0, 0..0]);
            let printer = Printer {
                sources: &sources,
                language: Language::Russian,
                color: false,
                all: false,
            };
            let place = diagnostics.iter().next().and_then(|it| it.place.as_ref());
            let place = place.expect("the remark has one");
            assert_eq!(printer.line_and_column(place, byte), expected, "{bytes:?}");
        }
    }
}
