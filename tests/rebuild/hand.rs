//! What is done to files, and what a system that watches them would tell of it.
#![expect(clippy::disallowed_methods, reason = "tests change the files that are read")]

use std::fs;
use std::path::{Path, PathBuf};

/// Changes files and remembers where.
#[derive(Default)]
pub(crate) struct Hand {
    /// Where files were written, renamed or deleted, in that order.
    pub(crate) touched: Vec<PathBuf>,
}

impl Hand {
    pub(crate) fn write(&mut self, path: &Path, bytes: &[u8]) {
        fs::create_dir_all(path.parent().expect("it is inside")).expect("there is room");
        fs::write(path, bytes).expect("there is room");
        self.touched.push(path.to_owned());
    }

    pub(crate) fn rename(&mut self, from: &Path, to: &Path) {
        fs::rename(from, to).expect("both are in one site");
        self.touched.extend([from.to_owned(), to.to_owned()]);
    }

    pub(crate) fn delete(&mut self, path: &Path) {
        fs::remove_file(path).expect("the file is ours");
        self.touched.push(path.to_owned());
    }

    pub(crate) fn delete_folder(&mut self, path: &Path) {
        fs::remove_dir_all(path).expect("the folder is ours");
        self.touched.push(path.to_owned());
    }
}

/// All files under a folder, in the order of names.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name();
    let items = walk.into_iter().map(|it| it.expect("the folder is ours"));
    items.filter(|it| it.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

pub(crate) fn read(path: &Path) -> Vec<u8> {
    fs::read(path).expect("the file is there")
}
