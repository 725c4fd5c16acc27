//! novator turns a folder of Markdown files into the innovation-activity section of an
//! education department's site.
//!
//! The flow is `Sources → Content → Site → Pages → Output`: each stage a pure function that
//! returns its value beside [`diag::Diagnostics`] and never stops at the first mistake.

pub mod build;
pub mod chart;
pub mod content;
pub mod diag;
pub mod editors;
pub mod import;
pub mod lsp;
pub mod manual;
pub mod mend;
pub mod output;
pub mod page;
pub mod paper;
pub mod preview;
pub mod query;
pub mod remarks;
pub mod site;
pub mod source;
pub mod stats;
pub mod text;
pub mod theme;
pub mod view;
pub mod visits;
pub mod yaml;
