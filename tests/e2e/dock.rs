//! The dock: reads, corrects, resets, and never shows two truths.

use super::stub::{CHANNEL, JWT, Operation, RecordedRequest, StubResponse};
use super::tab::{TIMEOUT, Tab};
use super::test_page::{TestPage, in_both_engines};
use serde_json::{Value, json};
use std::time::Duration;

in_both_engines! {
    an_overlay_token_only_reads_and_the_dock_says_why,
    a_correction_is_one_partial_put_and_can_be_undone,
    a_write_tells_every_overlay_of_the_channel,
    a_refused_write_leaves_the_figure_and_the_edit,
    a_lost_answer_is_looked_into_before_anything_is_sent_again,
    a_reset_is_kept_and_can_be_restored,
    a_reset_that_cannot_be_kept_is_not_sent,
    sums_are_reloaded_as_far_as_the_server_offers_it,
    settings_of_the_session_are_read_and_saved,
    a_dock_without_a_credential_asks_for_it,
    the_end_of_a_jwt_is_told_in_time,
}

impl TestPage {
    pub async fn dock(&self, fragment: &str) -> Tab {
        let tab = self.tab((400, 900)).await;
        let (base, api) = (&self.site.base, &self.api.origin);
        tab.goto(&format!(
            "{base}?page=dock&channel={CHANNEL}&api={api}&interval=3600#{fragment}"
        ))
        .await;
        tab
    }

    async fn writing_dock(&self) -> Tab {
        let tab = self.dock(&format!("token={JWT}")).await;
        tab.wait_until_live().await;
        tab
    }

    fn writes(&self) -> Vec<RecordedRequest> {
        let calls = self.api.requests().into_iter();
        calls.filter(|call| call.method == "PUT").collect()
    }
}

/// What stands behind a title in the list.
async fn figure(tab: &Tab, title: &str) -> Option<String> {
    tab.eval(&format!(
        "[...document.querySelectorAll('.row')].find((line) => line.querySelector('.what').textContent === {title:?})
            ?.querySelector('.now').textContent ?? null"
    ))
    .await
}

async fn an_overlay_token_only_reads_and_the_dock_says_why(page: &TestPage) {
    let tab = page.dock(&format!("apikey={}", super::stub::APIKEY)).await;
    tab.wait_until_live().await;
    assert_eq!(figure(&tab, "Follower goal").await.as_deref(), Some("18"));
    tab.wait_for_text("only reads").await;
    tab.wait_for_text("#token=").await;
    let open =
        "[...document.querySelectorAll('.row button')].filter((button) => !button.disabled).length";
    assert_eq!(tab.eval::<usize>(open).await, 0);
    assert!(page.writes().is_empty());
    for width in [200, 400, 600] {
        tab.resize((width, 900)).await;
        tab.screenshot(&page.screenshot_dir(), &format!("dock-{width}"))
            .await;
        let overflow = "document.documentElement.scrollWidth > innerWidth";
        assert!(!tab.eval::<bool>(overflow).await, "{width}");
    }
}

async fn a_correction_is_one_partial_put_and_can_be_undone(page: &TestPage) {
    let tab = page.writing_dock().await;
    assert_eq!(figure(&tab, "Tip goal").await.as_deref(), Some("5859.6"));
    tab.click("Edit Tip goal").await;
    tab.click("To zero").await;
    tab.wait_for_text("5859.6 → 0").await;
    tab.click("Save").await;
    tab.wait_for_text("Tip goal: saved").await;
    assert_eq!(figure(&tab, "Tip goal").await.as_deref(), Some("0"));
    tab.click("Undo").await;
    tab.wait_for_text("Undo: saved").await;
    assert_eq!(figure(&tab, "Tip goal").await.as_deref(), Some("5859.6"));

    tab.click("Edit Latest tip").await;
    tab.fill("Name", "corrected_name").await;
    tab.wait_for_text("→ corrected_name · 5").await;
    tab.press_key("Enter").await;
    tab.wait_for_text("Latest tip: saved").await;
    let writes = page.writes();
    let bodies: Vec<Value> = writes
        .iter()
        .map(|call| serde_json::from_str(&call.body).unwrap())
        .collect();
    assert_eq!(bodies[0], json!({ "tip-goal": { "amount": 0 } }));
    assert_eq!(
        bodies[1],
        json!({ "tip-goal": { "amount": 5_859.600_000_000_002 } })
    );
    assert_eq!(bodies[2]["tip-latest"]["name"], "corrected_name");
    assert_eq!(bodies.len(), 3);
    for write in writes {
        assert_eq!(write.path, format!("/kappa/v2/sessions/{CHANNEL}"));
        assert_eq!(write.headers["authorization"], format!("Bearer {JWT}"));
    }
}

