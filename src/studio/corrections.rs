//! Corrections to a session: what stands there, what shall stand there, and the
//! least that must be sent.
//!
//! Works on the document itself and not on what was decoded of it, so that an
//! entry keeps the fields that nobody here knows.

use crate::options::kind::is_goal;
use crate::session::catalogue;
use serde_json::{Map, Value};

/// The data of a session's document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SessionDocument(Map<String, Value>);

/// Entries by their keys, each as it shall stand.
pub type Entries = Vec<(String, Value)>;

/// What a person set an entry to.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A figure.
    Figure(f64),
    /// An event; an empty name is nobody.
    Event {
        /// Who.
        name: String,
        /// How much; zero is none.
        amount: f64,
        /// What they wrote.
        message: String,
    },
}

/// An entry that can be corrected, as a form asks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its key.
    pub key: String,
    /// Words for it.
    pub title: String,
    /// What stands there.
    pub now: Edit,
}

impl SessionDocument {
    /// The data of a document; empty where there is none.
    pub fn read(text: &str) -> SessionDocument {
        let document: Option<Value> = serde_json::from_str(text).ok();
        let data = document.and_then(|mut document| match document.get_mut("data")?.take() {
            Value::Object(data) => Some(data),
            _ => None,
        });
        SessionDocument(data.unwrap_or_default())
    }

    /// Everything that can be corrected: figures and events, those that people
    /// look at first in front.
    pub fn lines(&self) -> Vec<Line> {
        // Those of the catalogue in its order, then the others in the document's.
        let known = catalogue::ROWS.iter().map(|row| row.key);
        let unknown = self
            .0
            .keys()
            .map(String::as_str)
            .filter(|key| catalogue::find(key).is_none());
        let keys: Vec<&str> = known.chain(unknown).collect();
        let (first, rest): (Vec<&str>, Vec<&str>) = keys.into_iter().partition(|key| matters(key));
        let line = |key: &str| {
            let now = read(self.0.get(key)?)?;
            let (key, title) = (key.to_owned(), catalogue::title(key));
            Some(Line { key, title, now })
        };
        first.into_iter().chain(rest).filter_map(line).collect()
    }

    /// An entry after an edit, with all its other fields; `None` where it is the
    /// same as before.
    pub fn edited(&self, key: &str, edit: &Edit) -> Option<Value> {
        let before = self.0.get(key);
        let mut entry = match before {
            Some(Value::Object(entry)) => entry.clone(),
            _ => Map::new(),
        };
        match edit {
            Edit::Figure(figure) => {
                let name = if entry.contains_key("count") {
                    "count"
                } else {
                    "amount"
                };
                entry.insert(name.to_owned(), number(*figure));
            }
            Edit::Event {
                name,
                amount,
                message,
            } => {
                entry.insert("name".to_owned(), name.clone().into());
                entry.insert("amount".to_owned(), number(*amount));
                // What had no message gets none by not being given one.
                if entry.contains_key("message") || !message.is_empty() {
                    entry.insert("message".to_owned(), message.clone().into());
                }
            }
        }
        let after = Value::Object(entry);
        (before != Some(&after)).then_some(after)
    }

    /// The entries under these keys, as they stand; what is not there is left
    /// out.
    pub fn entries(&self, keys: &[String]) -> Entries {
        keys.iter()
            .filter_map(|key| Some((key.clone(), self.0.get(key)?.clone())))
            .collect()
    }

    /// Whether all of these stand here.
    pub fn holds(&self, entries: &Entries) -> bool {
        entries
            .iter()
            .all(|(key, entry)| self.0.get(key).is_some_and(|own| same(own, entry)))
    }

    /// What must be set here so that figures and events are those of another
    /// book.
    pub fn back_to(&self, other: &SessionDocument) -> Entries {
        let differs = |(key, entry): &(&String, &Value)| {
            read(entry).is_some() && self.0.get(*key) != Some(*entry)
        };
        other
            .0
            .iter()
            .filter(differs)
            .map(|(key, entry)| (key.clone(), entry.clone()))
            .collect()
    }

    /// Words for the lists that another book has and this one has not, which no
    /// update brings back.
    pub fn lists_lost(&self, other: &SessionDocument) -> Vec<String> {
        let lost = other.0.iter().filter(|(key, entry)| {
            entry.as_array().is_some_and(|list| !list.is_empty())
                && self.0.get(*key) != Some(*entry)
        });
        lost.map(|(key, _)| catalogue::title(key)).collect()
    }

    /// What a reset empties, in words: figures and events of this stream that are
    /// not empty, and lists.
    pub fn at_stake(&self) -> Vec<String> {
        let is_of_stream = |key: &str| key.contains("-session") || key.ends_with("-recent");
        let stands = |entry: &Value| match entry {
            Value::Array(list) => !list.is_empty(),
            entry => match read(entry) {
                Some(Edit::Figure(figure)) => figure != 0.0,
                Some(Edit::Event { name, .. }) => !name.is_empty(),
                None => false,
            },
        };
        let own = self
            .0
            .iter()
            .filter(|(key, entry)| is_of_stream(key) && stands(entry));
        own.map(|(key, _)| catalogue::title(key)).collect()
    }
}

