//! An order against the registry → files as they would be, and what a person must decide.

mod document;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::draft::{self, NewProject};
use super::files::Files;
use super::order::{Lexicon, Mention, Order, Participant, Remark, read};
use super::organisations::Organisations;
use super::paper::Paper;
use super::registry::{Match, Registry};
use crate::content::Content;
use crate::content::entry::Entry;
use crate::content::project::{Project, Told};
use crate::content::settings::Settings;
use crate::content::word::{Role, Roster, State};
use crate::diag::Words;
use crate::source::Sources;
use crate::text::slug;
use crate::yaml::edit::Sheet;
use crate::yaml::table::Word;

/// What an import would do.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The order as it was read; its remarks are what was not understood.
    pub order: Order,
    /// New bytes of each file that changes, by its path.
    pub files: BTreeMap<Arc<str>, Vec<u8>>,
    /// What a person has to decide: nothing is written of it.
    pub questions: Vec<Remark>,
    /// What becomes of each project that the order names.
    pub fates: Vec<Fate>,
    /// Ids of organisations that get a card, and of those that have one.
    pub organisations: (Vec<String>, Vec<String>),
}

/// What becomes of a project that an order names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It gets a card with this id.
    New(String),
    /// Its card gets a decision; the likeness of the themes is in per cent.
    Decision(String, u8),
    /// Its card has the decision already.
    Known(String),
    /// Nothing is written before a question is answered.
    Open,
}

/// Plans the import of an order. With `drafts` every new card is a draft.
pub fn plan(paper: &Paper, sources: &Sources, content: &Content, drafts: bool) -> Plan {
    let Some(settings) = &content.settings else { return Plan::default() };
    let lexicon = Lexicon {
        statuses: &content.vocabularies.statuses,
        city_forms: &settings.city_forms,
        owner: &settings.owner,
        city: &settings.city,
    };
    let mut registry = Registry::new(content, &settings.city_forms);
    let order = read(paper, &lexicon, &registry.identities());
    let mut planner = Planner {
        files: Files::new(sources),
        content,
        settings,
        drafts,
        plan: Plan::default(),
        document: String::new(),
    };
    let organisations =
        Organisations::of(&order, content, (&mut registry, &settings.city_forms));
    if planner.document(&order, &registry) {
        for mention in &order.mentions {
            let fate = planner.mention(mention, &order, (&organisations, &registry));
            planner.plan.fates.push(fate);
        }
        planner.organisations(&order, &organisations);
    }
    Plan { order, files: planner.files.changed, ..planner.plan }
}

struct Planner<'a> {
    files: Files<'a>,
    content: &'a Content,
    settings: &'a Settings,
    drafts: bool,
    plan: Plan,
    /// Id of the order's card.
    document: String,
}

