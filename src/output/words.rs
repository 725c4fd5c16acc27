//! What a refusal says to the author, and what to do about it.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::{Action, Flaw, Refusal, Relation};
use crate::diag::Words;

/// The sentence for a refusal, in both languages.
pub(super) fn of(refusal: &Refusal) -> Words {
    match refusal {
        Refusal::Dangerous { folder, relation, sources } => {
            dangerous(folder, *relation, sources)
        }
        Refusal::NotFolder(path) => not_folder(path),
        Refusal::NotOurs(folder) => not_ours(folder),
        Refusal::Names(paths) => about(
            paths,
            ("недопустимые пути файлов сайта", "переименуйте исходные файлы"),
            ("these paths cannot be files of a site", "rename their sources"),
        ),
        Refusal::Clashes(pairs) => clashes(pairs),
        Refusal::Foreign(paths) => foreign(paths),
        Refusal::Symlinks(paths) => about(
            paths,
            ("на месте файлов или папок сайта стоят символические ссылки", "удалите их"),
            ("symbolic links stand where the site's files or folders go", "remove them"),
        ),
        Refusal::ReadOnly(paths) => about(
            paths,
            (
                "эти файлы должны измениться, но защищены от записи",
                "снимите защиту или удалите их",
            ),
            ("these files must change but are read-only", "make them writable or delete them"),
        ),
        Refusal::Manifest { path, flaw } => manifest(path, *flaw),
        Refusal::Unmade => Words::new(
            "не все файлы сайта удалось сделать; прежний сайт остался как был",
            "not every file of the site could be made; the old site is as it was",
        ),
        Refusal::Fault { action, path, error } => fault(*action, path, error),
    }
}

/// Names all paths between what is wrong with them and what to do.
fn about(paths: &[impl AsRef<Path>], russian: (&str, &str), english: (&str, &str)) -> Words {
    Words::new(
        format!("{}: {}; {}", russian.0, listed(paths.iter().map(ru)), russian.1),
        format!("{}: {}; {}", english.0, listed(paths.iter().map(en)), english.1),
    )
}

fn dangerous(folder: &Path, relation: Relation, sources: &Path) -> Words {
    let (lies_ru, lies_en) = match relation {
        Relation::Same => ("совпадает с папкой исходных файлов", "is the folder of sources"),
        Relation::Inside => {
            ("лежит внутри папки исходных файлов", "lies inside the folder of sources")
        }
        Relation::Above => ("содержит папку исходных файлов", "contains the folder of sources"),
    };
    Words::new(
        format!(
            "папка вывода {} {lies_ru} {}; выберите для сайта другую папку",
            ru(folder),
            ru(sources)
        ),
        format!(
            "the output folder {} {lies_en} {}; choose another one",
            en(folder),
            en(sources)
        ),
    )
}

fn not_folder(path: &Path) -> Words {
    Words::new(
        format!("на месте папки вывода {} стоит не папка; выберите другую", ru(path)),
        format!("what stands at {} is not a folder; choose another one", en(path)),
    )
}

fn not_ours(folder: &Path) -> Words {
    Words::new(
        format!(
            "в папке вывода {} уже лежат файлы, созданные не этой программой; выберите пустую \
             или новую папку",
            ru(folder)
        ),
        format!(
            "the output folder {} holds files that this program did not make; choose an empty \
             or a new folder",
            en(folder)
        ),
    )
}

fn foreign(paths: &[PathBuf]) -> Words {
    about(
        paths,
        (
            "на месте файлов сайта лежат чужие файлы, они не будут перезаписаны",
            "уберите их из папки вывода или переименуйте исходные файлы",
        ),
        (
            "files that no build made stand where the site's files go, and are kept",
            "move them out of the output folder or rename the sources",
        ),
    )
}

fn clashes(pairs: &[(String, String)]) -> Words {
    Words::new(
        format!(
            "пути мешают друг другу или различаются только регистром букв: {}; переименуйте один \
             файл из каждой пары",
            listed(pairs.iter().map(|(a, b)| format!("{} и {}", ru(a), ru(b))))
        ),
        format!(
            "these paths stand in each other's way or differ only in letter case: {}; rename one \
             of each pair",
            listed(pairs.iter().map(|(a, b)| format!("{} and {}", en(a), en(b))))
        ),
    )
}

