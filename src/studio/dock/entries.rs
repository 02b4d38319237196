//! The figures and events, and how one is corrected.

use super::DockState;
use super::write::Outcome;
use crate::browser::js_number;
use crate::studio::bind::{click, entry, figure, live, parts};
use crate::studio::corrections::{EditableEntry, EntryEdit, EventEdit};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;

/// So many lines are shown before one asks for all.
const FIRST: usize = 10;

/// Everything that can be corrected.
#[component]
pub(super) fn Lines(desk: DockState) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let all = RwSignal::new(false);
    let opened = RwSignal::new(None::<String>);
    let lines = Memo::new(move |_| {
        desk.book
            .with(crate::studio::corrections::SessionDocument::editable_entries)
    });
    let shown = Memo::new(move |_| {
        let search = search.read().trim().to_ascii_lowercase();
        let lines = lines.read();
        let fits = |line: &&EditableEntry| {
            line.title.to_ascii_lowercase().contains(&search) || line.key.contains(&search)
        };
        let most = if all.get() || !search.is_empty() {
            usize::MAX
        } else {
            FIRST
        };
        let keys = lines
            .iter()
            .filter(fits)
            .take(most)
            .map(|line| line.key.clone());
        keys.collect::<Vec<_>>()
    });
    let rest = move || {
        let hidden = lines.read().len().saturating_sub(FIRST);
        let words = if all.get() {
            "Show fewer".to_owned()
        } else {
            format!("Show all, {hidden} more")
        };
        (hidden > 0 && search.read().trim().is_empty()).then(|| view! { <button type="button" on:click=click(move |_| all.update(|all| *all = !*all))>{words}</button> })
    };
    view! {
        <section aria-labelledby="figures">
            <div class="head">
                <h2 id="figures">"Figures and events"</h2>
                <input type="search" aria-label="Search figures and events" placeholder="Search" autocomplete="off"
                    on:input=entry(move |event| search.set(event_target_value(&event))) />
            </div>
            <ul class="lines">
                <For each=move || shown.get() key=String::clone children=move |key| view! { <LineRow desk key lines opened /> } />
            </ul>
            {parts(rest)}
        </section>
    }
}

#[component]
fn LineRow(
    desk: DockState,
    key: String,
    lines: Memo<Vec<EditableEntry>>,
    opened: RwSignal<Option<String>>,
) -> impl IntoView {
    let own = key.clone();
    let line = Memo::new(move |_| lines.read().iter().find(|line| line.key == own).cloned());
    let title = line
        .get_untracked()
        .map(|line| line.title)
        .unwrap_or_default();
    let own = key.clone();
    let is_open = Memo::new(move |_| opened.read().as_ref() == Some(&own));
    let own = key.clone();
    let toggle = move |_| {
        opened.update(|opened| *opened = (opened.as_ref() != Some(&own)).then(|| own.clone()));
    };
    let label = format!("Edit {title}");
    let edit = move || {
        is_open
            .get()
            .then(|| view! { <EditForm desk key=key.clone() line opened /> })
    };
    view! {
        <li>
            <div class="row">
                <span class="what">{title}</span>
                <span class="now">{live(move || line.read().as_ref().map(|line| in_words(&line.current)))}</span>
                <button type="button" class="small" aria-label=label aria-expanded=live(move || if is_open.get() { "true" } else { "false" })
                    disabled=!desk.writes on:click=click(toggle)>"Edit"</button>
            </div>
            {parts(edit)}
        </li>
    }
}

/// A figure without the noise of floats, which the API hands on.
fn neat(figure: f64) -> String {
    js_number((figure * 100.0).round() / 100.0)
}

fn in_words(edit: &EntryEdit) -> String {
    match edit {
        EntryEdit::Figure(figure) => neat(*figure),
        EntryEdit::Event(event) if event.name.is_empty() => "nobody yet".to_owned(),
        EntryEdit::Event(event) if event.amount == 0.0 => event.name.clone(),
        EntryEdit::Event(event) => format!("{} · {}", event.name, neat(event.amount)),
    }
}

