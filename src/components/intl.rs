//! The browser's `Intl` as a [`Locale`].
//!
//! Everything is looked up and called through `Reflect`, because a constructor
//! of `Intl` throws on a tag that it does not like, and a throw must not get
//! past here.

use crate::browser::{clock, js_number};
use crate::session::timestamp::Timestamp;
use crate::widget::format::{Locale, TimeUnit};
use js_sys::{Array, Function, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

/// A language and a currency, as the address names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IntlLocale {
    /// A BCP 47 tag; empty is the browser's own.
    pub tag: String,
    /// An ISO 4217 code; empty is none.
    pub currency: String,
}

thread_local! {
    /// What formats, by what it was made from. Making it costs the browser more
    /// than formatting a thousand numbers, and a page needs a handful.
    static FORMATS: RefCell<Vec<(String, Function)>> = const { RefCell::new(Vec::new()) };
}

type Choices<'a> = &'a [(&'a str, JsValue)];

impl IntlLocale {
    /// What formats as a class of `Intl` does with these options.
    fn format(&self, class: &str, name: &str, choices: Choices) -> Option<Function> {
        let id = [class, name, &self.tag].join(" ");
        let known = FORMATS.with_borrow(|formats| {
            let found = formats.iter().find(|(own, _)| *own == id);
            found.map(|(_, format)| format.clone())
        });
        if known.is_some() {
            return known;
        }
        let format = self.make(class, choices)?;
        FORMATS.with_borrow_mut(|formats| formats.push((id, format.clone())));
        Some(format)
    }

    fn make(&self, class: &str, choices: Choices) -> Option<Function> {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
        let options = Object::new();
        for (name, value) in choices {
            Reflect::set(&options, &(*name).into(), value).ok()?;
        }
        let own = match self.tag.as_str() {
            "" => JsValue::UNDEFINED,
            tag => tag.into(),
        };
        // A tag that the browser does not know must not cost the number.
        let format = [own, JsValue::UNDEFINED]
            .into_iter()
            .find_map(|tag| Reflect::construct(&class, &Array::of2(&tag, &options)).ok())?;
        let write: Function = Reflect::get(&format, &"format".into())
            .ok()?
            .dyn_into()
            .ok()?;
        Some(write.bind0(&format))
    }

    fn write(&self, value: f64, name: &str, choices: Choices) -> String {
        let written = || {
            let write = self.format("NumberFormat", name, choices)?;
            write
                .call1(&JsValue::UNDEFINED, &value.into())
                .ok()?
                .as_string()
        };
        written().unwrap_or_else(|| js_number(value))
    }
}

fn digits(least: u8, most: u8) -> [(&'static str, JsValue); 2] {
    [
        ("minimumFractionDigits", least.into()),
        ("maximumFractionDigits", most.into()),
    ]
}

impl Locale for IntlLocale {
    fn number(&self, value: f64, least: u8, most: u8) -> String {
        let name = [least, most].map(|digits| char::from(b'0' + digits.min(9)));
        self.write(value, &String::from_iter(name), &digits(least, most))
    }

    fn money(&self, value: f64, decimals: Option<u8>) -> Option<String> {
        if self.currency.is_empty() {
            return None;
        }
        let mut choices = vec![
            ("style", "currency".into()),
            ("currency", self.currency.as_str().into()),
        ];
        let mut name = self.currency.clone();
        if let Some(decimals) = decimals {
            name.push(char::from(b'0' + decimals.min(9)));
            choices.extend(digits(decimals, decimals));
        }
        Some(self.write(value, &name, &choices))
    }

    fn percent(&self, share: f64) -> String {
        self.write(share, "%", &[("style", "percent".into())])
    }

    fn duration(&self, count: f64, unit: TimeUnit) -> String {
        let choices = [
            ("style", "unit".into()),
            ("unit", unit.name().into()),
            ("unitDisplay", "narrow".into()),
        ];
        self.write(count, unit.name(), &choices)
    }

    fn ago(&self, count: f64, unit: TimeUnit) -> String {
        let written = || {
            let choices = [("numeric", "auto".into()), ("style", "short".into())];
            let write = self.format("RelativeTimeFormat", "", &choices)?;
            // Minus zero is a past moment to Intl, and zero a coming one; both
            // are "now" in words.
            write
                .call2(&JsValue::UNDEFINED, &(-count).into(), &unit.name().into())
                .ok()?
                .as_string()
        };
        written().unwrap_or_default()
    }

    fn local_timestamp(&self, local_ms: f64) -> Timestamp {
        clock::from_local_ms(local_ms)
    }
}
