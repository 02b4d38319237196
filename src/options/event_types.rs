//! The event types that a merged list shows.

use crate::options::OptionSpec;
use crate::options::problem::{Problem, redact};
use crate::options::suggest::closest_word;
use crate::options::values::OptionValue;
use crate::session::catalogue;

/// The event types that a merged list shows. Empty means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventTypes(Vec<String>);

impl EventTypes {
    /// All of them.
    pub const ALL: EventTypes = EventTypes(Vec::new());

    /// Whether events of this type are shown.
    pub fn includes(&self, event_type: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|own| own == event_type)
    }
}

impl OptionValue for EventTypes {
    fn parse(text: &str, _: &OptionSpec) -> Option<Self> {
        let mut names: Vec<String> = Vec::new();
        for part in parts(text) {
            let event_type = catalogue::find_event_type(part)?;
            if !names.iter().any(|name| name == event_type.name) {
                names.push(event_type.name.to_owned());
            }
        }
        Some(EventTypes(names))
    }

    fn problem(text: &str, spec: &OptionSpec) -> Problem {
        let is_unknown = |part: &&str| catalogue::find_event_type(part).is_none();
        let part = parts(text).find(is_unknown).unwrap_or(text);
        let names = catalogue::EVENT_TYPES.iter().map(|known| known.name);
        Problem::Value {
            name: spec.name,
            found: redact(spec.name, part),
            expected: spec.expected,
            nearest: closest_word(part, names),
        }
    }

    fn when_absent() -> Option<Self> {
        Some(EventTypes::default())
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim)
}
