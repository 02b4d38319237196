//! The draft of an address: its options and widgets, valid or not.
//!
//! A draft keeps everything that its query says. Its problems come from the
//! overlay's own parser.

pub use super::history::History;

use crate::config::query::Query;
use crate::config::{Config, WidgetSlot, is_ignored};
use crate::options::kind::{WidgetKind, shape_of};
use crate::options::problem::Problem;
use crate::options::template::Template;
use crate::options::{self, OptionSpec};
use crate::session::catalogue;

/// Names and values of options, in the order of the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options(Vec<(String, String)>);

/// A widget of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WidgetDraft {
    /// Identifies the widget within its draft, also after a move.
    pub id: u32,
    /// The value of `widget=`.
    pub key: String,
    /// Its options.
    pub options: Options,
}

/// An address without its credential.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The page options.
    pub page: Options,
    /// The widgets, in order.
    pub widgets: Vec<WidgetDraft>,
    next_id: u32,
}

/// The problems of a draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DraftErrors {
    /// Problems of the page options.
    pub page: Vec<Problem>,
    /// Problems of each widget, in the order of the widgets.
    pub widgets: Vec<Vec<Problem>>,
}

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

    /// The names that are not in this table.
    pub fn unknown_options(&self, table: &[&OptionSpec]) -> Vec<String> {
        self.not_in(table).map(|(name, _)| name.clone()).collect()
    }

    /// Appends the pairs in the order of the table, without default values, and
    /// then the unknown ones.
    fn write(&self, table: &[&OptionSpec], to: &mut Vec<(String, String)>) {
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

impl WidgetDraft {
    /// The kind it is drawn as; `None` where only the session can say.
    pub fn kind(&self) -> Option<WidgetKind> {
        let name = self.options.get(options::AS.name);
        name.and_then(WidgetKind::of_name)
            .or_else(|| default_kind(&self.key))
    }

    /// Adopts the defaults that apply to it and that it does not set.
    fn inherit(&mut self, defaults: &Options) {
        for (name, value) in &defaults.0 {
            if self.options.get(name).is_none() && self.accepts_default(name, value) {
                self.options.set(name, Some(value));
            }
        }
    }

    /// Whether a widget option before the first widget applies to this one, as
    /// the overlay's parser decides it.
    fn accepts_default(&self, name: &str, value: &str) -> bool {
        let Some(spec) = OptionSpec::find(name) else {
            return false;
        };
        if spec == &options::AS {
            let named = WidgetKind::of_name(value);
            return named.is_none_or(|named| kinds_of(&self.key).contains(&named));
        }
        let kind = self.kind();
        if spec == &options::TEMPLATE
            && let (Some(kind), Ok(template)) = (kind, Template::parse(value))
        {
            return template.unsupported_field(kind).is_none();
        }
        spec.applies_to(&self.key, kind)
    }

    /// Its own title, or the default one of its key.
    pub fn title(&self) -> String {
        match self.options.get(options::TITLE.name) {
            Some(title) if !title.trim().is_empty() => title.to_owned(),
            _ => catalogue::title(&self.key),
        }
    }
}

/// The kind that a key is drawn as by default; `None` for a key outside the
/// catalogue.
pub fn default_kind(key: &str) -> Option<WidgetKind> {
    shape_of(key).map(|shape| WidgetKind::default_for(key, shape))
}

/// The kinds that a key can be drawn as; all kinds for a key outside the
/// catalogue.
pub fn kinds_of(key: &str) -> Vec<WidgetKind> {
    let shape = default_kind(key).map(WidgetKind::shape);
    let fits = |kind: &&WidgetKind| shape.is_none_or(|shape| kind.shape() == shape);
    WidgetKind::ALL.iter().filter(fits).copied().collect()
}

impl Draft {
    /// Parses a query without its `?`. Unknown names and invalid values are kept;
    /// [`Draft::errors`] reports them. A widget option before the first widget
    /// becomes an option of each widget that it applies to.
    pub fn from_query(query: &str) -> Draft {
        let mut draft = Draft::default();
        let mut defaults = Options::default();
        for (name, value) in Query::parse(query).0 {
            if name == "page" || is_ignored(&name) {
                continue;
            }
            if name == "widget" {
                draft.add(value.trim());
                continue;
            }
            let spec = OptionSpec::find(&name);
            let is_page_option = spec.is_some_and(OptionSpec::is_page_option);
            let options = match draft.widgets.last_mut() {
                Some(widget) if !is_page_option => &mut widget.options,
                None if spec.is_some() && !is_page_option => &mut defaults,
                _ => &mut draft.page,
            };
            options.0.push((name, value));
        }
        // The kind first, because the other options depend on it.
        defaults.0.sort_by_key(|(name, _)| name != options::AS.name);
        for widget in &mut draft.widgets {
            widget.inherit(&defaults);
        }
        draft
    }

    /// The query that parses as this draft, without default values.
    pub fn to_query(&self) -> String {
        let mut pairs = Vec::new();
        self.page.write(options::PAGE, &mut pairs);
        for widget in &self.widgets {
            pairs.push(("widget".to_owned(), widget.key.clone()));
            let mut options = widget.options.clone();
            let default_kind = default_kind(&widget.key).map(WidgetKind::name);
            if options.get(options::AS.name) == default_kind {
                options.set(options::AS.name, None);
            }
            options.write(options::WIDGET, &mut pairs);
        }
        Query(pairs).encode()
    }

    /// Adds a widget at the end; returns its id.
    pub fn add(&mut self, key: &str) -> u32 {
        self.insert(self.widgets.len(), key.to_owned(), Options::default())
    }

    /// Adds a copy of a widget after it; returns the copy's id.
    pub fn duplicate(&mut self, id: u32) -> Option<u32> {
        let index = self.index_of(id)?;
        let WidgetDraft { key, options, .. } = self.widgets.get(index)?.clone();
        Some(self.insert(index + 1, key, options))
    }

    /// Removes a widget.
    pub fn remove(&mut self, id: u32) {
        self.widgets.retain(|widget| widget.id != id);
    }

    /// Moves a widget to an index among the others, or to the end if the index is
    /// beyond it.
    pub fn move_to(&mut self, id: u32, index: usize) {
        if let Some(from) = self.index_of(id) {
            let widget = self.widgets.remove(from);
            self.widgets.insert(index.min(self.widgets.len()), widget);
        }
    }

    /// The index of a widget; `None` once it is removed.
    pub fn index_of(&self, id: u32) -> Option<usize> {
        self.widgets.iter().position(|widget| widget.id == id)
    }

    /// The widget with this id.
    pub fn widget(&self, id: u32) -> Option<&WidgetDraft> {
        self.widgets.iter().find(|widget| widget.id == id)
    }

    /// The options of a widget, or of the page for `None`.
    pub fn options(&self, widget: Option<u32>) -> Option<&Options> {
        match widget {
            Some(id) => Some(&self.widget(id)?.options),
            None => Some(&self.page),
        }
    }

    /// Sets an option of a widget, or of the page for `None`.
    pub fn set(&mut self, widget: Option<u32>, name: &str, value: Option<&str>) {
        let Some(id) = widget else {
            return self.page.set(name, value);
        };
        if let Some(widget) = self.widgets.iter_mut().find(|widget| widget.id == id) {
            widget.options.set(name, value);
        }
    }

    /// The problems that the overlay finds in this draft.
    pub fn errors(&self) -> DraftErrors {
        let config = Config::parse_lenient(&self.to_query());
        let slots = config.slots.into_iter();
        DraftErrors {
            page: config.problems,
            widgets: slots.map(WidgetSlot::into_problems).collect(),
        }
    }

    fn insert(&mut self, index: usize, key: String, options: Options) -> u32 {
        self.next_id += 1;
        let id = self.next_id;
        self.widgets.insert(index, WidgetDraft { id, key, options });
        id
    }
}

#[cfg(test)]
mod tests;
