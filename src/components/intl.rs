//! The browser's `Intl` as a [`Locale`].
//!
//! All calls go through `Reflect`: the constructors of `Intl` throw on an invalid tag,
//! and `Reflect` turns exceptions into errors.

use crate::browser::{clock, js_number};
use crate::session::timestamp::Timestamp;
use crate::widget::format::{Locale, TimeUnit};
use js_sys::{Array, Function, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

/// A language and a currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IntlLocale {
    /// A BCP 47 tag; empty for the browser's language.
    pub tag: String,
    /// An ISO 4217 code; empty for no currency.
    pub currency: String,
}

thread_local! {
    /// The `format` functions by class, options and tag. Creating a formatter takes the
    /// browser longer than formatting a thousand numbers.
    static FORMATTERS: RefCell<Vec<(String, Function)>> = const { RefCell::new(Vec::new()) };
}

type IntlOptions<'a> = &'a [(&'a str, JsValue)];

impl IntlLocale {
    /// The `format` function of an `Intl` class with these options, which `name` must
    /// identify.
    fn formatter(&self, class: &str, name: &str, options: IntlOptions) -> Option<Function> {
        let id = [class, name, &self.tag].join(" ");
        let cached = FORMATTERS.with_borrow(|formatters| {
            let found = formatters.iter().find(|(cached, _)| *cached == id);
            found.map(|(_, formatter)| formatter.clone())
        });
        if cached.is_some() {
            return cached;
        }
        let formatter = self.create_formatter(class, options)?;
        FORMATTERS.with_borrow_mut(|formatters| formatters.push((id, formatter.clone())));
        Some(formatter)
    }

    fn create_formatter(&self, class: &str, options: IntlOptions) -> Option<Function> {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
        let object = Object::new();
        for (name, value) in options {
            Reflect::set(&object, &(*name).into(), value).ok()?;
        }
        let tag = match self.tag.as_str() {
            "" => JsValue::UNDEFINED,
            tag => tag.into(),
        };
        // With an invalid tag, the browser's language is used.
        let formatter = [tag, JsValue::UNDEFINED]
            .into_iter()
            .find_map(|tag| Reflect::construct(&class, &Array::of2(&tag, &object)).ok())?;
        let format = Reflect::get(&formatter, &"format".into()).ok()?;
        Some(format.dyn_into::<Function>().ok()?.bind0(&formatter))
    }

    fn format_number(&self, value: f64, name: &str, options: IntlOptions) -> String {
        let format = || {
            let format = self.formatter("NumberFormat", name, options)?;
            let text = format.call1(&JsValue::UNDEFINED, &value.into());
            text.ok()?.as_string()
        };
        format().unwrap_or_else(|| js_number(value))
    }
}

fn digit_options(min: u8, max: u8) -> [(&'static str, JsValue); 2] {
    [
        ("minimumFractionDigits", min.into()),
        ("maximumFractionDigits", max.into()),
    ]
}

impl Locale for IntlLocale {
    fn number(&self, value: f64, min_decimals: u8, max_decimals: u8) -> String {
        let name = [min_decimals, max_decimals].map(digit_char);
        let options = digit_options(min_decimals, max_decimals);
        self.format_number(value, &String::from_iter(name), &options)
    }

    fn money(&self, value: f64, decimals: Option<u8>) -> Option<String> {
        if self.currency.is_empty() {
            return None;
        }
        let mut options = vec![
            ("style", "currency".into()),
            ("currency", self.currency.as_str().into()),
        ];
        let mut name = self.currency.clone();
        if let Some(decimals) = decimals {
            name.push(digit_char(decimals));
            options.extend(digit_options(decimals, decimals));
        }
        Some(self.format_number(value, &name, &options))
    }

    fn percent(&self, ratio: f64) -> String {
        self.format_number(ratio, "%", &[("style", "percent".into())])
    }

    fn duration(&self, count: f64, unit: TimeUnit) -> String {
        let options = [
            ("style", "unit".into()),
            ("unit", unit.name().into()),
            ("unitDisplay", "narrow".into()),
        ];
        self.format_number(count, unit.name(), &options)
    }

    fn ago(&self, count: f64, unit: TimeUnit) -> String {
        let format = || {
            let options = [("numeric", "auto".into()), ("style", "short".into())];
            let format = self.formatter("RelativeTimeFormat", "", &options)?;
            // `Intl` counts times in the past as negative.
            let (count, unit) = ((-count).into(), unit.name().into());
            let text = format.call2(&JsValue::UNDEFINED, &count, &unit);
            text.ok()?.as_string()
        };
        format().unwrap_or_default()
    }

    fn local_timestamp(&self, local_ms: f64) -> Timestamp {
        clock::from_local_ms(local_ms)
    }
}

fn digit_char(digit: u8) -> char {
    char::from(b'0' + digit.min(9))
}
