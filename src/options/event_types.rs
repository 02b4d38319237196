//! The types of event that an address chooses among.

use crate::options::OptionSpec;
use crate::options::problem::{Problem, shown};
use crate::options::suggest::closest;
use crate::options::values::Value;
use crate::session::catalogue;

/// The types of event that a merged list shows; empty means all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventTypes(Vec<String>);

impl EventTypes {
    /// Whether events of this source are shown.
    pub fn show(&self, source: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|own| own == source)
    }
}

impl Value for EventTypes {
    fn read(text: &str, _: &OptionSpec) -> Option<Self> {
        let mut sources: Vec<String> = Vec::new();
        for part in parts(text) {
            let source = known().find(|source| *source == part)?;
            if !sources.iter().any(|own| own == source) {
                sources.push(source.to_owned());
            }
        }
        Some(EventTypes(sources))
    }

    fn problem(text: &str, spec: &OptionSpec) -> Problem {
        let is_unknown = |part: &&str| known().all(|source| source != *part);
        let part = parts(text).find(is_unknown).unwrap_or(text);
        Problem::Value {
            name: spec.name,
            found: shown(spec.name, part),
            expected: spec.expected,
            nearest: closest(part, known()),
        }
    }

    fn write(&self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.join(","))
    }

    fn left_out() -> Option<Self> {
        Some(EventTypes::default())
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim)
}

fn known() -> impl Iterator<Item = &'static str> {
    catalogue::SOURCES.iter().map(|(source, ..)| *source)
}
