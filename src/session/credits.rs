//! Everybody of a stream: the events of its recent lists, also when the lists have dropped them.

use crate::session::{Entry, Event, LastReset, Session};

/// What the store calls them.
pub const STORE: &str = "credits";

/// More events than this are not kept.
const MAX_EVENTS: usize = 2_000;

/// The events since the last reset of a session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Credits {
    reset: LastReset,
    /// In the order in which they were seen.
    pub events: Vec<Credit>,
}

/// An event, as far as credits need it.
#[derive(Clone, Debug, PartialEq)]
pub struct Credit {
    /// Its type.
    pub event_type: String,
    /// The viewer.
    pub name: String,
    /// Its amount, or nothing.
    pub amount: f64,
    /// Unique among the events of its type and name.
    id: String,
}

impl Credit {
    /// Whether it is the same event. The amount may differ in its last digit once it was stored.
    fn is_same(&self, other: &Credit) -> bool {
        self.event_type == other.event_type && self.name == other.name && self.id == other.id
    }

    fn new(event: &Event) -> Credit {
        // As an integer, because the code that formats floats adds to the download.
        #[allow(clippy::cast_possible_truncation)]
        let created = event.created.map_or(0, |created| created.0 as i64);
        let id = if event.id.is_empty() {
            created.to_string()
        } else {
            event.id.clone()
        };
        Credit {
            event_type: event.event_type.clone(),
            name: event.name.clone(),
            amount: event.amount.unwrap_or_default(),
            id,
        }
    }
}

impl Credits {
    /// Adds the events of a session since its last reset. A new reset empties the credits
    /// first. Returns whether they have changed.
    pub fn collect(&mut self, session: &Session) -> bool {
        let before = (self.reset, self.events.len());
        if session.last_reset.is_new(self.reset) {
            self.events.clear();
        }
        self.reset = session.last_reset.or(self.reset);
        let is_of_stream = |event: &Event| match (self.reset.at, event.created) {
            (Some(reset), Some(created)) => created >= reset,
            _ => true,
        };
        for (key, entry) in session.entries() {
            let Entry::Recent(list) = entry else { continue };
            if !key.as_str().ends_with("-recent") {
                continue;
            }
            for event in list.iter().rev().filter(|event| is_of_stream(event)) {
                let credit = Credit::new(event);
                if self.events.len() < MAX_EVENTS
                    && !self.events.iter().any(|own| own.is_same(&credit))
                {
                    self.events.push(credit);
                }
            }
        }
        before != (self.reset, self.events.len())
    }

    /// The text to store: the reset, then a line for each event. Names have no line breaks
    /// and no tabs.
    pub fn encode(&self) -> String {
        let [at, is_pushed] = self.reset.to_numbers();
        let mut text = [number(at), number(is_pushed)].join("\t");
        for own in &self.events {
            let amount = number(own.amount);
            let line = [
                "\n",
                &own.event_type,
                "\t",
                &own.name,
                "\t",
                &amount,
                "\t",
                &own.id,
            ];
            text.push_str(&line.concat());
        }
        text
    }

    /// The inverse of [`Credits::encode`]. What it does not understand, it leaves out.
    pub fn decode(text: &str) -> Credits {
        let mut lines = text.lines();
        let reset = lines.next().and_then(|line| line.split_once('\t'));
        let reset = reset.and_then(|(at, is_pushed)| Some([parse(at)?, parse(is_pushed)?]));
        let event = |line: &str| {
            let mut parts = line.split('\t');
            let mut next = || parts.next().map(str::to_owned);
            Some(Credit {
                event_type: next()?,
                name: next()?,
                amount: parse(&next()?)?,
                id: next()?,
            })
        };
        Credits {
            reset: reset.map(LastReset::from_numbers).unwrap_or_default(),
            events: lines.filter_map(event).take(MAX_EVENTS).collect(),
        }
    }
}

fn number(number: f64) -> String {
    serde_json::to_string(&number).unwrap_or_default()
}

fn parse(text: &str) -> Option<f64> {
    serde_json::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Key;
    use crate::session::decode;
    use crate::session::timestamp::Timestamp;
    use proptest::prelude::*;

    fn session(reset: &str, data: &str) -> Session {
        let text = format!(r#"{{"lastReset":{reset},"data":{data}}}"#);
        decode::session(&text)
            .map(|decoded| decoded.session)
            .unwrap_or_default()
    }

    fn names(credits: &Credits) -> Vec<&str> {
        credits.events.iter().map(|own| own.name.as_str()).collect()
    }

    const RESET: &str = r#""2026-12-24T18:00:00Z""#;

    #[test]
    fn everybody_since_the_reset_is_kept() {
        let mut credits = Credits::default();
        let first = session(
            RESET,
            r#"{"tip-recent":[{"_id":"2","name":"bob","createdAt":"2026-12-24T18:30:00Z"},
                {"_id":"1","name":"old","createdAt":"2026-12-24T17:59:59Z"}],
               "follower-recent":[{"name":"eve"}],"tip-latest":{"name":"bob"}}"#,
        );
        assert!(credits.collect(&first));
        assert_eq!(names(&credits), ["bob", "eve"]);
        assert!(!credits.collect(&first));
        // The list has dropped bob.
        let second = session(
            RESET,
            r#"{"tip-recent":[{"_id":"3","name":"ada","createdAt":"2026-12-24T18:40:00Z"}]}"#,
        );
        assert!(credits.collect(&second));
        assert_eq!(names(&credits), ["bob", "eve", "ada"]);
        let reset = session(r#""2026-12-25T18:00:00Z""#, "{}");
        assert!(credits.collect(&reset));
        assert!(names(&credits).is_empty() && credits.reset.at.is_some());
    }

    #[test]
    fn without_a_reset_all_are_kept() {
        let mut credits = Credits::default();
        credits.collect(&session(
            "null",
            r#"{"tip-recent":[{"name":"old","createdAt":"2001-01-01T00:00:00Z"}]}"#,
        ));
        assert_eq!(names(&credits), ["old"]);
    }

    #[test]
    fn there_is_a_limit() {
        let event = |number: u32| format!(r#"{{"_id":"{number}","name":"n{number}"}}"#);
        let list: Vec<String> = (0..900).map(event).collect();
        let mut credits = Credits::default();
        for key in ["tip-recent", "cheer-recent", "follower-recent"] {
            credits.collect(&session(
                RESET,
                &format!(r#"{{"{key}":[{}]}}"#, list.join(",")),
            ));
        }
        assert_eq!(credits.events.len(), MAX_EVENTS);
    }

    proptest! {
        #[test]
        fn decode_reverses_encode(
            names in proptest::collection::vec("[^\\pC\\t]{1,9}", 0..5),
            amount in 0..1_000_000_u32,
        ) {
            let events = names.iter().map(|name| Event {
                amount: Some(f64::from(amount)),
                ..Event::of("tip", name)
            });
            let entry = Entry::Recent(events.collect());
            let mut session = Session::new(vec![(Key::from("tip-recent"), entry)]);
            session.last_reset.at = Some(Timestamp(5e12));
            let mut credits = Credits::default();
            credits.collect(&session);
            prop_assert_eq!(Credits::decode(&credits.encode()), credits);
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = Credits::decode(&text);
        }
    }
}
