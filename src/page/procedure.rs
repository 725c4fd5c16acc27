//! Procedures of recognition: who runs them, when and how one applies, what follows.

use serde::Serialize;

use super::card::{DocumentRow, document_row, organisation_link};
use super::file::{FileView, file_view};
use super::frame::{Label, LinkView, Place};
use super::list::Lists;
use super::project::{DateView, date_view};
use super::route::{self, Route};
use super::short_code::Prose;
use super::text::{ContentsItem, contents};
use super::{Context, Object, Page, Subject};
use crate::content::body::Body;
use crate::content::procedure::{Application, Step, WindowDay};
use crate::site::Site;
use crate::site::party::Party;
use crate::site::procedure::{Procedure, ProcedureId};
use crate::stats::procedures::{Window, window_on};
use crate::text::date;
use crate::text::typography::{bind, prose};
use crate::yaml::table::{Spanned, Word};

/// A list of all procedures, and a page for each.
pub(super) fn plan(site: &Site, _: &Lists) -> Vec<Page> {
    if site.procedures.is_empty() {
        return vec![];
    }
    let page = |id| Page::new(route::procedure(site, id), "procedure", One { id });
    [Page::new(list_route(), "procedures", All)]
        .into_iter()
        .chain(site.procedure_ids().map(page))
        .collect()
}

/// The address of the list.
pub(super) fn list_route() -> Route {
    Route::new("procedures/index")
}

/// A procedure as other pages name it.
pub(super) fn procedure_link(context: &Context<'_>, id: ProcedureId) -> LinkView {
    LinkView {
        href: context.href(&route::procedure(context.site, id)),
        title: bind(&context.site.procedure(id).entry.matter.title.value),
    }
}

struct All;

/// What `procedures.html` reads.
#[derive(Serialize)]
struct AllView {
    /// Procedures by municipality, the site's own first.
    places: Vec<PlaceView>,
}

#[derive(Serialize)]
struct PlaceView {
    /// The municipality whose practice they show; none for the site's own.
    practice_of: Option<String>,
    procedures: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    href: String,
    title: String,
    summary: Option<String>,
    /// Key of who recognises by it.
    level: &'static str,
    operator: Option<String>,
    window: Option<WindowView>,
}

/// How the time for applications stands on the day of the build.
#[derive(Serialize)]
struct WindowView {
    /// `open`, `ahead` or `over`.
    state: &'static str,
    /// The day on which it opens, if it is ahead.
    first: Option<DateView>,
    /// The last day.
    last: Option<DateView>,
    /// Days left with today counted out, or days until it opens.
    days: Option<u32>,
}

impl Subject for All {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let mut places: Vec<PlaceView> = vec![];
        for id in context.site.procedure_ids() {
            let matter = &context.site.procedure(id).entry.matter;
            let practice_of = matter.practice_of.as_ref().map(|it| bind(&it.value));
            let row = row(context, id);
            match places.last_mut() {
                Some(place) if place.practice_of == practice_of => place.procedures.push(row),
                _ => places.push(PlaceView { practice_of, procedures: vec![row] }),
            }
        }
        Box::new(AllView { places })
    }

    fn place(&self, _: &Context<'_>) -> Place {
        Place {
            title: Label::key("procedures"),
            above: vec![(Route::new("index"), Label::key("home"))],
            section: Some(list_route()),
            ..Place::default()
        }
    }
}

fn row(context: &Context<'_>, id: ProcedureId) -> RowView {
    let procedure = context.site.procedure(id);
    let matter = &procedure.entry.matter;
    let link = procedure_link(context, id);
    RowView {
        href: link.href,
        title: link.title,
        summary: matter.summary.as_ref().map(|it| prose(&it.value)),
        level: matter.level.value.key(),
        operator: operator(context, procedure).map(|it| it.title),
        window: matter.application.as_ref().and_then(|it| window(context, it)),
    }
}

/// Who runs a procedure; one that the registry only names has no address.
fn operator(context: &Context<'_>, procedure: &Procedure) -> Option<LinkView> {
    match procedure.operator.as_ref()? {
        Party::Organisation(id) => Some(organisation_link(context, *id)),
        other => {
            let title = bind(other.name(context.site)?);
            Some(LinkView { href: String::new(), title })
        }
    }
}

fn window(context: &Context<'_>, application: &Application) -> Option<WindowView> {
    let days = |day: jiff::civil::Date| {
        context.site.today.until(day).ok().map(|it| it.get_days().unsigned_abs())
    };
    let view =
        |state, first: Option<jiff::civil::Date>, last: Option<jiff::civil::Date>| WindowView {
            state,
            first: first.map(date_view),
            last: last.map(date_view),
            days: first.or(last).and_then(days),
        };
    Some(match window_on(application, context.site.date)? {
        Window::Open { last } => view("open", None, last),
        Window::Ahead { first, last } => view("ahead", Some(first), last),
        Window::Over { last } => WindowView { days: None, ..view("over", None, Some(last)) },
    })
}

struct One {
    id: ProcedureId,
}

