//! The browser's `Intl` as a [`Locale`].

use crate::browser::{clock, js_number};
use crate::session::timestamp::Timestamp;
use crate::widget::format::{Locale, TimeUnit};
use js_sys::{Array, Object};
use leptos::prelude::window;
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    // The stable constructors of js-sys do not catch, and these throw on an invalid tag or
    // currency.
    #[derive(Clone)]
    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(tag: Option<&str>, options: &Object) -> Result<NumberFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, value: f64) -> String;

    #[derive(Clone)]
    #[wasm_bindgen(js_namespace = Intl)]
    type RelativeTimeFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(tag: Option<&str>, options: &Object) -> Result<RelativeTimeFormat, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn format(this: &RelativeTimeFormat, count: f64, unit: &str) -> Result<String, JsValue>;

    #[derive(Clone)]
    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(tag: Option<&str>, options: &Object) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn format(this: &DateTimeFormat, ms: f64) -> Result<String, JsValue>;
}

/// The tag of the browser's language; empty if it has none.
pub fn browser_language() -> String {
    window().navigator().language().unwrap_or_default()
}

/// A language and a currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IntlLocale {
    /// A BCP 47 tag; empty for the browser's language.
    pub tag: String,
    /// An ISO 4217 code; empty for no currency.
    pub currency: String,
}

#[derive(Clone, Copy, PartialEq)]
enum NumberStyle {
    /// With the smallest and the largest number of decimals.
    Decimal(u8, u8),
    /// With `None` the currency decides on the decimals.
    Currency(Option<u8>),
    Percent,
    Duration(TimeUnit),
}

type Cache<K, F> = RefCell<Vec<(IntlLocale, K, F)>>;

// Creating a formatter takes the browser longer than formatting a thousand numbers.
thread_local! {
    static NUMBER_FORMATS: Cache<NumberStyle, NumberFormat> = const { RefCell::new(Vec::new()) };
    static AGO_FORMATS: Cache<(), RelativeTimeFormat> = const { RefCell::new(Vec::new()) };
    static TIME_FORMATS: Cache<bool, DateTimeFormat> = const { RefCell::new(Vec::new()) };
}

impl IntlLocale {
    /// The formatter for `key`, created with the tag if it is not in the cache. With an
    /// empty or invalid tag, the browser's language is used.
    fn cached<K: PartialEq, F: Clone>(
        &self,
        cache: &Cache<K, F>,
        key: K,
        create: impl Fn(Option<&str>) -> Result<F, JsValue>,
    ) -> Option<F> {
        let mut cache = cache.borrow_mut();
        let mut formatters = cache.iter();
        let found = formatters.find(|(locale, own, _)| locale == self && *own == key);
        if let Some((.., formatter)) = found {
            return Some(formatter.clone());
        }
        let formatter = create(Some(&self.tag)).or_else(|_| create(None)).ok()?;
        cache.push((self.clone(), key, formatter.clone()));
        Some(formatter)
    }

    fn format_number(&self, value: f64, style: NumberStyle) -> String {
        let create = |tag: Option<&str>| NumberFormat::new(tag, &self.number_options(style));
        let formatter = NUMBER_FORMATS.with(|cache| self.cached(cache, style, create));
        formatter.map_or_else(|| js_number(value), |formatter| formatter.format(value))
    }

    fn number_options(&self, style: NumberStyle) -> Object {
        let (min, max) = ("minimumFractionDigits", "maximumFractionDigits");
        match style {
            NumberStyle::Decimal(fewest, most) => {
                options(&[(min, fewest.into()), (max, most.into())])
            }
            NumberStyle::Currency(decimals) => options(&[
                ("style", "currency".into()),
                ("currency", self.currency.as_str().into()),
                (min, decimals.into()),
                (max, decimals.into()),
            ]),
            NumberStyle::Percent => options(&[("style", "percent".into())]),
            NumberStyle::Duration(unit) => options(&[
                ("style", "unit".into()),
                ("unit", unit.name().into()),
                ("unitDisplay", "narrow".into()),
            ]),
        }
    }
}

fn options(pairs: &[(&str, JsValue)]) -> Object {
    let entries: Array = pairs
        .iter()
        .map(|(name, value)| Array::of2(&(*name).into(), value))
        .collect();
    Object::from_entries(&entries).unwrap_or_default()
}

impl Locale for IntlLocale {
    fn number(&self, value: f64, min_decimals: u8, max_decimals: u8) -> String {
        self.format_number(value, NumberStyle::Decimal(min_decimals, max_decimals))
    }

    fn money(&self, value: f64, decimals: Option<u8>) -> Option<String> {
        let has_currency = !self.currency.is_empty();
        has_currency.then(|| self.format_number(value, NumberStyle::Currency(decimals)))
    }

    fn percent(&self, ratio: f64) -> String {
        self.format_number(ratio, NumberStyle::Percent)
    }

    fn duration(&self, count: f64, unit: TimeUnit) -> String {
        self.format_number(count, NumberStyle::Duration(unit))
    }

    fn ago(&self, count: f64, unit: TimeUnit) -> String {
        let create = |tag: Option<&str>| {
            let pairs = [("numeric", "auto".into()), ("style", "short".into())];
            RelativeTimeFormat::new(tag, &options(&pairs))
        };
        // `Intl` counts times in the past as negative.
        AGO_FORMATS
            .with(|cache| self.cached(cache, (), create))
            .and_then(|formatter| formatter.format(-count, unit.name()).ok())
            .unwrap_or_default()
    }

    fn time_of_day(&self, time: Timestamp, now: Timestamp) -> String {
        let has_date = !clock::is_same_day(time, now);
        let create = |tag: Option<&str>| {
            let date = |part: &str| has_date.then_some(part).into();
            let pairs = [
                ("month", date("short")),
                ("day", date("numeric")),
                ("hour", "numeric".into()),
                ("minute", "2-digit".into()),
            ];
            DateTimeFormat::new(tag, &options(&pairs))
        };
        TIME_FORMATS
            .with(|cache| self.cached(cache, has_date, create))
            .and_then(|formatter| formatter.format(time.0).ok())
            .unwrap_or_default()
    }

    fn local_timestamp(&self, local_ms: f64) -> Timestamp {
        clock::from_local_ms(local_ms)
    }
}
