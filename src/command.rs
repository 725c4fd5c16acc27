//! Words typed, and what is printed in answer: the program's only contact with a person.

pub(crate) mod arguments;
pub(crate) mod change;
pub(crate) mod clock;
mod grammar;
pub(crate) mod prepare;
pub(crate) mod progress;
pub(crate) mod recall;
mod refusal;
pub(crate) mod tool;
pub(crate) mod voice;
pub(crate) mod writing;
