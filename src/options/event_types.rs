//! The types of event that an address chooses among.

use crate::options::Spec;
use crate::options::problem::{Problem, shown};
use crate::options::suggest::nearest;
use crate::options::values::Value;
use crate::session::catalogue;

/// The types of event that a merged list shows; empty means all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources(Vec<String>);

impl Sources {
    /// Whether events of this source are shown.
    pub fn show(&self, source: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|own| own == source)
    }
}

impl Value for Sources {
    fn read(text: &str, _: &Spec) -> Option<Self> {
        let mut sources: Vec<String> = Vec::new();
        for part in parts(text) {
            let source = known().find(|source| *source == part)?;
            if !sources.iter().any(|own| own == source) {
                sources.push(source.to_owned());
            }
        }
        Some(Sources(sources))
    }

    fn problem(text: &str, spec: &Spec) -> Problem {
        let is_unknown = |part: &&str| known().all(|source| source != *part);
        let part = parts(text).find(is_unknown).unwrap_or(text);
        Problem::Value {
            name: spec.name,
            found: shown(spec.name, part),
            wanted: spec.wanted,
            nearest: nearest(part, known()),
        }
    }

    fn write(&self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.join(","))
    }

    fn left_out() -> Option<Self> {
        Some(Sources::default())
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim)
}

fn known() -> impl Iterator<Item = &'static str> {
    catalogue::SOURCES.iter().map(|(source, ..)| *source)
}
