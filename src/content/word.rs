//! The closed lists of words that the rules of the registry are about.

use serde::{Deserialize, Serialize};

use crate::yaml::table::Word;

/// What an order decides on a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum State {
    /// The status was given.
    Assigned,
    /// The project goes on.
    Continued,
    /// The project keeps its status and works by itself, without yearly decisions.
    Functioning,
    /// The project stands still.
    Suspended,
    /// The project reached its end.
    Completed,
    /// The project was ended before its time.
    Terminated,
}

impl State {
    /// All states, in the order of a project's life.
    pub const ALL: [State; 6] = [
        State::Assigned,
        State::Continued,
        State::Functioning,
        State::Suspended,
        State::Completed,
        State::Terminated,
    ];

    /// The key in vocabularies and addresses.
    pub fn key(self) -> &'static str {
        match self {
            State::Assigned => "assigned",
            State::Continued => "continued",
            State::Functioning => "functioning",
            State::Suspended => "suspended",
            State::Completed => "completed",
            State::Terminated => "terminated",
        }
    }

    /// Whether nothing may follow.
    pub fn is_final(self) -> bool {
        matches!(self, State::Completed | State::Terminated)
    }
}

impl Word for State {
    const WORDS: &'static [(State, &'static [&'static str])] = &[
        (State::Assigned, &["присвоен", "статус присвоен", "assigned"]),
        (State::Continued, &["продолжен", "продлён", "continued"]),
        (State::Functioning, &["режим функционирования", "функционирует", "functioning"]),
        (State::Suspended, &["приостановлен", "suspended"]),
        (State::Completed, &["реализован", "завершён", "completed"]),
        (State::Terminated, &["прекращён досрочно", "прекращён", "terminated"]),
    ];
}

/// Who answers for a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// The municipality.
    Municipal,
    /// The region.
    Regional,
    /// The federation.
    Federal,
}

impl Level {
    /// The key in strings.
    pub fn key(self) -> &'static str {
        match self {
            Level::Municipal => "municipal",
            Level::Regional => "regional",
            Level::Federal => "federal",
        }
    }
}

impl Word for Level {
    const WORDS: &'static [(Level, &'static [&'static str])] = &[
        (Level::Municipal, &["муниципальный", "municipal"]),
        (
            Level::Regional,
            &["региональный", "краевой", "областной", "республиканский", "regional"],
        ),
        (Level::Federal, &["федеральный", "federal"]),
    ];
}

/// Who carries a project of some status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Roster {
    /// Exactly one organisation.
    Single,
    /// A coordinator with partners.
    Community,
    /// Either.
    Any,
}

impl Word for Roster {
    const WORDS: &'static [(Roster, &'static [&'static str])] = &[
        (Roster::Single, &["организация", "organisation", "organization"]),
        (Roster::Community, &["сообщество", "community"]),
        (Roster::Any, &["любой", "any"]),
    ];
}

/// What an organisation does in a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Carries the project alone.
    Lead,
    /// Leads a community.
    Coordinator,
    /// Works in a community.
    Partner,
    /// Tries the results of a resource centre.
    BaseSite,
    /// Carries a part of the project.
    CoExecutor,
}

impl Role {
    /// All roles, the leading ones first.
    pub const ALL: [Role; 5] =
        [Role::Lead, Role::Coordinator, Role::Partner, Role::BaseSite, Role::CoExecutor];

    /// Whether it answers for the project: alone, or before partners.
    pub fn leads(self) -> bool {
        matches!(self, Role::Lead | Role::Coordinator)
    }

    /// The key in strings.
    pub fn key(self) -> &'static str {
        match self {
            Role::Lead => "lead",
            Role::Coordinator => "coordinator",
            Role::Partner => "partner",
            Role::BaseSite => "base_site",
            Role::CoExecutor => "co_executor",
        }
    }
}

/// The roles that a roster may name: a lead has a key of its own.
impl Word for Role {
    const WORDS: &'static [(Role, &'static [&'static str])] = &[
        (Role::Coordinator, &["координатор", "сетевой координатор", "coordinator"]),
        (Role::Partner, &["партнер", "сетевой партнер", "partner"]),
        (Role::BaseSite, &["базовая площадка", "base site"]),
        (Role::CoExecutor, &["соисполнитель", "co-executor"]),
    ];
}

/// What an order says of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Funding {
    /// «без дополнительного финансирования».
    NoneAdditional,
    /// The order grants money.
    Additional,
}

impl Funding {
    /// The key in strings.
    pub fn key(self) -> &'static str {
        match self {
            Funding::NoneAdditional => "none_additional",
            Funding::Additional => "additional",
        }
    }
}

impl Word for Funding {
    const WORDS: &'static [(Funding, &'static [&'static str])] = &[
        (
            Funding::NoneAdditional,
            &["без дополнительного", "без дополнительного финансирования", "none_additional"],
        ),
        (Funding::Additional, &["дополнительное", "additional"]),
    ];
}

/// What sort of paper a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DocumentKind {
    /// Закон.
    Law,
    /// Решение.
    Decision,
    /// Приказ.
    Order,
    /// Положение, порядок.
    Regulation,
    /// Программа.
    Programme,
    /// Отчёт, справка.
    Report,
    /// Письмо.
    Letter,
}

