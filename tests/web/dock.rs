//! The components of the dock, with the session that the stub of the API holds.

use super::api::{channel, clear_log, jwt_client, log, overlay_client, put_script};
use super::mounted::Mounted;
use leptos::prelude::*;
use serde_json::{Value, json};
use session_overlay::browser::intl::IntlLocale;
use session_overlay::config::credential::CredentialKind;
use session_overlay::polling::Fault;
use session_overlay::session::timestamp::Timestamp;
use session_overlay::studio::dock::{DockState, EntryList, SessionButtons, StatusHeader};
use wasm_bindgen_test::wasm_bindgen_test;

fn locale() -> IntlLocale {
    IntlLocale {
        tag: "en-US".to_owned(),
        currency: String::new(),
    }
}

/// A dock that can write, with the session of the stub.
async fn load_dock() -> DockState {
    clear_log().await;
    let dock = DockState::new(jwt_client(), channel(), CredentialKind::Jwt, locale());
    dock.fetch().await.unwrap();
    clear_log().await;
    dock
}

async fn mount<V: IntoView + 'static>(
    dock: DockState,
    view: impl FnOnce() -> V + 'static,
) -> Mounted {
    let view = move || {
        provide_context(dock);
        view()
    };
    Mounted::new(view).await
}

async fn mount_entries() -> Mounted {
    let view = || {
        view! {
            <StatusHeader kind=CredentialKind::Jwt expires=None />
            <EntryList />
        }
    };
    mount(load_dock().await, view).await
}

/// The method and the body of each call since the dock was loaded, without preflights.
async fn calls() -> Vec<(String, Value)> {
    let calls = log().await.into_iter();
    let calls = calls.filter(|[method, ..]| method != "OPTIONS");
    calls
        .map(|[method, _, _, body]| (method, serde_json::from_str(&body).unwrap_or_default()))
        .collect()
}

const EDIT_GOAL: &str = "[aria-label='Edit Tip goal']";
const EDIT_TIP: &str = "[aria-label='Correct Latest tip']";
const LAST_WRITE: &str = ".last-write [role=status]";

#[wasm_bindgen_test]
async fn an_edit_of_a_figure_sends_that_figure() {
    let dock = mount_entries().await;
    dock.click(&format!("button{EDIT_GOAL}")).await;
    assert!(dock.has_focus(".edit [inputmode=decimal]"));
    assert_eq!(dock.text(".change"), "No changes");
    assert!(dock.is_disabled(".edit .main"));
    dock.enter(".edit [inputmode=decimal]", "12,5").await;
    assert_eq!(dock.text(".change"), "5,859.6 → 12.5");
    dock.click(".edit .main").await;
    dock.wait_for_text(LAST_WRITE, "Tip goal: saved.").await;
    assert_eq!(dock.count(".edit"), 0);
    assert_eq!(
        calls().await,
        [("PUT".to_owned(), json!({ "tip-goal": { "amount": 12.5 } }))]
    );
    dock.click(".last-write button").await;
    dock.wait_for_text(LAST_WRITE, "Undo: saved.").await;
    let undo = json!({ "tip-goal": { "amount": 5_859.600_000_000_002 } });
    assert_eq!(calls().await[1].1, undo);
}

#[wasm_bindgen_test]
async fn an_edit_of_a_name_keeps_the_other_fields_of_the_event() {
    let dock = mount_entries().await;
    dock.click(&format!("button{EDIT_TIP}")).await;
    assert!(dock.has_focus(".edit label:nth-child(1) input"));
    let before = dock.value(".edit label:nth-child(2) input");
    dock.enter(".edit label:nth-child(1) input", " corrected ")
        .await;
    dock.click(".edit .main").await;
    dock.wait_for_text(LAST_WRITE, "Latest tip: saved.").await;
    let tip = json!({ "name": "corrected", "amount": 5, "message": before });
    assert_eq!(
        calls().await,
        [("PUT".to_owned(), json!({ "tip-latest": tip }))]
    );
}

#[wasm_bindgen_test]
async fn an_amount_that_is_no_number_cannot_be_saved() {
    let dock = mount_entries().await;
    dock.click(&format!("button{EDIT_GOAL}")).await;
    for text in ["", "ten", "1e999"] {
        dock.enter(".edit [inputmode=decimal]", text).await;
        assert!(dock.text(".change").contains("must be a number"), "{text}");
        assert!(dock.is_disabled(".edit .main"), "{text}");
    }
    dock.click(".edit .buttons button:nth-child(2)").await;
    assert_eq!(dock.text(".change"), "5,859.6 → 0");
    dock.click(".edit .buttons button:nth-child(3)").await;
    assert_eq!(dock.count(".edit"), 0);
    assert!(calls().await.is_empty());
}

