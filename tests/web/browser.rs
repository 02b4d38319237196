//! Attributes, the clock and the visibility of the page.

use leptos::prelude::*;
use session_overlay::browser::visibility::{PageVisibility, WakeReason};
use session_overlay::browser::{clock, element, js_number};
use session_overlay::session::timestamp::Timestamp;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CustomEvent, CustomEventInit, Event, MutationObserver, MutationObserverInit};

#[wasm_bindgen_test]
fn js_numbers_are_independent_of_the_locale() {
    for (number, text) in [(0.585_96, "0.58596"), (1e21, "1e+21"), (-0.0, "0")] {
        assert_eq!(js_number(number), text);
    }
}

#[wasm_bindgen_test]
fn dates_are_parsed_and_formatted() {
    let timestamp = Timestamp(1_800_000_000_000.0);
    assert_eq!(clock::to_iso_string(timestamp), "2027-01-15T08:00:00.000Z");
    assert_eq!(clock::to_iso_string(Timestamp(1e300)), "");
    assert_eq!(
        clock::parse_http_date("Fri, 15 Jan 2027 08:00:00 GMT"),
        Some(timestamp)
    );
    assert_eq!(clock::parse_http_date("soon"), None);
    let local = clock::from_local_ms(timestamp.0);
    let offset = js_sys::Date::new(&local.0.into()).get_timezone_offset() * 60_000.0;
    assert!((local.0 - offset - timestamp.0).abs() < 1.0);
}

#[wasm_bindgen_test]
fn an_unchanged_attribute_causes_no_mutation() {
    let element = document().create_element("p").unwrap();
    let callback = Closure::<dyn FnMut()>::new(|| {});
    let observer = MutationObserver::new(callback.as_ref().unchecked_ref()).unwrap();
    let init = MutationObserverInit::new();
    init.set_attributes(true);
    observer.observe_with_options(&element, &init).unwrap();
    for (value, mutations) in [
        (None, 0),
        (Some(""), 1),
        (Some(""), 0),
        (Some("a"), 1),
        (Some("a"), 0),
        (None, 1),
        (None, 0),
        (Some("b"), 1),
    ] {
        element::set_if_changed(&element, "data-plain", value);
        let records = observer.take_records();
        assert_eq!(records.length(), mutations, "{value:?}");
        assert_eq!(element.get_attribute("data-plain").as_deref(), value);
    }
}

fn dispatch_obs_visibility(is_visible: bool) {
    let detail = js_sys::Object::new();
    js_sys::Reflect::set(&detail, &"visible".into(), &is_visible.into()).unwrap();
    let init = CustomEventInit::new();
    init.set_detail(&detail);
    let event = CustomEvent::new_with_event_init_dict("obsSourceVisibleChanged", &init).unwrap();
    window().dispatch_event(&event).unwrap();
}

fn in_ms(ms: f64) -> Timestamp {
    Timestamp(clock::now().0 + ms)
}

#[wasm_bindgen_test]
async fn a_wait_ends_when_it_is_due_or_an_event_comes() {
    let mut visibility = PageVisibility::observe();
    let waker = visibility.waker();
    let due = in_ms(30.0);
    assert_eq!(visibility.sleep_until(due).await, WakeReason::Timer);
    assert!(clock::now() >= due);

    set_timeout(
        || drop(window().dispatch_event(&Event::new("online").unwrap())),
        Duration::from_millis(20),
    );
    let reason = visibility.sleep_until(in_ms(60_000.0)).await;
    assert_eq!(reason, WakeReason::Refocus);

    // An event that comes between two waits ends the next one.
    waker.wake(WakeReason::Peer);
    assert_eq!(visibility.sleep_until(due).await, WakeReason::Peer);

    drop(visibility);
    waker.wake(WakeReason::Peer);
}

#[wasm_bindgen_test]
async fn a_write_while_the_page_is_hidden_ends_the_wait_after_it() {
    let mut visibility = PageVisibility::observe();
    let waker = visibility.waker();
    let due = clock::now();
    for (event, expected) in [
        (WakeReason::Peer, WakeReason::Timer),
        (WakeReason::PeerWrite, WakeReason::PeerWrite),
    ] {
        dispatch_obs_visibility(false);
        assert_eq!(visibility.sleep_until(due).await, WakeReason::Hidden);
        let hidden = clock::now();
        waker.wake(event);
        set_timeout(|| dispatch_obs_visibility(true), Duration::from_millis(80));
        visibility.wait_until_visible().await;
        assert!(clock::now().since(hidden) >= 75.0);
        assert_eq!(visibility.sleep_until(due).await, expected);
    }
}