/// What `procedure.html` reads. What the sources do not tell is null or empty, and a theme
/// should say so.
#[derive(Serialize)]
struct ProcedureView {
    /// Key of who recognises by it.
    level: &'static str,
    /// The municipality whose practice it shows, where that is not the site's own.
    practice_of: Option<String>,
    /// The document that approves or describes it.
    document: Option<DocumentRow>,
    /// Documents that call for applications.
    announcements: Vec<DocumentRow>,
    operator: Option<LinkView>,
    steps: Vec<StepView>,
    application: Option<ApplicationView>,
    criteria: Vec<String>,
    outcomes: Vec<String>,
    monitoring: Option<MonitoringView>,
    termination: Vec<String>,
    /// The author's text.
    body: Option<Prose>,
    /// Headings of the text.
    contents: Vec<ContentsItem>,
}

#[derive(Serialize)]
struct StepView {
    number: Option<String>,
    title: String,
    who: Option<String>,
    what: Option<String>,
    term: Option<String>,
    form: Option<FileView>,
}

#[derive(Serialize)]
struct ApplicationView {
    /// Bounds in words: «1 сентября», «31 января 2024 года».
    from: Option<String>,
    to: Option<String>,
    /// Whether the time comes back every year.
    yearly: bool,
    window: Option<WindowView>,
    documents: Vec<String>,
}

#[derive(Serialize)]
struct MonitoringView {
    /// How often, in words.
    period: Option<&'static str>,
    form: Option<FileView>,
}

impl Subject for One {
    fn view<'a>(&'a self, context: &Context<'a>) -> Object<'a> {
        let procedure = context.site.procedure(self.id);
        let matter = &procedure.entry.matter;
        let body = &procedure.entry.body;
        let row = |id: &crate::site::DocumentId| document_row(context, *id);
        Box::new(ProcedureView {
            level: matter.level.value.key(),
            practice_of: matter.practice_of.as_ref().map(|it| bind(&it.value)),
            document: procedure.document.as_ref().map(row),
            announcements: procedure.announcements.iter().map(row).collect(),
            operator: operator(context, procedure),
            steps: matter.steps.iter().map(|it| step(context, it)).collect(),
            application: matter.application.as_ref().map(|it| application(context, it)),
            criteria: texts(&matter.criteria),
            outcomes: texts(&matter.outcomes),
            monitoring: matter.monitoring.as_ref().map(|it| MonitoringView {
                period: it.period.as_ref().map(|it| it.value.spelling()),
                form: form(context, it.form.as_ref()),
            }),
            termination: texts(&matter.termination),
            body: context.prose_if(body),
            contents: contents(body),
        })
    }

    fn place(&self, context: &Context<'_>) -> Place {
        let site = context.site;
        let matter = &site.procedure(self.id).entry.matter;
        let beside = |index: Option<usize>| {
            let id = ProcedureId(index.filter(|it| *it < site.procedures.len())?);
            let title = &site.procedure(id).entry.matter.title.value;
            Some((route::procedure(site, id), Label::text(title)))
        };
        Place {
            title: Label::text(&matter.title.value),
            summary: matter.summary.as_ref().map(|it| prose(&it.value)),
            above: vec![
                (Route::new("index"), Label::key("home")),
                (list_route(), Label::key("procedures")),
            ],
            previous: beside(self.id.0.checked_sub(1)),
            next: beside(Some(self.id.0 + 1)),
            section: Some(list_route()),
        }
    }

    fn text<'s>(&self, site: &'s Site) -> Option<&'s Body> {
        Some(&site.procedure(self.id).entry.body)
    }
}

fn texts(list: &[Spanned<String>]) -> Vec<String> {
    list.iter().map(|it| prose(&it.value)).collect()
}

/// A form to fill in, named by its file.
fn form(context: &Context<'_>, path: Option<&Spanned<String>>) -> Option<FileView> {
    let path = &path?.value;
    let name = path.rsplit('/').next().unwrap_or(path);
    file_view(context, path, name)
}

fn step(context: &Context<'_>, step: &Step) -> StepView {
    let words = |it: &Option<Spanned<String>>| it.as_ref().map(|it| prose(&it.value));
    StepView {
        number: step.number.as_ref().map(|it| it.value.clone()),
        title: prose(&step.title.value),
        who: words(&step.who),
        what: words(&step.what),
        term: words(&step.term),
        form: form(context, step.form.as_ref()),
    }
}

fn application(context: &Context<'_>, application: &Application) -> ApplicationView {
    let bound = |it: &Option<Spanned<WindowDay>>| {
        it.as_ref().map(|it| match it.value {
            WindowDay::Yearly { month, day } => date::day_and_month(month, day),
            WindowDay::Once(day) => date::long(day),
        })
    };
    let is_yearly = |it: &Option<Spanned<WindowDay>>| {
        it.as_ref().is_some_and(|it| matches!(it.value, WindowDay::Yearly { .. }))
    };
    ApplicationView {
        from: bound(&application.from),
        to: bound(&application.to),
        yearly: is_yearly(&application.from) || is_yearly(&application.to),
        window: window(context, application),
        documents: texts(&application.documents),
    }
}