#[wasm_bindgen_test]
async fn one_form_is_open_at_a_time() {
    let dock = mount_entries().await;
    let is_open = |button: &str| dock.attribute(&format!("button{button}"), "aria-expanded");
    dock.click(&format!("button{EDIT_GOAL}")).await;
    dock.click(&format!("button{EDIT_TIP}")).await;
    assert_eq!(dock.count(".edit"), 1);
    assert_eq!(
        (is_open(EDIT_GOAL), is_open(EDIT_TIP)),
        ("false".into(), "true".into())
    );
    dock.click(&format!("button{EDIT_TIP}")).await;
    assert_eq!(dock.count(".edit"), 0);
}

#[wasm_bindgen_test]
async fn a_search_shows_all_entries_that_match() {
    let dock = mount_entries().await;
    let entries = "[aria-labelledby=figures] .entries > li";
    let collapsed = dock.count(entries);
    assert!(dock.text("section > button").starts_with("Show all ("));
    dock.click("section > button").await;
    assert!(dock.count(entries) > collapsed);
    assert_eq!(dock.text("section > button"), "Show fewer");
    dock.enter("[type=search]", "TIPS this MONTH").await;
    assert_eq!(dock.count(entries), 1);
    assert_eq!(dock.count("section > button"), 0);
}

#[wasm_bindgen_test]
async fn a_reset_needs_its_confirmation() {
    let view = || {
        view! {
            <StatusHeader kind=CredentialKind::Jwt expires=None />
            <SessionButtons />
        }
    };
    let dock = mount(load_dock().await, view).await;
    dock.click("button:first-child").await;
    assert!(
        dock.text(".confirmation p")
            .contains("Followers this stream")
    );
    assert!(dock.has_focus(".confirmation button:first-child"));
    dock.click(".confirmation button:first-child").await;
    assert_eq!(dock.count(".confirmation"), 0);
    assert!(calls().await.is_empty());
    dock.click(".buttons button:first-child").await;
    dock.click(".confirmation .danger").await;
    dock.wait_for_text(LAST_WRITE, "The session was reset.")
        .await;
    let methods: Vec<_> = calls()
        .await
        .into_iter()
        .map(|(method, _)| method)
        .collect();
    assert_eq!(
        methods,
        ["GET", "PUT"],
        "the session of the backup, then the reset"
    );
    assert_eq!(dock.count(".confirmation"), 0);
}

#[wasm_bindgen_test]
async fn a_rejected_write_is_an_error_and_keeps_the_form() {
    let dock = mount_entries().await;
    put_script(json!({ "to": "update", "answers": [{ "status": 403 }] })).await;
    dock.click(&format!("button{EDIT_GOAL}")).await;
    dock.enter(".edit [inputmode=decimal]", "77").await;
    dock.click(".edit .main").await;
    dock.wait_for_text(LAST_WRITE, "Tip goal: not saved.").await;
    assert_eq!(dock.count(".last-write .error"), 1);
    assert_eq!(dock.value(".edit [inputmode=decimal]"), "77");
    assert_eq!(dock.text(".change"), "5,859.6 → 77");
}

#[wasm_bindgen_test]
async fn an_overlay_token_can_only_read() {
    clear_log().await;
    let state = DockState::new(
        overlay_client(),
        channel(),
        CredentialKind::OverlayToken,
        locale(),
    );
    state.fetch().await.unwrap();
    let view = || {
        view! {
            <StatusHeader kind=CredentialKind::OverlayToken expires=None />
            <EntryList />
            <SessionButtons />
        }
    };
    let dock = mount(state, view).await;
    assert!(dock.text(".note").contains("only reads"));
    assert_eq!(dock.count(".entries button:not(:disabled, .star)"), 0);
    assert_eq!(dock.count(".buttons button:disabled"), 2);
}

#[wasm_bindgen_test]
async fn the_status_is_that_of_the_last_poll() {
    let state = DockState::new(jwt_client(), channel(), CredentialKind::Jwt, locale());
    let expires = Some(Timestamp(1_500_000_000_000.0));
    let view = move || view! { <StatusHeader kind=CredentialKind::Jwt expires /> };
    let dock = mount(state, view).await;
    let status = || dock.text(".status [role=status]");
    assert_eq!(status(), "Loading…");
    let fail = || {
        let fault = Err(Fault::Unreachable);
        state.feed.maybe_update(|feed| feed.receive(fault));
    };
    fail();
    dock.settle().await;
    assert_eq!(
        status(),
        format!("No session. {}", Fault::Unreachable.summary())
    );
    state.fetch().await.unwrap();
    dock.settle().await;
    assert_eq!(status(), "Live");
    fail();
    dock.settle().await;
    assert_eq!(
        status(),
        format!("Not up to date. {}", Fault::Unreachable.summary())
    );
    assert!(dock.text(".note.warning").contains("expired on 2017-07-14"));
}
