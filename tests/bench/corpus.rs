//! A registry of any size, the same on every machine: words, histories, partners, links, tables.

use std::fmt::Write as _;

/// A small generator of numbers (SplitMix64): the corpus must not change with a library.
struct Numbers(u64);

impl Numbers {
    /// Begins with a seed.
    fn new(seed: u64) -> Numbers {
        Numbers(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        it ^ (it >> 31)
    }

    /// A number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const WORDS: [&str; 64] = [
    "проект",
    "развитие",
    "педагог",
    "школа",
    "детский",
    "сад",
    "образование",
    "среда",
    "модель",
    "практика",
    "город",
    "сообщество",
    "ресурс",
    "методика",
    "наставник",
    "цифровой",
    "навык",
    "ребёнок",
    "семья",
    "результат",
    "качество",
    "оценка",
    "условие",
    "программа",
    "обучение",
    "занятие",
    "группа",
    "возраст",
    "партнёр",
    "учебный",
    "творческий",
    "совместный",
    "новый",
    "открытый",
    "общий",
    "школьный",
    "каждый",
    "в",
    "на",
    "с",
    "и",
    "для",
    "по",
    "из",
    "о",
    "к",
    "помогает",
    "создаёт",
    "показывает",
    "объединяет",
    "получает",
    "проводит",
    "изучает",
    "строит",
    "год",
    "месяц",
    "район",
    "центр",
    "встреча",
    "семинар",
    "урок",
    "класс",
    "команда",
    "опыт",
];

/// The files of a registry with `projects` projects, by path from the site's root.
///
/// Organisations are a fifth, documents a hundredth of the projects; every tenth project is a
/// community. A card holds 200 to 600 words.
pub(crate) fn files(projects: usize, seed: u64) -> Vec<(String, String)> {
    let mut numbers = Numbers::new(seed);
    let organisations = (projects / 5).max(20);
    let documents = (projects / 100).max(5);
    let mut files = settings();
    for number in 0..organisations {
        files.push(organisation(number, &mut numbers));
    }
    for number in 0..documents {
        files.push(document(number));
    }
    for number in 0..projects {
        files.push(project(number, (organisations, documents), &mut numbers));
    }
    files
}

fn settings() -> Vec<(String, String)> {
    let file = |path: &str, text: &str| (format!("content/{path}"), text.to_owned());
    vec![
        file(
            "site.yaml",
            "название: Большой реестр\nведомство: Управление образования\nгород: Город\nчасовой_пояс: Europe/Moscow\nотчетный_год: 2024\n",
        ),
        file("pages/index.md", "---\nназвание: Большой реестр\n---\nРеестр для измерений.\n"),
        file(
            "data/statuses.yaml",
            "- {ключ: resource-center, название: ресурсный центр, множественное: Ресурсные центры, уровень: муниципальный, состав: организация}\n- {ключ: support-site, название: опорная площадка, множественное: Опорные площадки, уровень: муниципальный, состав: организация}\n- {ключ: network-community, название: сетевое сообщество, множественное: Сетевые сообщества, уровень: муниципальный, состав: сообщество}\n",
        ),
        file(
            "data/states.yaml",
            "- {ключ: assigned, название: присвоен, множественное: Новые}\n- {ключ: continued, название: продолжен, множественное: Продолженные}\n- {ключ: functioning, название: режим функционирования, множественное: В режиме функционирования}\n- {ключ: suspended, название: приостановлен, множественное: Приостановленные}\n- {ключ: completed, название: реализован, множественное: Реализованные}\n- {ключ: terminated, название: прекращён досрочно, множественное: Прекращённые}\n",
        ),
        file(
            "data/organisation-types.yaml",
            "- {ключ: preschool, название: Дошкольные, в_таблице: да}\n- {ключ: general, название: Общеобразовательные, в_таблице: да}\n",
        ),
        file(
            "data/directions.yaml",
            "- {ключ: quality, название: качество образования}\n- {ключ: upbringing, название: воспитание}\n- {ключ: ecology, название: экология}\n",
        ),
    ]
}

fn organisation(number: usize, numbers: &mut Numbers) -> (String, String) {
    let (kind, form, group) = match numbers.below(2) {
        0 => ("ДС", "МАДОУ", "preschool"),
        _ => ("СОШ", "МБОУ", "general"),
    };
    let number = number + 1;
    // Numbers of organisations have four digits; what has more is told by its name alone.
    let numbered = match number <= 9999 {
        true => format!("вид: {kind}\nномер: {number}\n"),
        false => String::new(),
    };
    let text = format!(
        "---\nназвание: {form} «{kind} № {number} Города»\nформа: {form}\nтип: {group}\n{numbered}---\n{}\n",
        words(numbers, 40),
    );
    (format!("content/organisations/o-{number}.md"), text)
}

fn document(number: usize) -> (String, String) {
    let year = 2022 + number % 3;
    let text = format!(
        "---\nвид: приказ\nномер: {number}-у\nдата: 05.04.{year}\nкем_принят: Управление образования\nназвание: О площадках {year} года, часть {number}\nгод_действия: {year}\nпункты:\n  - {{номер: 1, текст: Продолжить проекты, состояние: продолжен}}\n---\n"
    );
    (format!("content/documents/d-{number}.md"), text)
}

fn project(
    number: usize,
    (organisations, documents): (usize, usize),
    numbers: &mut Numbers,
) -> (String, String) {
    let mut text = String::from("---\n");
    let _ = writeln!(text, "тема: Проект {number} – {}", words(numbers, 6));
    let id = |numbers: &mut Numbers| format!("o-{}", numbers.below(organisations) + 1);
    if number.is_multiple_of(10) {
        text += "статус: сетевое сообщество\nучастники:\n";
        let first = numbers.below(organisations);
        for place in 0..8 {
            let role = if place == 0 { "координатор" } else { "партнер" };
            let who = (first + place) % organisations + 1;
            let _ = writeln!(text, "  - {{организация: o-{who}, роль: {role}}}");
        }
    } else {
        let status = numbers.pick(&["ресурсный центр", "опорная площадка"]);
        let _ = writeln!(text, "статус: {status}\nорганизация: {}", id(numbers));
    }
    let direction = numbers.pick(&["quality", "upbringing", "ecology"]);
    let _ = writeln!(text, "направления: [{direction}]\nистория:");
    for (year, state) in [(2022, "присвоен"), (2023, "продолжен"), (2024, "продолжен")]
    {
        let order = (year - 2022) + 3 * numbers.below((documents / 3).max(1));
        let _ = writeln!(
            text,
            "  - {{год: {year}, состояние: {state}, приказ: d-{order}, пункт: 1}}"
        );
    }
    text += "---\n";
    let total = 200 + numbers.below(400);
    for part in 0..4 {
        let _ = write!(text, "## {}\n\n{}\n\n", words(numbers, 3), words(numbers, total / 4));
        if part == 1 {
            let linked = id(numbers);
            let _ = write!(
                text,
                "Вместе с [партнёром](organisation:{linked}).\n\n| Год | Число |\n|---|--:|\n"
            );
            for year in 2022..2025 {
                let _ = writeln!(text, "| {year} | {} |", numbers.below(100));
            }
            text.push('\n');
        }
        if part == 2 {
            text += "- первый шаг\n- второй шаг\n- третий шаг\n\n";
        }
    }
    (format!("content/projects/p-{number}.md"), text)
}

/// So many words as sentences.
fn words(numbers: &mut Numbers, count: usize) -> String {
    let mut text = String::new();
    for index in 0..count {
        if index > 0 {
            text.push_str(if index.is_multiple_of(12) { ". " } else { " " });
        }
        text.push_str(numbers.pick(&WORDS));
    }
    text
}