impl Planner<'_> {
    fn mention(
        &mut self,
        mention: &Mention,
        order: &Order,
        (organisations, registry): (&Organisations, &Registry<'_>),
    ) -> Fate {
        let roster = self.roster(mention, organisations);
        let told = mention.theme.as_deref().zip(mention.state);
        let (Some(roster), Some((theme, state))) = (roster, told) else {
            let missing = match (&mention.theme, mention.state) {
                (None, _) => Some(Words::new("тема не названа", "no theme is named")),
                (_, None) => Some(Words::new(
                    "не сказано, что решено: присвоить, продолжить, завершить…",
                    "the decision is not told: assign, continue, complete…",
                )),
                _ => None,
            };
            if let Some(words) = missing {
                self.ask(
                    mention.lines,
                    mention.participants.first().map_or("", |it| &it.raw),
                    words,
                );
            }
            return Fate::Open;
        };
        let Some(year) = mention.year.or(order.effective_year) else { return Fate::Open };
        let carrier = roster.first().map_or("", |it| it.0.as_str());
        match registry.project(theme, carrier) {
            Match::None => {
                self.new_project(mention, theme, (&roster, organisations), (state, year))
            }
            Match::One(id, score) => {
                self.decision((&id, score), mention, &roster, (state, year))
            }
            Match::Doubtful(found) => {
                let list = listed(&found);
                let words = Words::new(
                    format!("похоже на проекты {list}: тот же или новый?"),
                    format!("it is like {list}: one of them or a new one?"),
                );
                self.ask(mention.lines, theme, words);
                Fate::Open
            }
        }
    }

    /// Ids with roles, the carrier first; none where somebody is in doubt.
    fn roster<'m>(
        &mut self,
        mention: &'m Mention,
        organisations: &Organisations,
    ) -> Option<Vec<(String, Role, &'m Participant)>> {
        let mut roster = vec![];
        for it in &mention.participants {
            let id = match organisations.find(&it.raw, &self.settings.city_forms) {
                Match::One(id, _) => id.clone(),
                Match::None => return None,
                Match::Doubtful(found) => {
                    let list = listed(found);
                    let words = Words::new(
                        format!("подходят организации {list}: которая?"),
                        format!("the organisations {list} fit: which one?"),
                    );
                    self.ask(mention.lines, &it.raw, words);
                    return None;
                }
            };
            let Some(role) = it.role else {
                let words = Words::new(
                    "роль организации в проекте не названа",
                    "the role of the organisation is not told",
                );
                self.ask(mention.lines, &it.raw, words);
                return None;
            };
            roster.push((id, role, it));
        }
        let carriers = roster.iter().filter(|it| it.1.leads()).count();
        if carriers != 1 {
            let words = Words::new(
                format!("ведущих организаций или координаторов: {carriers}, а нужен один"),
                format!("{carriers} carry the project where one must"),
            );
            self.ask(mention.lines, mention.theme.as_deref().unwrap_or_default(), words);
            return None;
        }
        roster.sort_by_key(|it| !it.1.leads());
        Some(roster)
    }

    fn new_project(
        &mut self,
        mention: &Mention,
        theme: &str,
        (roster, organisations): (&[(String, Role, &Participant)], &Organisations),
        (state, year): (State, i16),
    ) -> Fate {
        let lead = roster.iter().find(|it| it.1 == Role::Lead).map(|it| it.0.as_str());
        let begins: Vec<&str> = theme.split_whitespace().take(4).collect();
        let name = match lead {
            Some(lead) => format!("{lead} {}", begins.join(" ")),
            None => begins.join(" "),
        };
        let id = self.files.free_id("projects", &slug::slug(&name));
        let is_draft = |id: &String| {
            organisations.list.get(id).is_some_and(|it| it.organisation_type.is_none())
        };
        let has_level = mention.status.is_some() || mention.level.is_some();
        if !has_level {
            let words = Words::new(
                "ни статус, ни уровень площадки не названы: карточка записана черновиком",
                "neither status nor level is told: the card is a draft",
            );
            self.ask(mention.lines, theme, words);
        }
        let fits = self.fits(mention.status, lead.is_some());
        if !fits {
            let words = Words::new(
                "статус назван не тот, что у такого состава: карточка записана черновиком",
                "the status told does not go with this roster: the card is a draft",
            );
            self.ask(mention.lines, theme, words);
        }
        let participants = roster.iter().filter(|it| it.1 != Role::Lead);
        let new = NewProject {
            mention,
            theme,
            status: mention.status.map(|it| self.status(it)),
            lead,
            participants: participants
                .map(|(id, role, it)| {
                    draft::participant((id, role.spelling()), it.branch, None)
                })
                .collect(),
            event: draft::event(mention, (state, year), &self.document, None),
            history_from: Some(year),
            is_draft: self.drafts
                || !has_level
                || !fits
                || roster.iter().any(|it| is_draft(&it.0)),
        };
        let text = draft::project(&new);
        self.files.write("projects", &id, text);
        Fate::New(id)
    }

    /// Whether a status goes with one organisation, or with a group.
    fn fits(&self, status: Option<usize>, is_single: bool) -> bool {
        let roster = status.map(|it| self.content.vocabularies.statuses[it].matter.roster);
        match roster {
            Some(Roster::Single) => is_single,
            Some(Roster::Community) => !is_single,
            Some(Roster::Any) | None => true,
        }
    }

    fn status(&self, at: usize) -> &str {
        &self.content.vocabularies.statuses[at].title
    }

    /// A decision on a project that has a card.
    fn decision(
        &mut self,
        (id, score): (&str, u8),
        mention: &Mention,
        roster: &[(String, Role, &Participant)],
        (state, year): (State, i16),
    ) -> Fate {
        let Some(card) = self.content.projects.list.iter().find(|it| *it.id == *id).cloned()
        else {
            return Fate::Open;
        };
        let history = &card.matter.history;
        let is_known = history.iter().any(|it| {
            let same = it.order.as_ref().is_some_and(|it| it.value == self.document);
            same && it.year.value == year
        });
        if is_known {
            return Fate::Known(id.to_owned());
        }
        let status = self.changed_status(&card, mention);
        let event = draft::event(mention, (state, year), &self.document, status.as_deref());
        let members: Vec<&str> =
            card.matter.participants.iter().map(|it| it.organisation.value.as_str()).collect();
        let is_community = roster.iter().any(|it| it.1 == Role::Coordinator);
        let joined: Vec<String> = roster
            .iter()
            .filter(|it| is_community && !members.contains(&it.0.as_str()))
            .map(|(id, role, it)| {
                draft::participant((id, role.spelling()), it.branch, Some(year))
            })
            .collect();
        for gone in members.iter().filter(|it| !roster.iter().any(|(id, ..)| id == *it)) {
            let words = Words::new(
                format!("организации «{gone}» нет среди названных: вышла? тогда допишите «по»"),
                format!("`{gone}` is not among those named: if it left, add `to`"),
            );
            if is_community {
                self.ask(mention.lines, &card.matter.title.value, words);
            }
        }
        self.edit(&card.file, |sheet| {
            sheet.append(&["участники", "participants"], &joined);
            sheet.append(&["история", "history"], std::slice::from_ref(&event));
        });
        Fate::Decision(id.to_owned(), score)
    }

    /// The status that the order tells, where the card has another one or none.
    fn changed_status(&self, card: &Entry<Project>, mention: &Mention) -> Option<String> {
        let told = mention.status?;
        let statuses = &self.content.vocabularies.statuses;
        let last = card.matter.history.iter().rev().find_map(|it| it.status.as_ref());
        let first = card.matter.status.as_ref().and_then(Told::value);
        let present = last.or(first).and_then(|it| statuses.named(&it.value));
        (present != Some(told)).then(|| self.status(told).to_owned())
    }

    /// Cards of new organisations that projects need, and new spellings of the others.
    fn organisations(&mut self, order: &Order, organisations: &Organisations) {
        let number = order.number.clone().unwrap_or_default();
        for named in organisations.list.values() {
            let of = (self.document.clone(), number.clone());
            let of = (of.0.as_str(), of.1.as_str());
            if named.is_new {
                if named.organisation_type.is_none() {
                    let words = Words::new(
                        "тип организации не определён: карточка записана черновиком",
                        "the type of the organisation is not known: its card is a draft",
                    );
                    let line = named.line.unwrap_or(1);
                    self.ask((line, line), &named.name, words);
                }
                let text = draft::organisation(named, of, self.drafts);
                self.files.write("organisations", &named.id, text);
                self.plan.organisations.0.push(named.id.clone());
                continue;
            }
            self.plan.organisations.1.push(named.id.clone());
            let entries = &self.content.organisations.list;
            let Some(card) = entries.iter().find(|it| *it.id == *named.id).cloned() else {
                continue;
            };
            let (spellings, others) = draft::spellings(named, of);
            self.edit(&card.file, |sheet| {
                sheet.append(&["варианты", "aliases"], &spellings);
                sheet.append(&["другие_названия", "other_names"], &others);
            });
        }
    }

    /// Changes a card, or asks for it to be mended.
    fn edit(&mut self, file: &Arc<str>, change: impl FnOnce(&mut Sheet<'_>)) {
        if let Err(words) = self.files.edit(file, change) {
            self.ask((1, 1), file, words);
        }
    }

    fn ask(&mut self, lines: (usize, usize), text: &str, words: Words) {
        let text = text.to_owned();
        self.plan.questions.push(Remark { lines, text, words });
    }
}

fn listed(found: &[(String, u8)]) -> String {
    let all: Vec<String> =
        found.iter().map(|(id, score)| format!("{id} ({score} %)")).collect();
    all.join(", ")
}