async fn a_write_tells_every_overlay_of_the_channel(page: &TestPage) {
    let api = &page.api.origin;
    let overlay = page.tab((800, 200)).await;
    let base = &page.site.base;
    overlay
        .goto(&format!(
            "{base}?channel={CHANNEL}&api={api}&interval=3600&widget=tip-goal&target=10000#apikey={}",
            super::stub::APIKEY
        ))
        .await;
    overlay.wait_until_live().await;
    let tab = page.writing_dock().await;
    tab.click("Edit Tip goal").await;
    tab.fill("Amount", "1234").await;
    tab.click("Save").await;
    let shows = "document.querySelector('.current')?.textContent === '1,234'";
    overlay.wait_for(shows, Duration::from_secs(6)).await;
}

async fn a_refused_write_leaves_the_figure_and_the_edit(page: &TestPage) {
    page.expect_failed_requests();
    let tab = page.writing_dock().await;
    page.api.respond_to(
        Operation::Update,
        [StubResponse::status(403), StubResponse::Session],
    );
    tab.click("Edit Tip goal").await;
    tab.fill("Amount", "77").await;
    tab.click("Save").await;
    tab.wait_for_text("Tip goal: not saved").await;
    assert_eq!(figure(&tab, "Tip goal").await.as_deref(), Some("5859.6"));
    assert_eq!(tab.value(".edit input").await, "77");
    // And again, now that the server takes it.
    tab.click("Save").await;
    tab.wait_for_text("Tip goal: saved").await;
    assert_eq!(figure(&tab, "Tip goal").await.as_deref(), Some("77"));
}

async fn a_lost_answer_is_looked_into_before_anything_is_sent_again(page: &TestPage) {
    page.expect_failed_requests();
    let tab = page.writing_dock().await;
    // The write did not arrive.
    page.api
        .respond_to(Operation::Update, [StubResponse::status(502)]);
    tab.click("Edit Tip goal").await;
    tab.fill("Amount", "77").await;
    tab.click("Save").await;
    tab.wait_for_text("it did not arrive").await;
    assert_eq!(figure(&tab, "Tip goal").await.as_deref(), Some("5859.6"));
    assert_eq!(tab.value(".edit input").await, "77");
    assert_eq!(page.writes().len(), 1);
    // Nobody knows: then the next save asks first, and finds that it did arrive.
    page.api
        .respond_to(Operation::Update, [StubResponse::status(502)]);
    page.api
        .respond_to(Operation::Get, [StubResponse::status(502)]);
    tab.click("Save").await;
    tab.wait_for_text("nobody knows").await;
    assert_eq!(page.writes().len(), 2);
    page.api.set("tip-goal", json!({ "amount": 77 }));
    page.api.respond_to(Operation::Get, [StubResponse::Session]);
    tab.click("Save").await;
    tab.wait_for_text("it did arrive").await;
    assert_eq!(page.writes().len(), 2, "sent again though it was there");
    assert_eq!(figure(&tab, "Tip goal").await.as_deref(), Some("77"));
}

