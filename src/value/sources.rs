//! The types of event that an address chooses among.

use super::Value;
use crate::catalogue;
use crate::nearest::nearest;
use crate::option::Spec;
use crate::problem::{Problem, shown};

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
    fn read(text: &str, spec: &Spec) -> Result<Self, Problem> {
        let mut sources: Vec<String> = Vec::new();
        for part in text.split(',').map(str::trim) {
            let known = || catalogue::SOURCES.iter().map(|(source, ..)| *source);
            match known().find(|source| *source == part) {
                Some(source) if sources.iter().any(|own| own == source) => {}
                Some(source) => sources.push(source.to_owned()),
                None => {
                    return Err(Problem::Value {
                        name: spec.name,
                        found: shown(spec.name, part),
                        wanted: spec.wanted,
                        nearest: nearest(part, known()),
                    });
                }
            }
        }
        Ok(Sources(sources))
    }

    fn write(&self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.join(","))
    }

    fn left_out() -> Option<Self> {
        Some(Sources::default())
    }
}
