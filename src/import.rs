//! Papers of an office → text for the registry. What comes out is a plan: files as they would
//! be, questions, and whatever was not understood; a person looks at it and commits it.

mod draft;
mod files;
pub mod order;
mod organisations;
pub mod paper;
pub mod plan;
mod registry;
pub mod table;
