//! Russian words as pure functions of strings: spelling, order, likeness, dates, encodings.

pub mod address;
pub mod date;
pub mod decimal;
pub mod encoding;
pub mod inflection;
pub mod listed;
pub mod look_alike;
pub mod nearest;
pub mod order;
pub mod organisation;
pub mod plural;
pub mod quotes;
pub mod slug;
pub mod typography;
pub mod vague;
pub mod when;
