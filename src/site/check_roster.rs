//! Rules V-06 and V-07: who must and who may not be in a project.

use super::Project;
use crate::content::project::{Participant, Project as Matter};
use crate::content::word::{Role, Roster};
use crate::diag::{Diagnostic, Diagnostics, Words, code};
use crate::yaml::table::Word;

/// Looks at the roster of one project.
pub(super) fn project(project: &Project, diagnostics: &mut Diagnostics) {
    twice(project, diagnostics);
    // What could not be read may well be what seems to be lacking.
    let unread = &project.entry.unread;
    if ["status", "lead", "participants"].iter().any(|it| unread.contains(it)) {
        return;
    }
    match project.is_community {
        true => community(project, diagnostics),
        false => single(project, diagnostics),
    }
}

fn with_role(project: &Project, role: Role) -> Vec<&Participant> {
    project.entry.matter.participants.iter().filter(|it| it.role.value == role).collect()
}

fn community(project: &Project, diagnostics: &mut Diagnostics) {
    let entry = &project.entry;
    let at_start = |message: Words, hint: Words| {
        Diagnostic::new(code::COMMUNITY_ROSTER, entry.start(), message).hint(hint)
    };
    let coordinators = with_role(project, Role::Coordinator);
    match coordinators.as_slice() {
        [] => diagnostics.push(at_start(
            Words::new("у сообщества нет координатора", "the community has no coordinator"),
            Words::new(
                "добавьте участника с ролью «координатор»",
                "add a participant with the role `coordinator`",
            ),
        )),
        [_] => {}
        [first, more @ ..] => {
            for extra in more {
                let message = Words::new(
                    "у сообщества больше одного координатора",
                    "the community has more than one coordinator",
                );
                let words = Words::new("первый координатор", "the first coordinator");
                let place = entry.place(&extra.role.at);
                diagnostics.push(
                    Diagnostic::new(code::COMMUNITY_ROSTER, place, message)
                        .hint(Words::new(
                            "остальным поставьте роль «партнер»",
                            "give the others the role `partner`",
                        ))
                        .related(entry.place(&first.role.at), words),
                );
            }
        }
    }
    if with_role(project, Role::Partner).is_empty() {
        diagnostics.push(at_start(
            Words::new("у сообщества нет партнеров", "the community has no partners"),
            Words::new(
                "добавьте участников с ролью «партнер»",
                "add participants with the role `partner`",
            ),
        ));
    }
    if let Some(lead) = &entry.matter.lead {
        let message = Words::new(
            "у сообщества не бывает ключа «организация»",
            "a community has no key `lead`",
        );
        let hint = Words::new(
            "назовите её координатором в списке «участники»",
            "name it as coordinator among `participants`",
        );
        let remark = Diagnostic::new(code::COMMUNITY_ROSTER, entry.place(&lead.at), message);
        diagnostics.push(remark.hint(hint));
    }
}

fn single(project: &Project, diagnostics: &mut Diagnostics) {
    let entry = &project.entry;
    if entry.matter.lead.is_none() {
        let message = Words::new(
            "не указана организация проекта",
            "the project's organisation is not given",
        );
        let hint = Words::new("добавьте «организация: id»", "add `lead: id`");
        diagnostics.push(Diagnostic::new(code::SINGLE_LEAD, entry.start(), message).hint(hint));
    }
    for role in [Role::Coordinator, Role::Partner] {
        for participant in with_role(project, role) {
            let (ru, en) = (role.spelling(), role.key());
            let message = Words::new(
                format!("роль «{ru}» бывает только в сообществе"),
                format!("the role `{en}` belongs to communities only"),
            );
            let hint = Words::new(
                "проверьте статус проекта; у одной организации возможны роли «базовая площадка» и «соисполнитель»",
                "check the status; beside one organisation there may be base sites and co-executors",
            );
            let place = entry.place(&participant.role.at);
            diagnostics.push(Diagnostic::new(code::SINGLE_LEAD, place, message).hint(hint));
        }
    }
}

/// No organisation twice in the same years; a lead is there in all of them.
fn twice(project: &Project, diagnostics: &mut Diagnostics) {
    let entry = &project.entry;
    let lead = entry.matter.lead.as_ref();
    let list = &entry.matter.participants;
    for (index, second) in list.iter().enumerate() {
        let name = &second.organisation.value;
        let same = |it: &&Participant| it.organisation.value == *name && overlap(it, second);
        let before = list[..index].iter().find(same).map(|it| &it.organisation);
        let Some(first) = lead.filter(|it| it.value == *name).or(before) else { continue };
        let message = Words::new(
            format!("организация «{name}» названа дважды"),
            format!("the organisation `{name}` is named twice"),
        );
        let place = entry.place(&second.organisation.at);
        let (place_before, words) = super::first_place(entry.place(&first.at));
        diagnostics.push(
            Diagnostic::new(code::COMMUNITY_ROSTER, place, message)
                .hint(Words::new("оставьте одну строку", "keep one of the lines"))
                .related(place_before, words),
        );
    }
}

fn overlap(a: &Participant, b: &Participant) -> bool {
    let years = |it: &Participant| {
        let from = it.from.as_ref().map_or(i16::MIN, |it| it.value);
        let to = it.to.as_ref().map_or(i16::MAX, |it| it.value);
        (from, to)
    };
    let ((a_from, a_to), (b_from, b_to)) = (years(a), years(b));
    a_from <= b_to && b_from <= a_to
}

/// The roster that a project must have: by its status, or by what it shows.
pub(super) fn roster_of(project: &Matter, status: Option<Roster>) -> Roster {
    let has_coordinator =
        project.participants.iter().any(|it| it.role.value == Role::Coordinator);
    match status {
        Some(Roster::Single) => Roster::Single,
        Some(Roster::Community) => Roster::Community,
        _ if has_coordinator && project.lead.is_none() => Roster::Community,
        _ => Roster::Single,
    }
}