fn manifest(path: &Path, flaw: Flaw) -> Words {
    let (ru, en) = (ru(path), en(path));
    match flaw {
        Flaw::Unreadable => Words::new(
            format!(
                "не удаётся разобрать список файлов сборки {ru}, поэтому папка вывода не \
                 тронута; восстановите список или очистите папку и соберите сайт заново"
            ),
            format!(
                "the list of built files {en} cannot be understood, so the output folder was \
                 left alone; restore the list, or empty the folder and build again"
            ),
        ),
        Flaw::Newer => Words::new(
            format!(
                "список файлов сборки {ru} записан более новой версией программы; обновите \
                 программу или очистите папку вывода и соберите сайт заново"
            ),
            format!(
                "a newer version of the program wrote the list of built files {en}; update the \
                 program, or empty the output folder and build again"
            ),
        ),
    }
}

fn fault(action: Action, path: &Path, error: &io::Error) -> Words {
    let (action_ru, action_en) = match action {
        Action::Read => ("прочитать", "read"),
        Action::MakeFolder => ("создать папку", "make the folder"),
        Action::Write => ("записать", "write"),
        Action::Delete => ("удалить", "delete"),
    };
    let cause = cause(error);
    Words::new(
        format!("не удалось {action_ru} {}: {}", ru(path), cause.ru),
        format!("could not {action_en} {}: {}", en(path), cause.en),
    )
}

/// Why the disk failed, with advice where the system's own words would not help an editor.
fn cause(error: &io::Error) -> Words {
    match error.kind() {
        ErrorKind::PermissionDenied => Words::new(
            "нет прав; проверьте права доступа и соберите сайт ещё раз",
            "permission denied; check the access rights and build again",
        ),
        ErrorKind::ReadOnlyFilesystem => Words::new(
            "диск доступен только для чтения; выберите папку на другом диске",
            "the disk is read-only; choose a folder on another disk",
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Words::new(
            "на диске нет места; освободите место и соберите сайт ещё раз",
            "the disk is full; free some space and build again",
        ),
        ErrorKind::InvalidFilename => Words::new(
            "слишком длинное или недопустимое имя; сократите имя исходного файла",
            "the name is too long or not allowed; shorten the name of its source",
        ),
        ErrorKind::NotFound => Words::new(
            "файл или папка не существует; проверьте путь",
            "no such file or folder; check the path",
        ),
        ErrorKind::AlreadyExists => Words::new(
            "там уже что-то есть; уберите из этой папки всё, чьё имя начинается с «.novator-tmp-», \
             и дождитесь конца других сборок",
            "something is there already; remove all from that folder whose name begins with \
             `.novator-tmp-`, and let other builds end",
        ),
        _ => Words::new(
            format!("{error}; устраните причину и соберите сайт ещё раз"),
            format!("{error}; remove the cause and build again"),
        ),
    }
}

fn ru(path: impl AsRef<Path>) -> String {
    format!("«{}»", visible(path.as_ref()))
}

fn en(path: impl AsRef<Path>) -> String {
    format!("`{}`", visible(path.as_ref()))
}

/// A path whose control characters cannot upset a terminal.
fn visible(path: &Path) -> String {
    let mut text = String::new();
    for character in path.display().to_string().chars() {
        if character.is_control() {
            text.extend(character.escape_default());
        } else {
            text.push(character);
        }
    }
    text
}

fn listed(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use crate::diag::Words;
    use crate::output::{Action, Refusal, Relation};

    #[test]
    fn sentences() {
        #[track_caller]
        fn check(refusal: &Refusal, expected: (&str, &str)) {
            assert_eq!(refusal.words(), Words::new(expected.0, expected.1));
        }
        check(
            &Refusal::Dangerous {
                folder: "out".into(),
                relation: Relation::Above,
                sources: "out/content".into(),
            },
            (
                "папка вывода «out» содержит папку исходных файлов «out/content»; выберите для \
                 сайта другую папку",
                "the output folder `out` contains the folder of sources `out/content`; choose \
                 another one",
            ),
        );
        check(
            &Refusal::Symlinks(vec!["out/a".into(), "out/b\n".into()]),
            (
                "на месте файлов или папок сайта стоят символические ссылки: «out/a», «out/b\\n»; \
                 удалите их",
                "symbolic links stand where the site's files or folders go: `out/a`, `out/b\\n`; \
                 remove them",
            ),
        );
        check(
            &Refusal::Fault {
                action: Action::Write,
                path: "out/a".into(),
                error: ErrorKind::StorageFull.into(),
            },
            (
                "не удалось записать «out/a»: на диске нет места; освободите место и соберите \
                 сайт ещё раз",
                "could not write `out/a`: the disk is full; free some space and build again",
            ),
        );
    }
}
