//! The figures that the streamer follows in the dock.

use super::value;
use crate::stub::CHANNEL;
use crate::tab::TIMEOUT;
use crate::test_page::{TestPage, in_both_engines};
use serde_json::{Value, json};

in_both_engines! {
    followed_figures_come_first_and_are_kept,
    a_figure_is_changed_in_place,
    a_new_goal_is_at_zero_and_has_a_backup,
    amounts_are_written_as_in_the_overlay,
}

async fn followed_figures_come_first_and_are_kept(page: &TestPage) {
    let tab = page.writing_dock().await;
    let followed =
        "[...document.querySelectorAll('.figure .entry-title')].map((title) => title.textContent)";
    let before: Vec<String> = tab.eval(followed).await;
    assert!(before.contains(&"Tip goal".to_owned()), "{before:?}");
    tab.fill("Search figures and events", "tips this month")
        .await;
    tab.click("Follow Tips this month").await;
    tab.click("Follow Tip goal").await;
    let again = page.writing_dock().await;
    let after: Vec<String> = again.eval(followed).await;
    assert!(after.contains(&"Tips this month".to_owned()), "{after:?}");
    assert!(!after.contains(&"Tip goal".to_owned()), "{after:?}");
    for width in [300, 500] {
        again.resize((width, 900)).await;
        again
            .screenshot(&page.screenshot_dir(), &format!("dock-{width}"))
            .await;
        let overflow = "document.documentElement.scrollWidth > innerWidth";
        assert!(!again.eval::<bool>(overflow).await, "{width}");
    }
}

async fn a_figure_is_changed_in_place(page: &TestPage) {
    let tab = page.writing_dock().await;
    tab.click("Increase Follower goal").await;
    tab.wait_for_text("18 → 19").await;
    tab.click("More").await;
    tab.wait_for_text("18 → 20").await;
    tab.click("Less").await;
    tab.wait_for_text("18 → 19").await;
    assert!(page.writes().is_empty());
    tab.press_key("Tab").await;
    tab.click("Save").await;
    tab.wait_for_text("Follower goal: saved").await;
    assert_eq!(value(&tab, "Follower goal").await.as_deref(), Some("19"));
    assert_eq!(page.writes().len(), 1);
    tab.click("Undo").await;
    tab.wait_for_text("Undo: saved").await;
    assert_eq!(value(&tab, "Follower goal").await.as_deref(), Some("18"));
}

async fn a_new_goal_is_at_zero_and_has_a_backup(page: &TestPage) {
    let tab = page.writing_dock().await;
    let button = "[aria-label='Tip goal'] .new-goal";
    tab.click_on(button).await;
    tab.wait_for_text("New goal: saved").await;
    assert_eq!(value(&tab, "Tip goal").await.as_deref(), Some("0"));
    let body: Value = serde_json::from_str(&page.writes()[0].body).unwrap();
    assert_eq!(body, json!({ "tip-goal": { "amount": 0 } }));
    assert_eq!(tab.count(".backups li").await, 1);
    tab.click("Restore").await;
    tab.wait_for_text("Restore: saved").await;
    assert_eq!(value(&tab, "Tip goal").await.as_deref(), Some("5,859.6"));
    // Without a backup, nothing is written.
    let writes = page.writes().len();
    let _: bool = tab
        .eval("Storage.prototype.setItem = () => { throw new Error('full'); }, true")
        .await;
    tab.click_on(button).await;
    tab.wait_for_text("no new goal, because this browser cannot save a backup")
        .await;
    assert_eq!(page.writes().len(), writes);
}

async fn amounts_are_written_as_in_the_overlay(page: &TestPage) {
    let tab = page.tab((400, 900)).await;
    let (base, api) = (&page.site.base, &page.api.origin);
    tab.goto(&format!(
        "{base}?page=dock&channel={CHANNEL}&api={api}&locale=de-DE&currency=EUR#apikey={}",
        crate::stub::APIKEY
    ))
    .await;
    tab.wait_for(
        "document.querySelector('[aria-label=\"Tip goal\"] .entry-value')?.textContent === '5.859,60\\u00a0€'",
        TIMEOUT,
    )
    .await;
}
