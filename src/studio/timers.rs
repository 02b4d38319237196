//! The timer of an overlay, as the dock shows it and gives it more time.

use super::draft::{Draft, Scope};
use super::rows;
use crate::config::{Config, WidgetSlot};
use crate::options::{ADD, MOST, TIME};
use crate::session::timestamp::Timestamp;
use crate::session::{Entry, Session};
use crate::widget::Widget;
use crate::widget::timer::Timer;
use std::sync::Arc;

/// A timer in the address of an overlay. The address may have a credential.
#[derive(Clone, PartialEq)]
pub struct OverlayTimer {
    /// The timer.
    pub timer: Arc<Timer>,
    draft: Draft,
    scope: Scope,
    /// With its `#`; empty without one.
    pub fragment: String,
}

impl OverlayTimer {
    /// The first timer of an address, or of its query alone; `None` if there is none, or if it
    /// has a problem.
    pub fn find(address: &str) -> Option<OverlayTimer> {
        let (address, fragment) = match address.trim().split_once('#') {
            Some((address, fragment)) => (address, ["#", fragment].concat()),
            None => (address.trim(), String::new()),
        };
        let query = address.split_once('?').map_or(address, |(_, query)| query);
        let draft = Draft::from_query(query);
        let slots = Config::parse_lenient(&draft.to_query()).slots;
        let mut timers = draft.widgets.iter().zip(slots).map(|(widget, slot)| {
            let WidgetSlot::Widget(Widget::Timer(_, timer)) = slot else {
                return None;
            };
            Some((timer, Scope::Widget(widget.id)))
        });
        let (timer, scope) = timers.find_map(|timer| timer)?;
        Some(OverlayTimer {
            timer,
            draft,
            scope,
            fragment,
        })
    }

    /// The query of the overlay with a timer that ends `seconds` after `end`. Its time includes
    /// what was added so far, and its figures count from their value in this session.
    /// `number` formats a figure.
    pub fn with_more_time(
        &self,
        end: Timestamp,
        seconds: f64,
        session: &Session,
        number: impl Fn(f64) -> String,
    ) -> String {
        let length = end.since(self.timer.options.from) / 1000.0 + seconds;
        let length = length.round().max(0.0);
        let mut draft = self.draft.clone();
        draft.set(self.scope, TIME.name, Some(&format_length(length)));
        if self.timer.options.most.is_some_and(|most| most.0 < length) {
            draft.set(self.scope, MOST.name, Some(&format_length(length)));
        }
        let added = draft.get(self.scope, ADD.name).map(str::to_owned);
        if let Some(added) = added {
            let base = |key: &str| match session.get(key) {
                Some(Entry::Figure(figure)) => Some(number(*figure)),
                Some(Entry::Event(_) | Entry::Recent(_)) | None => Some("0".to_owned()),
            };
            let added = rows::with_bases(&added, base);
            draft.set(self.scope, ADD.name, Some(&added));
        }
        draft.to_query()
    }
}

/// A length as an address has it: `1h20m`.
fn format_length(seconds: f64) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it saturates
    let seconds = seconds as u64;
    let parts = [
        (seconds / 3600, "h"),
        (seconds / 60 % 60, "m"),
        (seconds % 60, "s"),
    ];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts = parts.map(|(count, unit)| [&count.to_string(), *unit].concat());
    let text = parts.collect::<String>();
    if text.is_empty() {
        "0s".to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Key;

    const ADDRESS: &str = "https://example.org/?channel=577c0455f9a31ea72a36b2b3&widget=tip-goal&target=9\
        &widget=timer&from=2026-12-24T18:00Z&time=1h&add=tip-session*60@2,cheer-session*0.5&most=90m#apikey=made-up";

    fn session() -> Session {
        Session::new(vec![(Key::from("tip-session"), Entry::Figure(12.0))])
    }

    #[test]
    fn the_first_timer_of_an_address_is_found() {
        for (address, expected) in [
            (ADDRESS, Some("#apikey=made-up")),
            ("widget=timer&from=2026-12-24T18:00Z&time=1h", Some("")),
            ("widget=timer&time=1h", None),
            ("widget=tip-latest", None),
            ("", None),
            ("https://example.org/", None),
        ] {
            let found = OverlayTimer::find(address).map(|found| found.fragment);
            assert_eq!(found.as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn more_time_keeps_what_was_added() {
        let Some(found) = OverlayTimer::find(ADDRESS) else {
            panic!("no timer")
        };
        let from = found.timer.options.from;
        let number = |figure: f64| figure.to_string();
        for (minutes, more, expected) in [
            (
                70.0,
                15.0,
                "time=1h25m&add=tip-session%2A60%4012,cheer-session%2A0.5%400&most=90m",
            ),
            (70.0, -80.0, "time=0s&add="),
            (80.0, 60.0, "&most=2h20m"),
        ] {
            let end = Timestamp(from.0 + minutes * 60_000.0);
            let query = found.with_more_time(end, more * 60.0, &session(), number);
            assert!(query.contains(expected), "{minutes} + {more}: {query}");
            assert!(query.contains("widget=tip-goal&target=9") && !query.contains("made-up"));
            let again = OverlayTimer::find(&query).map(|found| found.timer.options.time.0);
            assert_eq!(again, Some(f64::max(0.0, (minutes + more) * 60.0)));
        }
    }
}
