//! The stable names of all remarks: what `[…]` shows and a search finds.

use super::Severity;

/// A stable name with its usual weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Readable, Latin, never reused for another meaning.
    pub name: &'static str,
    /// What it weighs unless the entry is unpublished.
    pub severity: Severity,
    /// What it stands for, in English: the sentence that documents the constant.
    pub meaning: &'static str,
}

impl Code {
    /// The code of this name.
    pub fn named(name: &str) -> Option<Code> {
        ALL.iter().find(|it| it.name == name).copied()
    }
}

const fn error(name: &'static str, meaning: &'static str) -> Code {
    Code { name, severity: Severity::Error, meaning: meaning.trim_ascii() }
}

const fn note(name: &'static str, meaning: &'static str) -> Code {
    Code { name, severity: Severity::Note, meaning: meaning.trim_ascii() }
}

const fn warning(name: &'static str, meaning: &'static str) -> Code {
    Code { name, severity: Severity::Warning, meaning: meaning.trim_ascii() }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $constant:ident = $make:ident($name:literal);)*) => {
        $($(#[doc = $doc])+ pub const $constant: Code = $make($name, concat!($($doc),+));)*
        /// Every code, in the order of this file.
        pub const ALL: &[Code] = &[$($constant),*];
    };
}

codes! {
    /// A file cannot be read at all.
    UNREADABLE_FILE = error("unreadable-file");
    /// Bytes are not UTF-8; the likely encoding is named.
    NOT_UTF8 = error("not-utf8");
    /// A file begins with a byte order mark, which nothing needs.
    BYTE_ORDER_MARK = note("byte-order-mark");
    /// Lines end as on Windows.
    LINE_ENDS = note("line-ends");
    /// A file name cannot serve as an id.
    FILE_NAME = error("file-name");
    /// Two files of one folder have the same id in all but letter case or Unicode form.
    DUPLICATE_ID = error("duplicate-id");
    /// A file lies where nothing reads it.
    STRAY_FILE = warning("stray-file");
    /// The site lacks a file it cannot do without.
    MISSING_FILE = error("missing-file");
    /// A Markdown file does not begin with front matter.
    NO_FRONT_MATTER = error("no-front-matter");
    /// The front matter has no closing line.
    UNCLOSED_FRONT_MATTER = error("unclosed-front-matter");
    /// YAML that cannot be read.
    YAML_SYNTAX = error("yaml-syntax");
    /// Anchors, aliases and tags are not part of the format.
    YAML_FEATURE = error("yaml-feature");
    /// More YAML than an entry may have, in bytes or depth.
    YAML_LIMIT = error("yaml-limit");
    /// A key stands twice in one place.
    DUPLICATE_KEY = error("duplicate-key");
    /// A key stands in both languages.
    KEY_IN_BOTH_LANGUAGES = error("key-in-both-languages");
    /// A key that the kind does not have.
    UNKNOWN_KEY = error("unknown-key");
    /// A required key is absent.
    MISSING_KEY = error("missing-key");
    /// A value of another shape than the key takes.
    WRONG_TYPE = error("wrong-type");
    /// A word outside a closed list.
    UNKNOWN_VALUE = error("unknown-value");
    /// Not a whole number in its limits.
    BAD_NUMBER = error("bad-number");
    /// A date that does not exist or is written in another way.
    BAD_DATE = error("bad-date");
    /// An address that is not one, or of a scheme that is not allowed.
    BAD_ADDRESS = error("bad-address");
    /// A period ends before it begins.
    REVERSED_PERIOD = error("reversed-period");
    /// A time zone that does not exist.
    TIME_ZONE = error("time-zone");
    /// A reference to an entry that does not exist.
    UNKNOWN_REFERENCE = error("unknown-reference");
    /// A published entry leans on an unpublished one.
    UNPUBLISHED_REFERENCE = warning("unpublished-reference");
    /// A link in the text leads nowhere.
    BROKEN_LINK = error("broken-link");
    /// A short code whose writing cannot be read.
    SHORT_CODE = error("short-code");
    /// A short code that is not on the list.
    UNKNOWN_SHORT_CODE = error("unknown-short-code");
    /// A short code where none may stand, or a block inside a sentence.
    SHORT_CODE_PLACE = error("short-code-place");
    /// A question to the registry that cannot be read.
    QUERY_SYNTAX = error("query-syntax");
    /// A field that the kind asked for does not have.
    QUERY_FIELD = error("query-field");
    /// A value that the field asked for cannot have.
    QUERY_VALUE = error("query-value");
    /// A figure that neither the registry nor a report can give.
    NO_FIGURE = error("no-figure");
    /// Frozen figures that somebody has changed since.
    FROZEN_CHANGED = warning("frozen-changed");
    /// Raw HTML in the text.
    RAW_HTML = error("raw-html");
    /// Markdown nested deeper than a reader could follow.
    MARKDOWN_LIMIT = error("markdown-limit");
    /// A picture that means something has no description.
    MISSING_ALT = error("missing-alt");
    /// The description of a picture says nothing of what is on it.
    VAGUE_ALT = warning("vague-alt");
    /// The words of a link do not tell where it leads.
    VAGUE_LINK = warning("vague-link");
    /// A heading stands more than one level below the one before it.
    SKIPPED_HEADING = warning("skipped-heading");
    /// A column of a table has no name.
    TABLE_HEADER = warning("table-header");
    /// Words tell things apart by colour alone.
    COLOUR_ALONE = warning("colour-alone");
    /// A PDF without tags cannot be read aloud, and nothing stands in for it.
    UNTAGGED_PDF = error("untagged-pdf");
    /// Two colours of a theme are too close to each other.
    LOW_CONTRAST = error("low-contrast");
    /// Latin letters that look like Cyrillic ones inside a Cyrillic word.
    LATIN_LETTERS = warning("latin-letters");
    /// « without » or the reverse.
    UNBALANCED_QUOTES = warning("unbalanced-quotes");
    /// Straight quotes in a text that is shown as it is written.
    STRAIGHT_QUOTES = warning("straight-quotes");
    /// № without a single space behind it.
    NUMBER_SIGN = warning("number-sign");
    /// An event of a history cites an order of another year.
    ORDER_YEAR = error("order-year");
    /// Years are missing between events of a history.
    HISTORY_GAP = error("history-gap");
    /// A state that cannot follow the one before.
    HISTORY_TRANSITION = error("history-transition");
    /// A state that follows only with an explanation.
    HISTORY_UNEXPLAINED = warning("history-unexplained");
    /// A history that begins in the middle.
    HISTORY_BEGINNING = warning("history-beginning");
    /// Two states in one year.
    TWO_STATES_IN_YEAR = error("two-states-in-year");
    /// No decision on a running project for the report year.
    NO_DECISION = warning("no-decision");
    /// A community without its coordinator, partners, or with somebody twice.
    COMMUNITY_ROSTER = error("community-roster");
    /// A project of one organisation with another roster.
    SINGLE_LEAD = error("single-lead");
    /// A project whose status is not given.
    STATUS_MISSING = warning("status-missing");
    /// Two entries for one organisation.
    SAME_ORGANISATION = error("same-organisation");
    /// One organisation with differing legal forms.
    LEGAL_FORM_DIFFERS = warning("legal-form-differs");
    /// An organisation type outside the vocabulary.
    ORGANISATION_TYPE = warning("organisation-type");
    /// Two entries for one project.
    SAME_PROJECT = error("same-project");
    /// Two entries for one document.
    SAME_DOCUMENT = error("same-document");
    /// A document is said to hold though another one of the registry changes or ends it.
    DOCUMENT_STATUS = warning("document-status");
    /// A task is due, or was done, before its document was signed.
    TASK_TERM = warning("task-term");
    /// A task ends before the one it depends on, or waits for itself.
    TASK_DEPENDENCY = warning("task-dependency");
    /// A score outside the scale of its criteria.
    SCORE_OUTSIDE_SCALE = error("score-outside-scale");
    /// An expert left a criterion without a score.
    SCORE_MISSING = error("score-missing");
    /// One expert judged a product twice.
    EXPERT_TWICE = error("expert-twice");
    /// Fewer experts judged a product than its criteria ask for.
    FEW_EXPERTS = error("few-experts");
    /// An author is named among those who took the product over.
    AUTHOR_ADOPTS = warning("author-adopts");
    /// The readiness of a product and its adoptions say different things.
    READINESS = warning("readiness");
    /// An event of which nobody knows whether people met in person.
    EVENT_FORMAT = warning("event-format");
    /// A phone or an address of a person that nobody allowed to publish.
    PERSONAL_DATA = error("personal-data");
    /// A term that did not hold in the years of the entry that names it.
    TERM_PERIOD = warning("term-period");
    /// Two pages want one address.
    SAME_ROUTE = error("same-route");
    /// A version for people with poor sight in a folder that is taken, or is no folder.
    VERSION_FOLDER = error("version-folder");
    /// A theme that cannot be used.
    THEME = error("theme");
    /// A template that cannot be read or rendered.
    TEMPLATE = error("template");
    /// A string that a template asks for and the theme lacks.
    MISSING_STRING = error("missing-string");
}
