//! `cargo bench --bench registry -- corpus N DIR` writes a registry of N projects, `peer NAME N
//! DIR` the same one for another builder (hugo, eleventy, blades);
//! `cargo bench --bench registry -- floor DIR OUT` reads its sources and writes the files of OUT
//! anew, in parallel, and nothing else: the time below which no builder can be;
//! `cargo bench --bench registry -- serve NOVATOR DIR` measures how soon a preview shows an edit.
#![expect(clippy::print_stdout, reason = "a measuring program speaks")]
#![expect(clippy::disallowed_methods, reason = "it reads and writes what it measures")]

use std::path::{Path, PathBuf};

use rayon::prelude::*;

mod corpus;
mod latency;
mod peers;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["corpus", number, folder] => write(&registry(number), Path::new(folder)),
        ["peer", name, number, folder] => {
            let files = peers::site(name, &registry(number)).expect("hugo, eleventy or blades");
            write(&files, Path::new(folder));
        }
        ["floor", sources, built, out] => {
            floor(Path::new(sources), Path::new(built), Path::new(out))
        }
        ["serve", novator, site] => latency::measure(novator, Path::new(site)),
        _ => {
            println!(
                "corpus N DIR | peer NAME N DIR | floor SOURCES BUILT OUT | serve NOVATOR DIR"
            )
        }
    }
}

fn registry(number: &str) -> Vec<(String, String)> {
    corpus::files(number.parse().expect("a number of projects"), 20240405)
}

fn write(files: &[(String, String)], folder: &Path) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a file in a folder"))
            .expect("a folder that can be written");
        std::fs::write(path, text).expect("a file that can be written");
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    walk.filter(|it| it.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// Reads every card, renders its Markdown, and writes as many bytes to as many files as a
/// finished site has.
fn floor(site: &Path, built: &Path, out: &Path) {
    let read: usize = files(&site.join("content"))
        .par_iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).expect("cards are text");
            let mut html = String::with_capacity(text.len() * 5 / 4);
            pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(&text));
            html.len()
        })
        .sum();
    let sizes: Vec<(PathBuf, usize)> = files(built)
        .into_iter()
        .map(|path| {
            let size =
                std::fs::metadata(&path).map_or(0, |it| usize::try_from(it.len()).unwrap_or(0));
            let inner = path.strip_prefix(built).expect("walked from there").to_path_buf();
            (out.join(inner), size)
        })
        .collect();
    let mut folders: Vec<&Path> = sizes.iter().filter_map(|it| it.0.parent()).collect();
    folders.sort_unstable();
    folders.dedup();
    for folder in folders {
        std::fs::create_dir_all(folder).expect("a folder that can be written");
    }
    let block = vec![b'x'; sizes.iter().map(|it| it.1).max().unwrap_or(0)];
    sizes.par_iter().for_each(|(path, size)| {
        std::fs::write(path, &block[..*size]).expect("a disk with room")
    });
    println!("{read} bytes of HTML, {} files", sizes.len());
}
