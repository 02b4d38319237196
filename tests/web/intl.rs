//! Numbers, money and times in the formats of the browser.

use session_overlay::browser::intl::IntlLocale;
use session_overlay::widget::format::{Locale, TimeUnit};
use wasm_bindgen_test::wasm_bindgen_test;

fn locale(tag: &str, currency: &str) -> IntlLocale {
    IntlLocale {
        tag: tag.to_owned(),
        currency: currency.to_owned(),
    }
}

#[wasm_bindgen_test]
fn numbers_follow_the_locale() {
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
fn money_has_the_decimals_of_its_currency() {
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
fn relative_times_are_words_of_the_locale() {
    let english = locale("en-US", "");
    assert_eq!(english.duration(4.0, TimeUnit::Hour), "4h");
    assert_eq!(english.ago(0.0, TimeUnit::Second), "now");
    assert_eq!(english.ago(3.0, TimeUnit::Minute), "3 min. ago");
    assert_eq!(locale("de", "").ago(1.0, TimeUnit::Day), "gestern");
}

#[wasm_bindgen_test]
fn an_invalid_locale_or_currency_still_formats_numbers() {
    for tag in ["en-x", "aa-bb-cc-dd", "x"] {
        assert!(locale(tag, "EUR").number(1.0, 0, 0).contains('1'), "{tag}");
    }
    assert!(
        locale("en", "NOPE")
            .money(1.0, None)
            .is_some_and(|text| text.contains('1'))
    );
}
