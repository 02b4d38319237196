//! The types of event that an address chooses among.

use crate::options::OptionSpec;
use crate::options::problem::{Problem, shown};
use crate::options::suggest::closest_word;
use crate::options::values::Value;
use crate::session::catalogue;

/// The types of event that a merged list shows; empty means all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventTypes(Vec<String>);

impl EventTypes {
    /// Whether events of this type are shown.
    pub fn show(&self, event_type: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|own| own == event_type)
    }
}

impl Value for EventTypes {
    fn read(text: &str, _: &OptionSpec) -> Option<Self> {
        let mut event_types: Vec<String> = Vec::new();
        for part in parts(text) {
            let event_type = known().find(|event_type| *event_type == part)?;
            if !event_types.iter().any(|own| own == event_type) {
                event_types.push(event_type.to_owned());
            }
        }
        Some(EventTypes(event_types))
    }

    fn problem(text: &str, spec: &OptionSpec) -> Problem {
        let is_unknown = |part: &&str| known().all(|event_type| event_type != *part);
        let part = parts(text).find(is_unknown).unwrap_or(text);
        Problem::Value {
            name: spec.name,
            found: shown(spec.name, part),
            expected: spec.expected,
            nearest: closest_word(part, known()),
        }
    }

    fn left_out() -> Option<Self> {
        Some(EventTypes::default())
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim)
}

fn known() -> impl Iterator<Item = &'static str> {
    catalogue::EVENT_TYPES
        .iter()
        .map(|event_type| event_type.name)
}
