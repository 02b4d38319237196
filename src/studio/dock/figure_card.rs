//! A followed figure: large, with what a show needs within one click.

use super::edit_form::{EditForm, step};
use super::entries::{EntriesMemo, OpenForm, ShownEntry, StarButton};
use super::state::DockState;
use super::write::Notice;
use crate::options::kind::is_goal;
use crate::session::catalogue;
use crate::studio::corrections::EntryEdit;
use crate::studio::icon::{Icon, lucide};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn FigureCard(key: String, entries: EntriesMemo, open: OpenForm) -> impl IntoView {
    let dock = DockState::from_context();
    let (title, step, has_goal) = (catalogue::title(&key), step(&key), is_goal(&key));
    let shown = ShownEntry::new(key, entries, open);
    let goal_button = has_goal.then(|| {
        let title = StoredValue::new(title.clone());
        view! {
            <button
                type="button"
                class="small new-goal"
                title="Sets the figure to zero, after a backup"
                disabled=move || dock.is_locked()
                on:click=move |_| {
                    spawn_local(start_new_goal(dock, shown.key.get_value(), title.get_value()));
                }
            >
                <Icon icon=lucide::LuTarget />
                "New goal"
            </button>
        }
    });
    let change = |by: f64, verb: &str, icon| {
        let label = format!("{verb} {title}");
        view! {
            <button
                type="button"
                class="square"
                aria-label=label
                disabled=!dock.can_write
                on:click=move |_| shown.open_with(by)
            >
                <Icon icon />
            </button>
        }
    };
    view! {
        <article class="pane figure" aria-label=title.clone()>
            <div class="figure-head">
                <span class="entry-title">{title.clone()}</span>
                {goal_button}
                <button
                    type="button"
                    class="plain square pencil"
                    aria-label=format!("Edit {title}")
                    aria-expanded=move || shown.is_open.get().to_string()
                    disabled=!dock.can_write
                    on:click=move |_| shown.toggle()
                >
                    <Icon icon=lucide::LuPencil />
                </button>
                <StarButton key=shown.key title=title.clone() />
            </div>
            <div class="row">
                {change(-step, "Decrease", lucide::LuMinus)}
                <span class="entry-value">{shown.value}</span>
                {change(step, "Increase", lucide::LuPlus)}
            </div>
            <ShowLet some=move || shown.opened() let:opened>
                <EditForm opened value=shown.value open />
            </ShowLet>
        </article>
    }
}

/// Saves a backup of the session, then sets the figure of a goal to zero.
async fn start_new_goal(dock: DockState, key: String, title: String) {
    // The backup is of the present, not of the last poll.
    if let Err(fault) = dock.fetch().await {
        return dock.notice.set(Notice::error(format!(
            "{title}: no new goal, because the session could not be loaded for a backup. {}.",
            fault.summary()
        )));
    }
    if !dock.save_backup(dock.text.get_untracked()) {
        return dock.notice.set(Notice::error(format!(
            "{title}: no new goal, because this browser cannot save a backup for this page."
        )));
    }
    let zero = dock
        .document
        .with_untracked(|own| own.edited(&key, &EntryEdit::Figure(0.0)));
    match zero {
        Some(zero) => drop(dock.write("New goal", vec![(key, zero)]).await),
        None => dock.notice.set(Notice::success(
            format!("{title}: is at zero already."),
            Vec::new(),
        )),
    }
}
