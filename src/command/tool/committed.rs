//! What git has of cards that have been changed since: asked of the program `git` itself, for it
//! alone knows every way in which a repository may be laid out.

use std::path::Path;
use std::process::Command;

use novator::diag::Words;

/// The changed files of `content`, from the root of the site, with their text in the last commit.
///
/// # Errors
///
/// Why git gave no answer.
pub(super) fn committed(root: &Path) -> Result<Vec<(String, String)>, Words> {
    let changed =
        ["diff", "--name-only", "-z", "--relative", "--diff-filter=M", "HEAD", "--", "content"];
    let names = git(root, &changed)?;
    let names = names.split('\0').filter(|it| !it.is_empty());
    names
        .map(|name| Ok((name.to_owned(), git(root, &["show", &format!("HEAD:./{name}")])?)))
        .collect()
}

fn git(root: &Path, words: &[&str]) -> Result<String, Words> {
    let refused = |told: &str| {
        Words::new(format!("git не ответил: {told}"), format!("git gave no answer: {told}"))
    };
    let output = Command::new("git").arg("-C").arg(root).args(words).output();
    let output = output.map_err(|error| refused(&error.to_string()))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(refused(String::from_utf8_lossy(&output.stderr).trim())),
    }
}
