//! One entry of a list or row of a table → one project: its organisations with their roles,
//! its theme, and what is said of it alone.

use std::collections::BTreeSet;

use super::heading::Told;
use super::marker;
use super::names::{Found, is_role, names};
use super::{Lexicon, Participant};
use crate::content::word::Role;
use crate::text::inflection::{same_word, words};
use crate::text::order::fold;
use crate::text::organisation::identity;

/// What an entry says.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub participants: Vec<Participant>,
    pub theme: Option<String>,
    pub told: Told,
    /// Words that were not understood.
    pub rest: Vec<String>,
}

/// Reads an entry; `known` are identities of organisations met elsewhere.
pub(super) fn entry(text: &str, lexicon: &Lexicon<'_>, known: &BTreeSet<String>) -> Entry {
    let mut entry = Entry::default();
    let text = text.trim_end_matches([';', '.', ' ', ',']);
    let theme = marker::marked(text).or_else(|| leading_theme(text));
    let mut plain = text.to_owned();
    if let Some(theme) = theme {
        // A mark in its place keeps apart what stood on its two sides, lost quotes or not.
        plain.replace_range(theme.at.clone(), "; ");
        entry.theme = Some(theme.text);
    }
    entry.read_names(&plain, lexicon, known);
    entry
}

/// «Тема» – МБОУ «СОШ № 5»: a theme that stands first.
fn leading_theme(text: &str) -> Option<marker::Theme> {
    let first = names(text).into_iter().next()?;
    let before = text[..first.at.start].trim_end_matches([' ', '–', '—', '-', '(', ',', ':']);
    let (theme, end) = marker::theme(before).filter(|_| before.starts_with('«'))?;
    Some(marker::Theme { at: 0..end, text: theme })
}

impl Entry {
    /// Reads organisations and what stands between them.
    pub(super) fn read_names(
        &mut self,
        text: &str,
        lexicon: &Lexicon<'_>,
        known: &BTreeSet<String>,
    ) {
        let mut found = names(text);
        if self.theme.is_none() {
            self.part_doubtful(text, &mut found, (lexicon, known));
        }
        let mut heading_role = None;
        let mut from = 0;
        for it in &found {
            let pieces = pieces(text.get(from..it.at.start).unwrap_or_default());
            for (at, piece) in pieces.iter().enumerate() {
                let opens = at + 1 == pieces.len() && piece.opens;
                self.take(&piece.text, opens.then_some(&mut heading_role), lexicon);
            }
            let raw = text[it.at.clone()].to_owned();
            self.participants.push(Participant { raw, role: heading_role, branch: false });
            from = it.at.end;
        }
        for piece in pieces(&text[from..]) {
            self.take(&piece.text, None, lexicon);
        }
        if let [only] = &mut self.participants[..] {
            only.role = only.role.or(Some(Role::Lead));
        }
    }

