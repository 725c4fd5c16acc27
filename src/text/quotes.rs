//! Whether every « has its ».

/// A mark without its counterpart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unbalanced {
    /// First byte of the mark.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What the mark lacks.
    pub kind: Kind,
}

/// What a mark lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A « that nothing closes.
    Unclosed,
    /// A » that nothing opened.
    Unopened,
}

/// The marks « and » without a counterpart, in the order of the text. The balance is strict:
/// one » never closes two «, although print often saves the second.
pub fn unbalanced(text: &str) -> Vec<Unbalanced> {
    let mut open = Vec::new();
    let mut found = Vec::new();
    for (at, mark) in text.char_indices() {
        match mark {
            '«' => open.push(at),
            '»' if open.pop().is_none() => found.push(fault(at, Kind::Unopened)),
            _ => {}
        }
    }
    found.extend(open.into_iter().map(|at| fault(at, Kind::Unclosed)));
    found.sort_by_key(|it| it.start);
    found
}

fn fault(start: usize, kind: Kind) -> Unbalanced {
    Unbalanced { start, end: start + '«'.len_utf8(), kind }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(usize, Kind)]) {
        let found: Vec<_> = unbalanced(text).iter().map(|it| (it.start, it.kind)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn accepts_balance() {
        check("", &[]);
        check("без кавычек", &[]);
        check("«а» и «б»", &[]);
        check("МАДОУ «Детский сад «Ньютон» г. Челябинска»", &[]);
        check("МАУДО «Центр «Креатив»»", &[]);
    }

    #[test]
    fn names_the_mark_to_blame() {
        check("«а", &[(0, Kind::Unclosed)]);
        check("а»", &[(2, Kind::Unopened)]);
        check("«Центр «К»", &[(0, Kind::Unclosed)]);
        check("»«", &[(0, Kind::Unopened), (2, Kind::Unclosed)]);
        check("««»»» «", &[(8, Kind::Unopened), (11, Kind::Unclosed)]);
    }

    proptest! {
        #[test]
        fn a_text_without_its_faults_is_balanced(text in "[«»а ]{0,20}") {
            let faults = unbalanced(&text);
            let rest: String = text
                .char_indices()
                .filter(|(at, _)| faults.iter().all(|it| it.start != *at))
                .map(|(_, mark)| mark)
                .collect();
            prop_assert_eq!(unbalanced(&rest), vec![]);
            prop_assert!(faults.iter().all(|it| "«»".contains(&text[it.start..it.end])));
        }
    }
}
