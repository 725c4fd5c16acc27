//! Values that name something else: entries, terms, files.

use super::{Field, Spanned, proofread_scalar, scalar};
use crate::yaml::Node;
use crate::yaml::reading::Reading;
use crate::yaml::schema::{Reference, Register, Shape};

impl Field<'_, '_, '_> {
    /// The id or term of something in a register.
    pub fn id_of(self, register: Register) -> Option<Spanned<String>> {
        let field = self.holds(|| Shape::Reference(register));
        field.one(|reading, node| noted(reading, register, scalar, node))
    }

    /// Several ids or terms.
    pub fn ids_of(self, register: Register) -> Vec<Spanned<String>> {
        let field = self.holds(|| Shape::Reference(register));
        field.all(|reading, node| noted(reading, register, scalar, node))
    }

    /// An id, or the name of somebody whom the register does not hold.
    pub fn id_or_name_of(self, register: Register) -> Option<Spanned<String>> {
        let field = self.holds(|| Shape::ReferenceOrText(register));
        field.one(|reading, node| noted(reading, register, proofread_scalar, node))
    }

    /// Several of them.
    pub fn ids_or_names_of(self, register: Register) -> Vec<Spanned<String>> {
        let field = self.holds(|| Shape::ReferenceOrText(register));
        field.all(|reading, node| noted(reading, register, proofread_scalar, node))
    }

    /// A path under `content/files/`.
    pub fn file(self) -> Option<Spanned<String>> {
        self.holds(|| Shape::File).verbatim()
    }
}

type Read = fn(&mut Reading<'_>, Node) -> Option<Spanned<String>>;

/// Reads a name, and notes where it stands for those who follow names.
fn noted(
    reading: &mut Reading<'_>,
    register: Register,
    read: Read,
    node: Node,
) -> Option<Spanned<String>> {
    let name = read(reading, node)?;
    if let Some(references) = &mut reading.references {
        references.push(Reference { register, name: name.clone() });
    }
    Some(name)
}