/// What stands in an entry; `None` for a list and for what is nothing of ours.
fn read(entry: &Value) -> Option<Edit> {
    let entry = entry.as_object()?;
    let figure = |name: &str| entry.get(name).and_then(Value::as_f64);
    if let Some(name) = entry.get("name").and_then(Value::as_str) {
        let message = entry.get("message").and_then(Value::as_str);
        return Some(Edit::Event {
            name: name.to_owned(),
            amount: figure("amount").unwrap_or_default(),
            message: message.unwrap_or_default().to_owned(),
        });
    }
    figure("count")
        .or_else(|| figure("amount"))
        .map(Edit::Figure)
}

/// Whether a key is among those that people look at while they stream.
fn matters(key: &str) -> bool {
    is_goal(key)
        || key.ends_with("-session")
        || matches!(
            key,
            "follower-latest" | "subscriber-latest" | "tip-latest" | "cheer-latest"
        )
}

/// Whole numbers are sent whole.
fn number(figure: f64) -> Value {
    #[allow(clippy::cast_possible_truncation)] // within what is exact
    if figure.fract() == 0.0 && figure.abs() < 9e15 {
        return (figure as i64).into();
    }
    figure.into()
}

/// Whether two values say the same: servers write `5` as `5.0` and add fields.
fn same(own: &Value, expected: &Value) -> bool {
    match (own, expected) {
        (Value::Object(own), Value::Object(expected)) => expected
            .iter()
            .all(|(name, value)| own.get(name).is_some_and(|own| same(own, value))),
        (Value::Number(own), Value::Number(expected)) => own.as_f64() == expected.as_f64(),
        (own, expected) => own == expected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn book(data: &Value) -> SessionDocument {
        SessionDocument::read(&json!({ "data": data }).to_string())
    }

    #[test]
    fn an_edit_changes_what_it_names_and_keeps_the_rest() {
        let book = book(&json!({
            "tip-goal": { "amount": 12.5 },
            "follower-session": { "count": 3 },
            "subscriber-latest": { "name": "moss", "amount": 2, "tier": "1000", "sender": null },
        }));
        let figure = |key, figure| book.edited(key, &Edit::Figure(figure));
        assert_eq!(figure("tip-goal", 0.0), Some(json!({ "amount": 0 })));
        assert_eq!(
            figure("follower-session", 4.5),
            Some(json!({ "count": 4.5 }))
        );
        assert_eq!(figure("follower-session", 3.0), None);
        assert_eq!(figure("new-goal", 7.0), Some(json!({ "amount": 7 })));
        let event = |name: &str| Edit::Event {
            name: name.to_owned(),
            amount: 2.0,
            message: String::new(),
        };
        assert_eq!(
            book.edited("subscriber-latest", &event("fern")),
            Some(json!({ "name": "fern", "amount": 2, "tier": "1000", "sender": null }))
        );
        assert_eq!(book.edited("subscriber-latest", &event("moss")), None);
    }

    #[test]
    fn what_people_look_at_comes_first() {
        let document = include_str!("../../tests/fixtures/session-2018.json");
        let lines = SessionDocument::read(document).lines();
        let keys: Vec<&str> = lines.iter().map(|line| line.key.as_str()).collect();
        assert_eq!(keys[0], "follower-latest");
        let place = |key| {
            keys.iter()
                .position(|own| *own == key)
                .unwrap_or(usize::MAX)
        };
        assert!(place("tip-goal") < place("follower-total"));
        assert!(!keys.contains(&"tip-recent"));
        assert!(
            SessionDocument::read("[]").lines().is_empty()
                && SessionDocument::read("").lines().is_empty()
        );
    }

    #[test]
    fn a_kept_session_is_brought_back_as_far_as_it_goes() {
        let kept = book(&json!({
            "tip-session": { "amount": 50 }, "tip-total": { "amount": 90 },
            "tip-latest": { "name": "moss", "amount": 5 },
            "tip-recent": [{ "name": "moss" }], "odd": "text",
        }));
        let now = book(&json!({
            "tip-session": { "amount": 0 }, "tip-total": { "amount": 90 },
            "tip-latest": { "name": "", "amount": 0 }, "tip-recent": [],
        }));
        let expected = vec![
            (
                "tip-latest".to_owned(),
                json!({ "name": "moss", "amount": 5 }),
            ),
            ("tip-session".to_owned(), json!({ "amount": 50 })),
        ];
        assert_eq!(now.back_to(&kept), expected);
        assert_eq!(now.lists_lost(&kept), ["Recent tips"]);
        assert_eq!(kept.at_stake(), ["Recent tips", "Tips this stream"]);
        assert!(kept.holds(&expected) && !now.holds(&expected));
        let keys = ["tip-total".to_owned(), "none".to_owned()];
        assert_eq!(
            now.entries(&keys),
            [("tip-total".to_owned(), json!({ "amount": 90 }))]
        );
        let written = book(
            &json!({ "tip-session": { "amount": 50.0, "more": 1 }, "tip-latest": { "amount": 5, "name": "moss" } }),
        );
        assert!(written.holds(&expected));
    }
}
