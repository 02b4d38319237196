//! The clock, the languages and the waiting.

use leptos::prelude::*;
use session_overlay::browser::drive::drive;
use session_overlay::browser::visibility::{PageVisibility, WakeReason};
use session_overlay::browser::waiter::Waiter;
use session_overlay::browser::{clock, element, js_number};
use session_overlay::components::intl::IntlLocale;
use session_overlay::session::timestamp::Timestamp;
use session_overlay::widget::format::{Locale, TimeUnit};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CustomEvent, CustomEventInit, Event, MutationObserver, MutationObserverInit};

fn locale(tag: &str, currency: &str) -> IntlLocale {
    IntlLocale {
        tag: tag.to_owned(),
        currency: currency.to_owned(),
    }
}

#[wasm_bindgen_test]
fn numbers_are_written_as_the_language_does() {
    let english = locale("en-US", "");
    assert_eq!(english.number(10_139.125_570_9, 0, 2), "10,139.13");
    assert_eq!(english.number(46.0, 0, 2), "46");
    assert_eq!(english.money(46.0, None), None);
    assert_eq!(english.percent(0.585_96), "59%");
    assert_eq!(
        locale("de-DE", "").number(5_859.600_000_000_002, 0, 2),
        "5.859,6"
    );
    assert_eq!(locale("ar-EG", "").number(42.0, 0, 0), "٤٢");
}

#[wasm_bindgen_test]
fn money_has_its_currencys_own_decimals() {
    assert_eq!(
        locale("en-US", "EUR").money(5.0, None).as_deref(),
        Some("€5.00")
    );
    assert_eq!(
        locale("en-US", "JPY").money(500.0, None).as_deref(),
        Some("¥500")
    );
    assert_eq!(
        locale("en-US", "EUR").money(5.5, Some(0)).as_deref(),
        Some("€6")
    );
    let german = locale("de-DE", "EUR").money(5_859.6, None);
    assert_eq!(german.as_deref(), Some("5.859,60\u{a0}€"));
}

#[wasm_bindgen_test]
fn times_are_told_in_words() {
    let english = locale("en-US", "");
    assert_eq!(english.duration(4.0, TimeUnit::Hour), "4h");
    assert_eq!(english.ago(0.0, TimeUnit::Second), "now");
    assert_eq!(english.ago(3.0, TimeUnit::Minute), "3 min. ago");
    assert_eq!(locale("de", "").ago(1.0, TimeUnit::Day), "gestern");
}

#[wasm_bindgen_test]
fn a_language_that_the_browser_refuses_costs_no_number() {
    for tag in ["en-x", "aa-bb-cc-dd", "x"] {
        assert!(locale(tag, "EUR").number(1.0, 0, 0).contains('1'), "{tag}");
    }
    assert!(
        locale("en", "NOPE")
            .money(1.0, None)
            .is_some_and(|text| text.contains('1'))
    );
}

#[wasm_bindgen_test]
fn numbers_in_markup_are_plain() {
    for (number, text) in [(0.585_96, "0.58596"), (1e21, "1e+21"), (-0.0, "0")] {
        assert_eq!(js_number(number), text);
    }
}

#[wasm_bindgen_test]
fn dates_are_read_and_written() {
    let moment = Timestamp(1_800_000_000_000.0);
    assert_eq!(clock::to_iso_string(moment), "2027-01-15T08:00:00.000Z");
    assert_eq!(clock::to_iso_string(Timestamp(1e300)), "");
    assert_eq!(
        clock::parse_http_date("Fri, 15 Jan 2027 08:00:00 GMT"),
        Some(moment)
    );
    assert_eq!(clock::parse_http_date("soon"), None);
    let there = clock::from_local_ms(moment.0);
    let offset = js_sys::Date::new(&there.0.into()).get_timezone_offset() * 60_000.0;
    assert!((there.0 - offset - moment.0).abs() < 1.0);
}

#[wasm_bindgen_test]
fn an_unchanged_attribute_causes_no_mutation() {
    let element = element::make("p", "");
    let cached = element::CachedAttributes::new(element.clone());
    let set = |name, value| match name {
        "data-cached" => cached.set_if_changed(name, value),
        _ => element::set_if_changed(&element, name, value),
    };
    let callback = Closure::<dyn FnMut()>::new(|| {});
    let observer = MutationObserver::new(callback.as_ref().unchecked_ref()).unwrap();
    let init = MutationObserverInit::new();
    init.set_attributes(true);
    observer.observe_with_options(&element, &init).unwrap();
    for name in ["data-plain", "data-cached"] {
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
            set(name, value);
            let records = observer.take_records();
            assert_eq!(records.length(), mutations, "{name} {value:?}");
            assert_eq!(element.get_attribute(name).as_deref(), value);
        }
    }
}

/// Waits twice, and tells how far it came.
fn driven(owner: &Owner) -> (Waiter, Rc<Cell<u32>>) {
    let (waiter, far) = (Waiter::default(), Rc::new(Cell::new(0)));
    let (waits, goes) = (waiter.clone(), far.clone());
    owner.with(|| {
        drive(async move {
            for step in 1..=2 {
                waits.begin();
                let _ = waits.settled().await;
                goes.set(step);
            }
            // By itself, while it is under way.
            waits.end();
            let _ = waits.settled().await;
            goes.set(3);
        });
    });
    (waiter, far)
}

#[wasm_bindgen_test]
fn a_course_goes_on_at_once_until_its_owner_ends() {
    let owner = Owner::new();
    let (waiter, far) = driven(&owner);
    assert_eq!(far.get(), 0);
    waiter.end();
    assert_eq!(far.get(), 1);
    waiter.end();
    assert_eq!(far.get(), 3);
    waiter.end();

    let (waiter, far) = driven(&owner);
    owner.cleanup();
    waiter.end();
    assert_eq!(far.get(), 0);
}

fn say_visible(visible: bool) {
    let detail = js_sys::Object::new();
    js_sys::Reflect::set(&detail, &"visible".into(), &visible.into()).unwrap();
    let init = CustomEventInit::new();
    init.set_detail(&detail);
    let event = CustomEvent::new_with_event_init_dict("obsSourceVisibleChanged", &init).unwrap();
    window().dispatch_event(&event).unwrap();
}

fn soon(milliseconds: f64) -> Timestamp {
    Timestamp(clock::now().0 + milliseconds)
}

#[wasm_bindgen_test]
async fn a_wait_is_over_when_it_is_due_or_somebody_looks() {
    let owner = Owner::new();
    let watch = owner.with(PageVisibility::new);
    let due = soon(30.0);
    assert_eq!(watch.until(due).await, WakeReason::Due);
    assert!(clock::now() >= due);

    set_timeout(
        || drop(window().dispatch_event(&Event::new("online").unwrap())),
        std::time::Duration::from_millis(20),
    );
    assert_eq!(watch.until(soon(60_000.0)).await, WakeReason::Asked);

    say_visible(false);
    assert!(watch.is_hidden());
    // Hidden, a wait that is long due is not over until somebody looks.
    let before = clock::now();
    set_timeout(|| say_visible(true), std::time::Duration::from_millis(80));
    assert_eq!(watch.until(before).await, WakeReason::Asked);
    assert!(clock::now().since(before) >= 75.0);
    assert!(!watch.is_hidden());

    drop(owner);
    say_visible(false);
    assert!(
        !watch.is_hidden(),
        "a watch listens no longer than its owner lives"
    );
}
