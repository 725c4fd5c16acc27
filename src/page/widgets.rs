//! Boxes of the start page: polls, visitors, banners, the box for messages.

use serde::Serialize;

use super::Context;
use super::frame::{CountView, LinkView};
use super::poll::{PollState, state};
use super::route::{self, Route};
use crate::text::date;
use crate::text::typography::{bind, prose};

/// What `parts/widgets.html` reads; each is hidden where there is nothing to show.
#[derive(Serialize)]
pub(super) struct Widgets {
    /// Polls, in the order of their file.
    polls: Vec<PollRow>,
    /// Who has been on the site; none where nobody counts.
    visitors: Option<VisitorsView>,
    /// Banners of the day, in the order of their file.
    banners: Vec<BannerView>,
    /// Where people may write about anything.
    feedback: Option<FeedbackView>,
}

#[derive(Serialize)]
struct PollRow {
    link: LinkView,
    state: PollState,
    /// The day on which it opens or closes next.
    until: Option<String>,
    is_example: bool,
}

#[derive(Serialize)]
struct VisitorsView {
    total: CountView,
    /// Those of the last day.
    today: Option<u64>,
    is_example: bool,
}

#[derive(Serialize)]
struct BannerView {
    title: String,
    href: Option<String>,
    /// A picture, in place of the words.
    image: Option<String>,
    alt: Option<String>,
}

#[derive(Serialize)]
struct FeedbackView {
    title: String,
    text: String,
    href: Option<String>,
}

/// The boxes as a page shows them.
pub(super) fn widgets(context: &Context<'_>) -> Widgets {
    let site = context.site;
    let poll = |it: &crate::content::data::poll::Poll| {
        let state = state(it, site.date);
        let until = match state {
            PollState::Waiting => it.opens,
            PollState::Open => it.closes,
            _ => None,
        };
        PollRow {
            link: LinkView {
                href: context.href(&route::poll(&it.key.value)),
                title: prose(&it.question),
            },
            state,
            until: until.map(date::short),
            is_example: it.is_example,
        }
    };
    let banner = |it: &crate::content::data::banner::Banner| BannerView {
        title: bind(&it.title),
        href: it.link.as_ref().map(|it| context.link(it)),
        image: it.image.as_ref().map(|it| context.href(&Route::file(&it.value))),
        alt: it.alt.clone(),
    };
    let shown = site.data.banners.iter().filter(|it| it.is_shown(site.date));
    Widgets {
        polls: site.data.polls.iter().map(poll).collect(),
        visitors: site.data.counters.as_ref().and_then(|it| {
            let total = CountView::new(it.visitors?, it);
            Some(VisitorsView { total, today: it.visitors_today, is_example: it.is_example })
        }),
        banners: shown.map(banner).collect(),
        feedback: site.settings.feedback.as_ref().map(|it| FeedbackView {
            title: bind(&it.title),
            text: prose(&it.text),
            href: it.address.clone(),
        }),
    }
}
