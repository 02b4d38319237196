//! The options of a widget or of the page, as text.

use crate::options::OptionSpec;

/// Names and values of options, in the order of the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options(pub(super) Vec<(String, String)>);

impl Options {
    /// The value of an option; `None` where it is not set.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Sets an option; `None` removes it.
    pub fn set(&mut self, name: &str, value: Option<&str>) {
        let at = self.0.iter().position(|(own, _)| own == name);
        match (at.and_then(|at| self.0.get_mut(at)), value) {
            (Some(pair), Some(value)) => value.clone_into(&mut pair.1),
            (None, Some(value)) => self.0.push((name.to_owned(), value.to_owned())),
            (Some(_), None) => self.0.retain(|(own, _)| own != name),
            (None, None) => {}
        }
    }

    /// Sets all options of `other`.
    pub fn set_all(&mut self, other: &Options) {
        for (name, value) in &other.0 {
            self.set(name, Some(value));
        }
    }

    /// The names that are not in this table.
    pub fn unknown_options(&self, table: &[&OptionSpec]) -> Vec<String> {
        self.not_in(table).map(|(name, _)| name.clone()).collect()
    }

    /// Appends the pairs in the order of the table, without default values, and
    /// then the unknown ones.
    pub(super) fn write(&self, table: &[&OptionSpec], to: &mut Vec<(String, String)>) {
        for spec in table {
            let own = self.0.iter().filter(|(name, _)| name == spec.name);
            let changed = own.filter(|(_, value)| spec.default != Some(value));
            to.extend(changed.cloned());
        }
        to.extend(self.not_in(table).cloned());
    }

    fn not_in<'a>(
        &'a self,
        table: &'a [&OptionSpec],
    ) -> impl Iterator<Item = &'a (String, String)> {
        let is_known = |name: &str| table.iter().any(|spec| spec.name == name);
        self.0.iter().filter(move |(name, _)| !is_known(name))
    }
}