async fn a_reset_is_kept_and_can_be_restored(page: &TestPage) {
    let tab = page.writing_dock().await;
    assert_eq!(
        figure(&tab, "Followers this stream").await.as_deref(),
        Some("2")
    );
    tab.click("Reset…").await;
    tab.wait_for_text("Followers this stream").await;
    assert!(page.writes().is_empty(), "one click is not enough");
    let focused: String = tab.eval("document.activeElement.textContent").await;
    assert_eq!(focused, "Cancel");
    tab.screenshot(&page.screenshot_dir(), "dock-reset").await;
    let download = page.download(&tab, "Download it first").await;
    let download: Value = serde_json::from_str(&download).unwrap();
    assert_eq!(download["data"]["follower-session"]["count"], 2);
    tab.click("Yes, reset now").await;
    tab.wait_for_text("The session was reset").await;
    assert_eq!(
        figure(&tab, "Followers this stream").await.as_deref(),
        Some("0")
    );
    let reset = page.writes().pop().unwrap();
    assert_eq!(reset.path, format!("/kappa/v2/sessions/{CHANNEL}/reset"));
    assert_eq!(reset.body, "{}");
    tab.click("Restore").await;
    tab.wait_for_text("Restore: saved").await;
    tab.wait_for_text("An update cannot bring back: Recent")
        .await;
    assert_eq!(
        figure(&tab, "Followers this stream").await.as_deref(),
        Some("2")
    );
    // It is still there after the dock was closed.
    let again = page.writing_dock().await;
    assert_eq!(again.count(".kept li").await, 1);
    assert!(
        !again
            .eval::<String>("JSON.stringify(localStorage)")
            .await
            .contains(JWT)
    );
}

async fn a_reset_that_cannot_be_kept_is_not_sent(page: &TestPage) {
    let tab = page.writing_dock().await;
    let _: bool = tab
        .eval("Storage.prototype.setItem = () => { throw new Error('full'); }, true")
        .await;
    tab.click("Reset…").await;
    tab.click("Yes, reset now").await;
    tab.wait_for_text("Not reset: this browser keeps nothing")
        .await;
    assert!(page.writes().is_empty());
}

async fn sums_are_reloaded_as_far_as_the_server_offers_it(page: &TestPage) {
    page.expect_failed_requests();
    let tab = page.writing_dock().await;
    tab.click("Reload sums").await;
    tab.wait_for_text("counted anew").await;
    let reload = page.writes().pop().unwrap();
    assert_eq!(reload.path, format!("/kappa/v2/sessions/{CHANNEL}/reload"));
    page.api
        .respond_to(Operation::Reload, [StubResponse::status(404)]);
    tab.click("Reload sums").await;
    tab.wait_for_text("no longer offers this").await;
}

async fn settings_of_the_session_are_read_and_saved(page: &TestPage) {
    let tab = page.writing_dock().await;
    tab.click("Settings of the session").await;
    tab.wait_for_text("Reset by itself after a stream").await;
    let checked = "[...document.querySelectorAll('details input')].map((box) => box.checked)";
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

async fn a_dock_without_a_credential_asks_for_it(page: &TestPage) {
    let tab = page.dock("").await;
    tab.wait_for("document.querySelector('form')", TIMEOUT)
        .await;
    tab.fill("Overlay token, or JWT to write", JWT).await;
    tab.click("Open").await;
    tab.wait_until_live().await;
    // It is saved, so that the next needs none.
    let again = page.dock("").await;
    again.wait_until_live().await;
    let page: String = again.eval("document.documentElement.outerHTML").await;
    assert!(!page.contains(JWT));
}

async fn the_end_of_a_jwt_is_told_in_time(page: &TestPage) {
    page.expect_failed_requests();
    let now = std::time::UNIX_EPOCH.elapsed().unwrap();
    let soon = now.as_secs() + 3 * 86_400;
    for (expires, words) in [
        (soon, "within 3 days"),
        (1_500_000_000, "expired on 2017-07-14"),
    ] {
        use base64::Engine;
        let part =
            |json: Value| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(json.to_string());
        let jwt = format!(
            "{}.{}.bWFkZS11cA",
            part(json!({ "alg": "HS256" })),
            part(json!({ "exp": expires }))
        );
        let tab = page.dock(&format!("token={jwt}")).await;
        tab.wait_for_text(words).await;
        tab.goto("about:blank").await;
    }
}
