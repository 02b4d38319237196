//! The dock: what it shows, edits to entries, and lost answers.

use super::stub::{APIKEY, CHANNEL, JWT, Operation, RecordedRequest, StubResponse};
use super::tab::{TIMEOUT, Tab};
use super::test_page::{TestPage, in_both_engines};
use base64::Engine;
use serde_json::{Value, json};
use std::time::{Duration, UNIX_EPOCH};

#[path = "dock/followed.rs"]
mod followed;
#[path = "dock/reset.rs"]
mod reset;
#[path = "dock/timer.rs"]
mod timer;

in_both_engines! {
    an_overlay_token_cannot_write,
    an_edit_sends_one_entry_and_can_be_undone,
    dock_and_overlay_read_the_same_field,
    a_rejected_write_keeps_the_figure_and_the_input,
    a_lost_answer_is_checked_before_a_retry,
    a_dock_without_a_credential_asks_for_one,
    the_dock_warns_before_a_jwt_expires,
}

impl TestPage {
    pub async fn dock(&self, fragment: &str) -> Tab {
        let tab = self.tab((400, 900)).await;
        let (base, api) = (&self.site.base, &self.api.origin);
        tab.goto(&format!(
            "{base}?page=dock&channel={CHANNEL}&api={api}&locale=en-US&interval=3600#{fragment}"
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
        let requests = self.api.requests().into_iter();
        requests.filter(|request| request.method == "PUT").collect()
    }
}

/// The value that the dock shows for the entry with this title.
async fn value(tab: &Tab, title: &str) -> Option<String> {
    tab.eval(&format!(
        "[...document.querySelectorAll('.figure, .entries li')]
            .find((entry) => entry.querySelector('.entry-title').textContent === {title:?})
            ?.querySelector('.entry-value').textContent ?? null"
    ))
    .await
}

async fn an_overlay_token_cannot_write(page: &TestPage) {
    let tab = page.dock(&format!("apikey={APIKEY}")).await;
    tab.wait_until_live().await;
    assert_eq!(value(&tab, "Follower goal").await.as_deref(), Some("18"));
    tab.wait_for_text("only reads").await;
    tab.wait_for_text("#token=").await;
    let open = "[...document.querySelectorAll('.row button:not(.star)')].filter((button) => !button.disabled).length";
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

async fn an_edit_sends_one_entry_and_can_be_undone(page: &TestPage) {
    let tab = page.writing_dock().await;
    assert_eq!(value(&tab, "Tip goal").await.as_deref(), Some("5,859.6"));
    tab.click("Edit Tip goal").await;
    tab.click("Set to 0").await;
    tab.wait_for_text("5,859.6 → 0").await;
    tab.click("Save").await;
    tab.wait_for_text("Tip goal: saved").await;
    assert_eq!(value(&tab, "Tip goal").await.as_deref(), Some("0"));
    tab.click("Undo").await;
    tab.wait_for_text("Undo: saved").await;
    assert_eq!(value(&tab, "Tip goal").await.as_deref(), Some("5,859.6"));

    tab.click("Correct Latest tip").await;
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

async fn dock_and_overlay_read_the_same_field(page: &TestPage) {
    page.api.set("tip-goal", json!({ "amount": 5, "count": 3 }));
    let overlay = page.tab((800, 200)).await;
    let (base, api) = (&page.site.base, &page.api.origin);
    overlay
        .goto(&format!(
            "{base}?channel={CHANNEL}&api={api}&interval=3600&widget=tip-goal&target=10000#apikey={APIKEY}"
        ))
        .await;
    overlay.wait_until_live().await;
    assert_eq!(overlay.text(".current").await.as_deref(), Some("5"));
    let tab = page.writing_dock().await;
    assert_eq!(value(&tab, "Tip goal").await.as_deref(), Some("5"));
    tab.click("Edit Tip goal").await;
    tab.fill("Amount", "1234").await;
    tab.click("Save").await;
    // The dock tells the overlays of the channel about its write.
    let is_updated = "document.querySelector('.current')?.textContent === '1,234'";
    overlay.wait_for(is_updated, Duration::from_secs(6)).await;
    assert_eq!(value(&tab, "Tip goal").await.as_deref(), Some("1,234"));
    let write = page.writes().pop().unwrap();
    let body: Value = serde_json::from_str(&write.body).unwrap();
    assert_eq!(body, json!({ "tip-goal": { "amount": 1234, "count": 3 } }));
}

async fn a_rejected_write_keeps_the_figure_and_the_input(page: &TestPage) {
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
    assert_eq!(value(&tab, "Tip goal").await.as_deref(), Some("5,859.6"));
    assert_eq!(tab.value(".edit input").await, "77");
    tab.click("Save").await;
    tab.wait_for_text("Tip goal: saved").await;
    assert_eq!(value(&tab, "Tip goal").await.as_deref(), Some("77"));
}

async fn a_lost_answer_is_checked_before_a_retry(page: &TestPage) {
    page.expect_failed_requests();
    let tab = page.writing_dock().await;
    // The write did not arrive.
    page.api
        .respond_to(Operation::Update, [StubResponse::status(502)]);
    tab.click("Edit Tip goal").await;
    tab.fill("Amount", "77").await;
    tab.click("Save").await;
    tab.wait_for_text("did not arrive").await;
    assert_eq!(value(&tab, "Tip goal").await.as_deref(), Some("5,859.6"));
    assert_eq!(tab.value(".edit input").await, "77");
    assert_eq!(page.writes().len(), 1);
    // The answer of the check is lost too. Then the next save checks first.
    page.api
        .respond_to(Operation::Update, [StubResponse::status(502)]);
    page.api
        .respond_to(Operation::Get, [StubResponse::status(502)]);
    tab.click("Save").await;
    tab.wait_for_text("unknown whether the change arrived")
        .await;
    assert_eq!(page.writes().len(), 2);
    page.api.set("tip-goal", json!({ "amount": 77 }));
    page.api.respond_to(Operation::Get, [StubResponse::Session]);
    tab.click("Save").await;
    tab.wait_for_text("The answer was lost").await;
    assert_eq!(page.writes().len(), 2, "the write was sent twice");
    assert_eq!(value(&tab, "Tip goal").await.as_deref(), Some("77"));
}

/// The label of the credential in the form of a dock without one.
pub const TOKEN_LABEL: &str = "Overlay token to read, or JWT to edit";

async fn a_dock_without_a_credential_asks_for_one(page: &TestPage) {
    let tab = page.dock("").await;
    tab.wait_for("document.querySelector('form')", TIMEOUT)
        .await;
    tab.fill(TOKEN_LABEL, JWT).await;
    tab.click("Connect").await;
    tab.wait_until_live().await;
    // The form has saved the credential for the next dock.
    let again = page.dock("").await;
    again.wait_until_live().await;
    let page: String = again.eval("document.documentElement.outerHTML").await;
    assert!(!page.contains(JWT));
}

async fn the_dock_warns_before_a_jwt_expires(page: &TestPage) {
    page.expect_failed_requests();
    let now = UNIX_EPOCH.elapsed().unwrap();
    let soon = now.as_secs() + 3 * 86_400;
    for (expires, words) in [
        (soon, "within 3 days"),
        (1_500_000_000, "expired on 2017-07-14"),
    ] {
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