impl DocumentKind {
    /// All kinds, in the order in which lists show them.
    pub const ALL: [DocumentKind; 7] = [
        DocumentKind::Law,
        DocumentKind::Decision,
        DocumentKind::Order,
        DocumentKind::Regulation,
        DocumentKind::Programme,
        DocumentKind::Report,
        DocumentKind::Letter,
    ];

    /// The key in strings and addresses.
    pub fn key(self) -> &'static str {
        match self {
            DocumentKind::Law => "law",
            DocumentKind::Decision => "decision",
            DocumentKind::Order => "order",
            DocumentKind::Regulation => "regulation",
            DocumentKind::Programme => "programme",
            DocumentKind::Report => "report",
            DocumentKind::Letter => "letter",
        }
    }
}

impl Word for DocumentKind {
    const WORDS: &'static [(DocumentKind, &'static [&'static str])] = &[
        (DocumentKind::Law, &["закон", "law"]),
        (DocumentKind::Decision, &["решение", "decision"]),
        (DocumentKind::Order, &["приказ", "order"]),
        (DocumentKind::Regulation, &["положение", "порядок", "regulation"]),
        (DocumentKind::Programme, &["программа", "programme"]),
        (DocumentKind::Report, &["отчет", "справка", "report"]),
        (DocumentKind::Letter, &["письмо", "letter"]),
    ];
}

/// How often something comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Period {
    /// Every year.
    Yearly,
    /// Twice a year.
    HalfYearly,
    /// Four times a year.
    Quarterly,
    /// Every month.
    Monthly,
}

impl Word for Period {
    const WORDS: &'static [(Period, &'static [&'static str])] = &[
        (Period::Yearly, &["ежегодно", "yearly"]),
        (Period::HalfYearly, &["раз в полгода", "half-yearly"]),
        (Period::Quarterly, &["ежеквартально", "quarterly"]),
        (Period::Monthly, &["ежемесячно", "monthly"]),
    ];
}

/// Whether a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Validity {
    /// Its day has not come: only the day tells, nobody writes it.
    NotYet,
    /// It holds as it was signed.
    InForce,
    /// It holds with changes.
    Amended,
    /// It holds no more.
    Repealed,
}

impl Validity {
    /// The key in strings.
    pub fn key(self) -> &'static str {
        match self {
            Validity::NotYet => "not_yet",
            Validity::InForce => "in_force",
            Validity::Amended => "amended",
            Validity::Repealed => "repealed",
        }
    }
}

impl Word for Validity {
    const WORDS: &'static [(Validity, &'static [&'static str])] = &[
        (Validity::InForce, &["действует", "in force"]),
        (Validity::Amended, &["изменён", "действует с изменениями", "amended"]),
        (Validity::Repealed, &["утратил силу", "отменён", "repealed"]),
    ];
}

/// What a stated figure of a report counts, and so what the registry can count beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// Different organisations in active projects.
    Organisations,
    /// Their share of all organisations of the type, in per cent.
    Involvement,
    /// Active projects.
    Projects,
    /// Organisations by the number of their projects.
    OrganisationsByProjects,
    /// Different organisations in communities.
    CommunityMembers,
    /// Events of innovation platforms.
    Events,
    /// The share of those in person among them, in per cent.
    InPersonEvents,
    /// Their attendances.
    Attendances,
    /// The share of practical sorts among their seminars in person, in per cent.
    PracticalSeminars,
    /// Events of innovation platforms in a series.
    SeriesEvents,
    /// Their share of all events of the series, in per cent.
    SeriesShare,
}

impl Measure {
    /// Whether it counts events.
    pub fn is_of_events(self) -> bool {
        match self {
            Measure::Events
            | Measure::InPersonEvents
            | Measure::Attendances
            | Measure::PracticalSeminars
            | Measure::SeriesEvents
            | Measure::SeriesShare => true,
            Measure::Organisations
            | Measure::Involvement
            | Measure::Projects
            | Measure::OrganisationsByProjects
            | Measure::CommunityMembers => false,
        }
    }
}

impl Word for Measure {
    const WORDS: &'static [(Measure, &'static [&'static str])] = &[
        (Measure::Organisations, &["организации", "organisations"]),
        (Measure::Involvement, &["вовлеченность", "involvement"]),
        (Measure::Projects, &["проекты", "projects"]),
        (
            Measure::OrganisationsByProjects,
            &["организации с проектами", "organisations by projects"],
        ),
        (Measure::CommunityMembers, &["участники сообществ", "community members"]),
        (Measure::Events, &["мероприятия", "events"]),
        (Measure::InPersonEvents, &["доля очных мероприятий", "in-person events"]),
        (Measure::Attendances, &["посещения", "attendances"]),
        (Measure::PracticalSeminars, &["доля практических семинаров", "practical seminars"]),
        (Measure::SeriesEvents, &["мероприятия серии", "events of a series"]),
        (Measure::SeriesShare, &["доля в серии", "share of a series"]),
    ];
}
