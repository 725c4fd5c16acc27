//! One run of text behind what its block has printed already.

/// Characters of a run, and before them those that are printed and only looked at.
pub(super) struct Line {
    chars: Vec<char>,
    /// Where the run begins.
    from: usize,
}

impl Line {
    /// The run `text` behind `context`.
    pub(super) fn new(context: &[char], text: &str) -> Line {
        let mut chars = Vec::with_capacity(context.len() + text.len());
        chars.extend_from_slice(context);
        chars.extend(text.chars());
        Line { chars, from: context.len() }
    }

    /// The run alone.
    pub(super) fn text(&self) -> String {
        let run = &self.chars[self.from..];
        let mut text = String::with_capacity(run.len() * 2);
        text.extend(run);
        text
    }

    /// Places of the ordinary spaces of the run.
    pub(super) fn spaces(&self) -> impl Iterator<Item = usize> {
        let run = self.chars.iter().enumerate().skip(self.from);
        run.filter(|(_, it)| **it == ' ').map(|(place, _)| place)
    }

    /// Makes the characters at these places no-break spaces.
    pub(super) fn harden(&mut self, places: &[usize]) {
        for place in places {
            if let Some(space) = self.chars.get_mut(*place) {
                *space = '\u{a0}';
            }
        }
    }

    /// At most the last `length` characters, context included.
    pub(super) fn tail(&self, length: usize) -> Vec<char> {
        self.chars[self.chars.len().saturating_sub(length)..].to_vec()
    }

    /// Whether so many characters, context included, reach into the run.
    pub(super) fn is_in_run(&self, length: usize) -> bool {
        length > self.from
    }

    /// The character at a place.
    pub(super) fn at(&self, place: usize) -> Option<char> {
        self.chars.get(place).copied()
    }

    /// The character before a place.
    pub(super) fn before(&self, place: usize) -> Option<char> {
        self.at(place.checked_sub(1)?)
    }

    /// The characters from a place on.
    pub(super) fn after(&self, place: usize) -> &[char] {
        self.chars.get(place..).unwrap_or_default()
    }

    /// What stands between the last space before a place and the place, without the brackets
    /// and quotes that open it; at most `LONGEST` characters of it.
    pub(super) fn word_before(&self, place: usize) -> &[char] {
        let end = place.min(self.chars.len());
        let start = end.saturating_sub(LONGEST);
        let near = &self.chars[start..end];
        let word = near
            .iter()
            .rposition(|it| it.is_whitespace())
            .map_or(near, |space| &near[space + 1..]);
        let opening = word.iter().take_while(|it| OPENING.contains(**it)).count();
        &word[opening..]
    }

    /// What stands from a place to the next space; at most `LONGEST` characters of it.
    pub(super) fn word_after(&self, place: usize) -> &[char] {
        let rest = self.after(place);
        let near = &rest[..rest.len().min(LONGEST)];
        let end = near.iter().position(|it| it.is_whitespace()).unwrap_or(near.len());
        &near[..end]
    }

    /// The run rewritten from left to right. `step` is given this line, the place it has come
    /// to and what is written so far (context first); it writes on and returns how many
    /// characters it has dealt with.
    pub(super) fn rewritten(
        &self,
        mut step: impl FnMut(&Line, usize, &mut Vec<char>) -> usize,
    ) -> Line {
        let mut written = self.chars[..self.from].to_vec();
        let mut place = self.from;
        while place < self.chars.len() {
            place += step(self, place, &mut written).max(1);
        }
        Line { chars: written, from: self.from }
    }

    /// The run with each row of exactly three dots as one mark.
    pub(super) fn with_ellipses(&self) -> Line {
        self.rewritten(|line, place, written| {
            let dots = line.after(place).iter().take_while(|it| **it == '.').count();
            if dots == 3 && line.before(place) != Some('.') {
                written.push('…');
            } else {
                written.extend(&line.after(place)[..dots.max(1)]);
            }
            dots
        })
    }
}

/// The marks that may stand right before a word.
pub(super) const OPENING: &str = "([{«„\"";

/// The longest word that a rule needs to see whole.
const LONGEST: usize = 32;
