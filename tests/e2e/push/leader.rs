//! Another page connects when the one that leads is gone.

use super::{GOAL, TIMEOUT, UPDATES, open, wait_for_goal};
use crate::emulation::HideBy;
use crate::tab::Tab;
use crate::test_page::{TestPage, in_both_engines};
use chromiumoxide::cdp::browser_protocol::page::{
    CloseParams, SetWebLifecycleStateParams, SetWebLifecycleStateState,
};
use serde_json::json;
use std::time::Duration;

in_both_engines! {
    another_page_connects_after_a_closed_leader,
    another_page_connects_after_a_hidden_leader,
    another_page_connects_after_a_frozen_leader,
}

/// A change that no frame tells is on the page within this many seconds, and after it what
/// frames tell.
async fn check_takeover(page: &TestPage, tab: &Tab, seconds: f64) {
    page.api.set("tip-goal", json!({ "amount": 61 }));
    tab.wait_for(
        &format!("{GOAL} === '61'"),
        Duration::from_secs_f64(seconds),
    )
    .await;
    tab.wait_for(&format!("{UPDATES} === 'push'"), TIMEOUT)
        .await;
    let gateway = page.gateway().await;
    gateway.set(&page.api, "tip-goal", json!({ "amount": 62 }));
    wait_for_goal(tab, "62").await;
    assert_eq!(gateway.connection_count(), 2);
}

async fn another_page_connects_after_a_closed_leader(page: &TestPage) {
    let (leader, other) = (open(page).await, open(page).await);
    leader.cdp().execute(CloseParams::default()).await.unwrap();
    check_takeover(page, &other, 1.1 * 5.0 + 1.5).await;
}

async fn another_page_connects_after_a_hidden_leader(page: &TestPage) {
    let (leader, other) = (open(page).await, open(page).await);
    leader.set_visible(HideBy::Obs, false).await;
    check_takeover(page, &other, 1.1 * 5.0 + 1.5).await;
    // Back on air, it follows.
    leader.set_visible(HideBy::Obs, true).await;
    wait_for_goal(&leader, "62").await;
    assert_eq!(page.gateway().await.open_count(), 1);
}

async fn another_page_connects_after_a_frozen_leader(page: &TestPage) {
    let (leader, other) = (open(page).await, open(page).await);
    let set_state = |state| leader.cdp().execute(SetWebLifecycleStateParams::new(state));
    set_state(SetWebLifecycleStateState::Frozen).await.unwrap();
    check_takeover(page, &other, 2.1 * 5.0 + 1.0).await;
    // A frozen page is hidden, too.
    set_state(SetWebLifecycleStateState::Active).await.unwrap();
    leader.set_visible(HideBy::Obs, true).await;
    let gateway = page.gateway().await;
    gateway
        .wait_until("close", |gateway| gateway.open_count() == 1)
        .await;
    gateway.set(&page.api, "tip-goal", json!({ "amount": 63 }));
    for tab in [&leader, &other] {
        wait_for_goal(tab, "63").await;
    }
}
