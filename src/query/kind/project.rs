//! Projects. A year is asked for as lists of the site show it: a project is in a year in which it
//! is active, and where its state is mentioned, in a year in which that was decided too.

use super::{Kind, Mentioned, Of};
use crate::content::word::{Level, State};
use crate::query::field::{
    Choice, Datum, Field, Row, count, directions, document, documents, organisation,
    organisations, programme, programmes, statuses, term, terms, texts, word, words, year,
};
use crate::site::{Participation, Project, Site, StatusId};
use crate::stats::{is_active, state_in, status_in, years};
use crate::yaml::table::Word;

pub(super) static KIND: Kind = Kind {
    of: Of::Projects,
    names: ["проекты", "проект", "projects", "project"],
    fields: FIELDS,
    columns: &["title", "status", "state", "year", "organisation"],
    rows,
    file: |site, row| {
        let entry = &of(site, row).entry;
        (&entry.id, &entry.file)
    },
};

static FIELDS: &[Field] = &[
    Field::text("тема", "title", |site, row| {
        texts([&of(site, row).entry.matter.title.value])
    }),
    Field::term(["статус", "status"], statuses, |site, row| {
        term(&site.vocabularies.statuses, status(site, row).map(|it| it.0))
    }),
    Field::term(["состояние", "state"], states, state),
    Field::number("год", "year", |site, row| {
        year(row.year.or_else(|| of(site, row).history.last().map(|it| it.year)))
    }),
    Field::number("начало", "start", |site, row| {
        year(of(site, row).history.first().map(|it| it.year))
    }),
    Field::entry(["организация", "organisation"], organisations, |site, row| {
        organisation(site, members(site, row).map(|it| it.organisation))
    }),
    Field::entry(["координатор", "coordinator"], organisations, |site, row| {
        let leads = members(site, row).filter(|it| it.role.leads());
        organisation(site, leads.map(|it| it.organisation))
    }),
    Field::number("участников", "participants", |site, row| {
        count(organisation(site, members(site, row).map(|it| it.organisation)).len())
    }),
    Field::term(
        ["тип", "type"],
        |site| terms(&site.vocabularies.organisation_types),
        |site, row| {
            let mut kinds: Vec<usize> = members(site, row)
                .filter_map(|it| site.organisation(it.organisation).organisation_type)
                .map(|it| it.0)
                .collect();
            kinds.sort_unstable();
            kinds.dedup();
            term(&site.vocabularies.organisation_types, kinds)
        },
    ),
    Field::yes("сообщество", "community", |site, row| {
        vec![Datum::Yes(of(site, row).is_community)]
    }),
    Field::term(["уровень", "level"], words::<Level>, |site, row| {
        word([of(site, row).level])
    }),
    Field::term(
        ["направление", "direction"],
        |site| terms(&site.vocabularies.directions),
        |site, row| directions(site, &of(site, row).directions),
    ),
    Field::term(
        ["федеральный_проект", "federal_project"],
        |site| terms(&site.vocabularies.federal_projects),
        |site, row| {
            let list = of(site, row).federal_projects.iter().copied();
            term(&site.vocabularies.federal_projects, list)
        },
    ),
    Field::entry(["программа", "programme"], programmes, |site, row| {
        programme(site, of(site, row).contribution.as_ref())
    }),
    Field::entry(["приказ", "order"], documents, |site, row| {
        let decided = of(site, row).history.iter();
        let decided = decided.filter(|it| row.year.is_none_or(|year| it.year == year));
        document(site, decided.filter_map(|it| it.order))
    }),
    Field::text("описание", "summary", |site, row| {
        texts(of(site, row).entry.matter.summary.iter().map(|it| &it.value))
    }),
    Field::text("метка", "tag", |site, row| {
        texts(of(site, row).entry.matter.tags.iter().map(|it| &it.value))
    }),
    Field::number("продуктов", "products", |site, row| {
        let products = of(site, row).products.iter();
        count(products.filter(|it| !site.product(**it).is_example()).count())
    }),
    Field::number("мероприятий", "events", |site, row| {
        let events = of(site, row).events.iter();
        count(events.filter(|it| site.event(**it).counts()).count())
    }),
    Field::text("имя", "id", |site, row| {
        vec![Datum::Text(of(site, row).entry.id.to_string())]
    }),
];

fn of(site: &Site, row: Row) -> &Project {
    &site.projects[row.index]
}

/// The year that is looked at, or the last of which anything was decided.
fn when(site: &Site, row: Row) -> i16 {
    let last = || of(site, row).history.last().map_or(i16::MAX, |it| it.year);
    row.year.unwrap_or_else(last)
}

fn status(site: &Site, row: Row) -> Option<StatusId> {
    status_in(of(site, row), when(site, row))
}

/// What was decided for the year, the last decision first; a state that lasts without decisions
/// where nothing was.
fn state(site: &Site, row: Row) -> Vec<Datum> {
    let project = of(site, row);
    let mut states: Vec<State> = match row.year {
        Some(year) => {
            let decided = project.history.iter().rev().filter(|it| it.year == year);
            decided.map(|it| it.state).collect()
        }
        None => vec![],
    };
    if let Some(state) = state_in(project, when(site, row))
        && (row.year.is_none() || state == State::Functioning)
        && !states.contains(&state)
    {
        states.push(state);
    }
    let datum = |it: State| Datum::Term(it.spelling().to_owned(), title(site, it));
    states.into_iter().map(datum).collect()
}

fn title(site: &Site, state: State) -> String {
    let words = site.vocabularies.states.iter().find(|it| it.matter.state == state);
    words.map_or_else(|| state.spelling().to_owned(), |it| it.title.clone())
}

/// The states, by the words of cards and by those of the vocabulary.
fn states(site: &Site) -> Vec<Choice> {
    let mut choices = words::<State>(site);
    for term in site.vocabularies.states.iter() {
        let key = term.matter.state.spelling();
        if let Some(choice) = choices.iter_mut().find(|it| it.key == key) {
            choice.spellings.extend(term.spellings().map(str::to_owned));
        }
    }
    choices
}

/// Who takes part in the year that is looked at, or ever.
fn members(site: &Site, row: Row) -> impl Iterator<Item = &Participation> {
    let takes_part = move |it: &&Participation| row.year.is_none_or(|year| it.covers(year));
    of(site, row).participants.iter().filter(takes_part)
}

fn rows(site: &Site, mentioned: &Mentioned) -> Vec<Vec<Row>> {
    let by_year = mentioned.has("year");
    let years = if by_year { years(site) } else { vec![] };
    let of_project = |index: usize| {
        let row = Row::of(index);
        if !by_year {
            return vec![row];
        }
        let project = of(site, row);
        let decided = |year: i16| {
            mentioned.has("state")
                && (project.history.iter().any(|it| it.year == year)
                    || state_in(project, year) == Some(State::Functioning))
        };
        let is_in = |year: &&i16| is_active(project, **year) || decided(**year);
        years.iter().filter(is_in).map(|it| row.in_year(*it)).collect()
    };
    (0..site.projects.len()).map(of_project).collect()
}