    /// Parts a quotation from a name that is known without it: it is the theme.
    fn part_doubtful(
        &mut self,
        text: &str,
        found: &mut [Found],
        (lexicon, known): (&Lexicon<'_>, &BTreeSet<String>),
    ) {
        let Some(last) = found.last_mut() else { return };
        let Some(quote) = last.doubtful else { return };
        let name = text[last.at.start..quote].trim_end();
        if known.contains(&identity(name, lexicon.city_forms))
            && let Some((theme, _)) = marker::theme(&text[quote..])
        {
            // The whole rest is the theme: nothing is left behind it.
            last.at.end = last.at.start + name.len();
            last.doubtful = None;
            self.theme = Some(theme);
        }
    }

    /// Understands one piece between names.
    fn take(&mut self, piece: &str, heading: Option<&mut Option<Role>>, lexicon: &Lexicon<'_>) {
        if self.theme.as_deref().is_some_and(|it| same_text(it, piece)) {
            return;
        }
        let told = Told::of(piece, lexicon.statuses);
        if is_role(piece) || role(piece).is_some() {
            self.take_role(piece, heading);
        } else if !told.is_empty() {
            self.told = told.within(&self.told);
        } else if words(piece).iter().any(|it| it.folded != "и") {
            self.rest.push(piece.to_owned());
        }
    }

    fn take_role(&mut self, piece: &str, heading: Option<&mut Option<Role>>) {
        let is_branch = words(piece).iter().any(|it| same_word(&it.folded, "филиал"));
        if is_branch && let Some(last) = self.participants.last_mut() {
            last.branch = true;
        }
        let Some((role, is_plural)) = role(piece) else { return };
        if let Some(heading) = heading {
            *heading = Some(role);
        } else if is_plural {
            for it in &mut self.participants {
                it.role = it.role.or(Some(role));
            }
        } else if let Some(last) = self.participants.last_mut() {
            last.role = Some(role);
        }
    }
}

fn same_text(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

/// The role that words tell, and whether of many.
fn role(text: &str) -> Option<(Role, bool)> {
    const ROLES: [(&str, Role); 4] = [
        ("координатор", Role::Coordinator),
        ("партнер", Role::Partner),
        ("участник", Role::Partner),
        ("соисполнитель", Role::CoExecutor),
    ];
    let all = words(text);
    let plural = |word: &str| {
        ["ы", "и", "ов", "ей", "ам", "ям", "ами", "ями"].iter().any(|it| word.ends_with(it))
    };
    let found = all.iter().find_map(|word| {
        let (of, role) = ROLES.iter().find(|(it, _)| same_word(&word.folded, it))?;
        Some((*role, word.folded != *of && plural(&word.folded)))
    });
    let base = all
        .windows(2)
        .find(|it| same_word(&it[0].folded, "базовая") && same_word(&it[1].folded, "площадка"));
    found.or(base.map(|it| (Role::BaseSite, plural(&it[1].folded))))
}

/// Words between two names, cut at commas, brackets and dashes.
struct Piece {
    text: String,
    /// Whether it speaks of what follows: «координатор: …», «партнеры – …».
    opens: bool,
}

fn pieces(text: &str) -> Vec<Piece> {
    // A dash between two years parts nothing.
    let is_cut = |&(at, it): &(usize, char)| match it {
        '–' | '—' => at == 0 || text[..at].ends_with(' '),
        _ => ",;():".contains(it),
    };
    let mut pieces = vec![];
    let mut from = 0;
    for (at, mark) in text.char_indices().filter(is_cut).chain([(text.len(), ' ')]) {
        let inner = text[from..at].trim().trim_matches(['.', '-', '»', '«']).trim();
        if !inner.is_empty() {
            let opens = matches!(mark, ':' | '–' | '—' | ' ');
            pieces.push(Piece { text: inner.to_owned(), opens });
        }
        from = at + if at < text.len() { mark.len_utf8() } else { 0 };
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::super::heading::tests::statuses;
    use super::*;

    #[track_caller]
    fn check(
        text: &str,
        theme: Option<&str>,
        participants: &[(&str, Option<Role>, bool)],
    ) -> Entry {
        let statuses = statuses();
        let cities = ["г. Челябинска".to_owned()];
        let lexicon = Lexicon { statuses: &statuses, city_forms: &cities, owner: "", city: "" };
        let known = BTreeSet::from(["цро".to_owned()]);
        let entry = entry(text, &lexicon, &known);
        let told: Vec<(&str, Option<Role>, bool)> =
            entry.participants.iter().map(|it| (it.raw.as_str(), it.role, it.branch)).collect();
        assert_eq!((entry.theme.as_deref(), &told[..]), (theme, participants), "{text}");
        entry
    }

    #[test]
    fn reads_entries() {
        let lead = Some(Role::Lead);
        let (coordinator, partner) = (Some(Role::Coordinator), Some(Role::Partner));
        check(
            "МБОУ «СОШ № 5 г. Челябинска», тема проекта: «А»;",
            Some("А"),
            &[("МБОУ «СОШ № 5 г. Челябинска»", lead, false)],
        );
        check(
            "МАУ ДПО ЦРО «Хочу руководить!».",
            Some("Хочу руководить!"),
            &[("МАУ ДПО ЦРО", lead, false)],
        );
        check(
            "МАОУ «МЛ № 1» (сетевой координатор), МАУ ДПО ЦРО, МБОУ «СОШ № 54» (филиал), МАУ ДОЛ \
             «Поляна» (сетевые партнеры), тема проекта: «Б»;",
            Some("Б"),
            &[
                ("МАОУ «МЛ № 1»", coordinator, false),
                ("МАУ ДПО ЦРО", partner, false),
                ("МБОУ «СОШ № 54»", partner, true),
                ("МАУ ДОЛ «Поляна»", partner, false),
            ],
        );
        check(
            "«Вместе»: сетевой координатор – МБОУ СОШ № 1, партнеры: МБОУ СОШ № 2 и СОШ № 3",
            Some("Вместе"),
            &[
                ("МБОУ СОШ № 1", coordinator, false),
                ("МБОУ СОШ № 2", partner, false),
                ("СОШ № 3", partner, false),
            ],
        );
        check(
            "МБОУ СОШ № 1, МБОУ СОШ № 2, тема «А»",
            Some("А"),
            &[("МБОУ СОШ № 1", None, false), ("МБОУ СОШ № 2", None, false)],
        );
    }

    #[test]
    fn reads_what_is_said_of_one_entry() {
        let lead = Some(Role::Lead);
        let entry = check(
            "МБОУ «СОШ № 42», опорная площадка, тема проекта: «А», на 2024–2026 годы, куратор И. И.",
            Some("А"),
            &[("МБОУ «СОШ № 42»", lead, false)],
        );
        assert_eq!((entry.told.status(), entry.told.year), (Some(1), Some(2024)));
        assert_eq!(entry.rest, ["куратор И. И"]);
    }
}
