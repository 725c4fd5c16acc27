//! Pages of the handbook that tell how every card is filled in, and every short code.

use std::fmt::Write as _;

use super::card;
use crate::content::schema::names::Names;
use crate::content::schema::{Form, help};
use crate::content::short_code;
use crate::yaml::schema::{KeyShape, Shape};

/// A page of Markdown for each form, by its path from the root of the site. What may be chosen
/// is taken from the program and, for vocabularies, from the site.
pub fn pages(names: &Names) -> Vec<(String, String)> {
    let path = |form: Form| format!("docs/handbook/cards/{}.md", form.names()[1]);
    let cards = Form::all().map(|it| (path(it), page(it, names)));
    cards.chain([(SHORT_CODES.to_owned(), short_codes(names))]).collect()
}

const SHORT_CODES: &str = "docs/handbook/short-codes.md";

fn short_codes(names: &Names) -> String {
    let mut page = format!(
        "# Вставки в тексте\n\n{MADE}\n\n\
        Вставка просит программу показать то, что она знает: число, график, таблицу. Её пишут в двойных \
        фигурных скобках на одной строке: имя, затем ключи. Между ключом и значением стоит знак \
        «равно» без пробелов; значение из нескольких слов берут в кавычки. Слово в нужном падеже \
        программа поставит сама, а опечатку назовёт.\n"
    );
    for code in short_code::all() {
        let [russian, english] = code.names;
        let _ = write!(
            page,
            "\n## `{russian}`\n\nПо-английски `{english}`. {}\n\n```text\n{}\n```\n\n",
            code.about, code.example
        );
        for key in &code.keys {
            let required = if key.required { ", обязательно" } else { "" };
            let _ = writeln!(
                page,
                "- `{}` (`{}`){required}.{}",
                key.russian,
                key.english,
                allowed(names, key)
            );
        }
    }
    page
}

/// What a page says of itself to those who would edit it.
const MADE: &str = "<!-- Сделано командой novator export handbook; править здесь нечего. -->";

fn page(form: Form, names: &Names) -> String {
    let (title, about) = help::about(form);
    let mut page = format!(
        "# {title}: как заполнить карточку\n\n\
        {MADE}\n\n\
        {about}\n\nФайлы: `{}`. Каждая строка карточки – ключ, двоеточие, пробел и значение. \
        Ключи со словом «обязательно» должны быть; остальные пишут, только если есть что сказать.\n",
        form.files()
    );
    if let Form::Entry(kind) = form {
        let _ = write!(
            page,
            "\nКарточка стоит в начале файла между двумя строками из трёх дефисов, под ней – текст \
             страницы. Здесь заполнен каждый ключ:\n\n```yaml\n{}```\n",
            card::whole(kind)
        );
    }
    for key in &form.keys() {
        entry(&mut page, (form, names), key, key.russian);
    }
    page
}

fn entry(page: &mut String, site: (Form, &Names), key: &KeyShape, path: &str) {
    let help = help::of(site.0, path);
    let meaning = help.map_or("", |it| it.meaning.as_str());
    let required = if key.required { ", обязательно" } else { "" };
    if let Some((_, last)) = path.rsplit_once('.') {
        let depth = "  ".repeat(path.matches('.').count() - 1);
        let _ =
            writeln!(page, "{depth}- `{last}`{required}. {meaning}{}", allowed(site.1, key));
    } else {
        let _ = write!(
            page,
            "\n## `{}`\n\nПо-английски `{}`{required}. {meaning}{}\n",
            key.russian,
            key.english,
            allowed(site.1, key)
        );
    }
    if !path.contains('.')
        && let Some(example) = help.and_then(|it| it.example.as_deref())
    {
        let _ = write!(page, "\n```yaml\n{}```\n", card::line(key.russian, example));
    }
    if let Shape::Table(keys) = &key.shape {
        if !path.contains('.') {
            page.push('\n');
        }
        for inner in keys {
            entry(page, site, inner, &format!("{path}.{}", inner.russian));
        }
    }
}

/// What may stand there, where that is a matter of choice.
fn allowed(names: &Names, key: &KeyShape) -> String {
    let listed = |words: Vec<String>| format!(" Можно: {}.", words.join(", "));
    match &key.shape {
        Shape::Word(words) => listed(words.iter().map(|it| format!("«{}»", it[0])).collect()),
        Shape::Yes => listed(vec!["«да»".to_owned(), "«нет»".to_owned()]),
        Shape::Integer(limits) => {
            format!(" Целое число от {} до {}.", limits.start(), limits.end())
        }
        Shape::Date => " Дата: ДД.ММ.ГГГГ.".to_owned(),
        Shape::Reference(register) if register.ends_with(".yaml") => {
            let terms = names.in_register(register);
            match terms.is_empty() {
                true => String::new(),
                false => listed(terms.iter().map(|it| format!("«{}»", it.id)).collect()),
            }
        }
        _ => String::new(),
    }
}