#[component]
fn EditForm(
    desk: DockState,
    key: String,
    line: Memo<Option<EditableEntry>>,
    opened: RwSignal<Option<String>>,
) -> impl IntoView {
    let before = line.get_untracked();
    let title = before
        .as_ref()
        .map(|line| line.title.clone())
        .unwrap_or_default();
    let (is_figure, name, amount, message) = match before.map(|line| line.current) {
        Some(EntryEdit::Event(event)) => (false, event.name, neat(event.amount), event.message),
        Some(EntryEdit::Figure(figure)) => (true, String::new(), neat(figure), String::new()),
        None => (true, String::new(), String::new(), String::new()),
    };
    let (name, amount, message) = (
        RwSignal::new(name),
        RwSignal::new(amount),
        RwSignal::new(message),
    );
    let expected = move || {
        let number = figure(&amount.read())?;
        Some(if is_figure {
            EntryEdit::Figure(number)
        } else {
            EntryEdit::Event(EventEdit {
                name: name.get().trim().to_owned(),
                amount: number,
                message: message.get(),
            })
        })
    };
    let own = key.clone();
    let entry_wanted = move || {
        let expected = expected()?;
        desk.book.with(|book| book.edited(&own, &expected))
    };
    let change = move || {
        let before = line
            .read()
            .as_ref()
            .map(|line| in_words(&line.current))
            .unwrap_or_default();
        match expected() {
            None => "Amount takes a number, such as 0 or 12.5".to_owned(),
            Some(expected) => format!("{before} → {}", in_words(&expected)),
        }
    };
    // What is not known to have arrived is not simply sent again.
    let is_unsure = RwSignal::new(false);
    let what = title.clone();
    let to_send = entry_wanted.clone();
    let save = move || {
        let Some(entry) = untrack(&to_send) else {
            return;
        };
        let (entries, what) = (vec![(key.clone(), entry)], what.clone());
        spawn_local_scoped(async move {
            let outcome = if is_unsure.get_untracked() {
                desk.write_again(&what, entries).await
            } else {
                desk.write(&what, entries).await
            };
            is_unsure.try_set(outcome == Outcome::Unknown);
            if outcome == Outcome::Written {
                opened.try_set(None);
            }
        });
    };
    let first = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(first) = first.get() {
            let _ = first.focus();
        }
    });
    let is_ready = move || entry_wanted().is_some() && !desk.busy.get();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save();
    };
    let close = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            opened.set(None);
        }
    };
    let rest = (!is_figure).then(|| {
        view! {
            <label>"Name"<input type="text" autocomplete="off" node_ref=first prop:value=live(move || name.get()) on:input=entry(move |event| name.set(event_target_value(&event))) /></label>
            <label>"Message"<input type="text" autocomplete="off" prop:value=live(move || message.get()) on:input=entry(move |event| message.set(event_target_value(&event))) /></label>
        }
    });
    let amount_field = if is_figure {
        view! { <input type="text" inputmode="decimal" autocomplete="off" node_ref=first prop:value=live(move || amount.get()) on:input=entry(move |event| amount.set(event_target_value(&event))) /> }.into_any()
    } else {
        view! { <input type="text" inputmode="decimal" autocomplete="off" prop:value=live(move || amount.get()) on:input=entry(move |event| amount.set(event_target_value(&event))) /> }.into_any()
    };
    view! {
        <form class="edit" aria-label=format!("Edit {title}") on:submit=submit on:keydown=close>
            {rest}
            <label>"Amount"{amount_field}</label>
            <p class="change" aria-live="polite">{live(change)}</p>
            <div class="buttons">
                <button type="submit" class="main" disabled=live(move || !is_ready())>"Save"</button>
                <button type="button" on:click=click(move |_| amount.set("0".to_owned()))>"To zero"</button>
                <button type="button" on:click=click(move |_| opened.set(None))>"Cancel"</button>
            </div>
        </form>
    }
}
