//! The dock and the whole session: reset, backups, reload, settings.

use super::value;
use crate::stub::{CHANNEL, JWT, Operation, StubResponse};
use crate::test_page::{TestPage, in_both_engines};
use serde_json::{Value, json};

in_both_engines! {
    a_reset_saves_a_backup_that_can_be_restored,
    no_backup_no_reset,
    totals_are_reloaded_if_the_server_can,
    session_settings_are_loaded_and_saved,
}

async fn a_reset_saves_a_backup_that_can_be_restored(page: &TestPage) {
    let tab = page.writing_dock().await;
    assert_eq!(
        value(&tab, "Followers this stream").await.as_deref(),
        Some("2")
    );
    tab.click("Reset…").await;
    tab.wait_for_text("Followers this stream").await;
    assert!(page.writes().is_empty(), "one click is not enough");
    let focused: String = tab.eval("document.activeElement.textContent").await;
    assert_eq!(focused, "Cancel");
    tab.screenshot(&page.screenshot_dir(), "dock-reset").await;
    let saved = page.download(&tab, "Download first").await;
    let saved: Value = serde_json::from_str(&saved).unwrap();
    assert_eq!(saved["data"]["follower-session"]["count"], 2);
    tab.click("Reset now").await;
    tab.wait_for_text("The session was reset").await;
    assert_eq!(
        value(&tab, "Followers this stream").await.as_deref(),
        Some("0")
    );
    let reset = page.writes().pop().unwrap();
    assert_eq!(reset.path, format!("/kappa/v2/sessions/{CHANNEL}/reset"));
    assert_eq!(reset.body, "{}");
    tab.click("Restore").await;
    tab.wait_for_text("Restore: saved").await;
    tab.wait_for_text("Lists cannot be restored: Recent").await;
    assert_eq!(
        value(&tab, "Followers this stream").await.as_deref(),
        Some("2")
    );
    // The backup outlives the dock.
    let again = page.writing_dock().await;
    assert_eq!(again.count(".backups li").await, 1);
    assert!(
        !again
            .eval::<String>("JSON.stringify(localStorage)")
            .await
            .contains(JWT)
    );
}

async fn no_backup_no_reset(page: &TestPage) {
    let tab = page.writing_dock().await;
    let _: bool = tab
        .eval("Storage.prototype.setItem = () => { throw new Error('full'); }, true")
        .await;
    tab.click("Reset…").await;
    tab.click("Reset now").await;
    tab.wait_for_text("Not reset: this browser cannot save a backup")
        .await;
    assert!(page.writes().is_empty());
}

async fn totals_are_reloaded_if_the_server_can(page: &TestPage) {
    page.expect_failed_requests();
    let tab = page.writing_dock().await;
    tab.click("Reload totals").await;
    tab.wait_for_text("totals were recalculated").await;
    let reload = page.writes().pop().unwrap();
    assert_eq!(reload.path, format!("/kappa/v2/sessions/{CHANNEL}/reload"));
    page.api
        .respond_to(Operation::Reload, [StubResponse::status(404)]);
    tab.click("Reload totals").await;
    tab.wait_for_text("no longer offers this").await;
}

async fn session_settings_are_loaded_and_saved(page: &TestPage) {
    let tab = page.writing_dock().await;
    tab.click("Session settings").await;
    tab.wait_for_text("Reset automatically after a stream")
        .await;
    let checked =
        "[...document.querySelectorAll('details input[type=checkbox]')].map((box) => box.checked)";
    assert_eq!(tab.eval::<Vec<bool>>(checked).await, [true, false, false]);
    tab.click("Reset when a stream starts").await;
    tab.click("Save settings").await;
    tab.wait_for_text("Settings: saved").await;
    let write = page.writes().pop().unwrap();
    assert_eq!(write.path, format!("/kappa/v2/sessions/{CHANNEL}/settings"));
    let body: Value = serde_json::from_str(&write.body).unwrap();
    assert_eq!(
        body,
        json!({ "autoReset": true, "calendar": false, "resetOnStart": true })
    );
}
