//! An address that is being made: its pairs, each where it belongs, whether they
//! can be read or not. What is wrong is found by reading it as the overlay does.

pub use super::history::History;

use crate::config::query::Query;
use crate::config::{LenientConfig, WidgetSlot};
use crate::options::kind::{WidgetKind, shape_of};
use crate::options::problem::Problem;
use crate::options::template::Template;
use crate::options::{self, OptionSpec};
use crate::session::catalogue;

/// Names and values of options, in the order in which they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options(Vec<(String, String)>);

/// A widget that is being made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WidgetDraft {
    /// The same as long as the widget stays, wherever it is moved.
    pub id: u32,
    /// What stands behind `widget=`.
    pub key: String,
    /// Its options.
    pub options: Options,
}

/// An address without its credential.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The options of the page.
    pub page: Options,
    /// The widgets, in order.
    pub widgets: Vec<WidgetDraft>,
    next_id: u32,
}

/// What is wrong with a draft, each where it can be mended.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DraftErrors {
    /// With the options of the page.
    pub page: Vec<Problem>,
    /// With each widget, in order.
    pub widgets: Vec<Vec<Problem>>,
}

impl Options {
    /// The value of an option; `None` where it is left out.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Sets an option, or leaves it out.
    pub fn set(&mut self, name: &str, value: Option<&str>) {
        let at = self.0.iter().position(|(own, _)| own == name);
        match (at.and_then(|at| self.0.get_mut(at)), value) {
            (Some(pair), Some(value)) => value.clone_into(&mut pair.1),
            (None, Some(value)) => self.0.push((name.to_owned(), value.to_owned())),
            (Some(_), None) => self.0.retain(|(own, _)| own != name),
            (None, None) => {}
        }
    }

    /// Names that are no options of this table.
    pub fn unknown_options(&self, table: &[&OptionSpec]) -> Vec<String> {
        let known = |name: &str| table.iter().any(|spec| spec.name == name);
        let unknown = self.0.iter().filter(|(name, _)| !known(name));
        unknown.map(|(name, _)| name.clone()).collect()
    }

    /// The pairs in the table's order without defaults, then the unknown options.
    fn write(&self, table: &[&OptionSpec], to: &mut Vec<(String, String)>) {
        for spec in table {
            let own = self.0.iter().filter(|(name, _)| name == spec.name);
            to.extend(
                own.filter(|(_, value)| spec.default != Some(value))
                    .cloned(),
            );
        }
        let stranger = |(name, _): &&(String, String)| !table.iter().any(|spec| spec.name == name);
        to.extend(self.0.iter().filter(stranger).cloned());
    }
}

impl WidgetDraft {
    /// The kind that it is drawn as, as far as that is known before the session
    /// is.
    pub fn kind(&self) -> Option<WidgetKind> {
        let named = self.options.get(options::AS.name);
        let named = WidgetKind::ALL
            .iter()
            .find(|kind| Some(kind.name()) == named);
        named.copied().or_else(|| default_kind(&self.key))
    }

    /// Whether an option before the first widget counts for this one, as the
    /// overlay's parser decides it.
    fn takes_default(&self, name: &str, value: &str) -> bool {
        let Some(spec) = OptionSpec::find(name) else {
            return false;
        };
        let kind_named = |kind: &&WidgetKind| kind.name() == value;
        match (spec.name, self.kind()) {
            ("as", _) => WidgetKind::ALL
                .iter()
                .find(kind_named)
                .is_none_or(|kind| kinds_of(&self.key).contains(kind)),
            ("only", _) => self.key == catalogue::RECENT.key,
            ("template", Some(kind)) => {
                let unsupported = |template: Template| template.unsupported_field(kind);
                Template::parse(value).ok().and_then(unsupported).is_none()
            }
            (_, Some(kind)) => spec.kinds.contains(&kind),
            (_, None) => true,
        }
    }

    /// Words for it.
    pub fn title(&self) -> String {
        match self.options.get(options::TITLE.name) {
            Some(title) if !title.trim().is_empty() => title.to_owned(),
            _ => catalogue::title(&self.key),
        }
    }
}

/// The kind that a key is drawn as by itself; `None` for one that only a session
/// knows.
pub fn default_kind(key: &str) -> Option<WidgetKind> {
    shape_of(key).map(|shape| WidgetKind::default_for(key, shape))
}

/// The kinds that a key can be drawn as; all of them where only the session
/// knows.
pub fn kinds_of(key: &str) -> Vec<WidgetKind> {
    let shape = default_kind(key).map(WidgetKind::shape);
    let fits = |kind: &&WidgetKind| shape.is_none_or(|shape| kind.shape() == shape);
    WidgetKind::ALL.iter().filter(fits).copied().collect()
}

impl Draft {
    /// Takes an address's query apart. What it does not understand is kept, and
    /// told as the overlay tells it. A default of all widgets becomes an option
    /// of each that it fits.
    pub fn from_query(query: &str) -> Draft {
        let mut draft = Draft::default();
        let mut defaults: Vec<(String, String)> = Vec::new();
        for (name, value) in Query::read(query).0 {
            let of_page = OptionSpec::find(&name).is_some_and(OptionSpec::is_page_option);
            if name == "page" || is_ignored(&name) {
                continue;
            }
            if name == "widget" {
                draft.add(value.trim());
            } else if of_page {
                draft.page.0.push((name, value));
            } else if let Some(widget) = draft.widgets.last_mut() {
                widget.options.0.push((name, value));
            } else if OptionSpec::find(&name).is_some() {
                defaults.push((name, value));
            } else {
                draft.page.0.push((name, value));
            }
        }
        // The kind first, since the other options depend on it.
        defaults.sort_by_key(|(name, _)| name != options::AS.name);
        for widget in &mut draft.widgets {
            for (name, value) in &defaults {
                if widget.options.get(name).is_none() && widget.takes_default(name, value) {
                    widget.options.set(name, Some(value));
                }
            }
        }
        draft
    }

    /// The query that reads as this.
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
        Query(pairs).write()
    }

    /// Adds a widget at the end; gives its id.
    pub fn add(&mut self, key: &str) -> u32 {
        self.insert(self.widgets.len(), key.to_owned(), Options::default())
    }

    /// Adds a copy behind a widget; gives the copy's id.
    pub fn duplicate(&mut self, id: u32) -> Option<u32> {
        let at = self.index_of(id)?;
        let WidgetDraft { key, options, .. } = self.widgets.get(at)?.clone();
        Some(self.insert(at + 1, key, options))
    }

    /// Removes a widget.
    pub fn remove(&mut self, id: u32) {
        self.widgets.retain(|widget| widget.id != id);
    }

    /// Puts a widget at this place among the others, the last at most.
    pub fn move_to(&mut self, id: u32, index: usize) {
        if let Some(at) = self.index_of(id) {
            let widget = self.widgets.remove(at);
            self.widgets.insert(index.min(self.widgets.len()), widget);
        }
    }

    /// Where a widget stands.
    pub fn index_of(&self, id: u32) -> Option<usize> {
        self.widgets.iter().position(|widget| widget.id == id)
    }

    /// A widget.
    pub fn widget(&self, id: u32) -> Option<&WidgetDraft> {
        self.widgets.iter().find(|widget| widget.id == id)
    }

    /// Sets an option of a widget, or one of the page where none is named.
    pub fn set(&mut self, id: Option<u32>, name: &str, value: Option<&str>) {
        let Some(id) = id else {
            return self.page.set(name, value);
        };
        if let Some(widget) = self.widgets.iter_mut().find(|widget| widget.id == id) {
            widget.options.set(name, value);
        }
    }

    /// What is wrong with it, in the words of the overlay.
    pub fn errors(&self) -> DraftErrors {
        let survey = LenientConfig::of(&self.to_query());
        let of = |slot: WidgetSlot| match slot {
            WidgetSlot::Invalid { problems, .. } => problems,
            WidgetSlot::Widget(_) | WidgetSlot::Unresolved(_) => Vec::new(),
        };
        DraftErrors {
            page: survey.problems,
            widgets: survey.slots.into_iter().map(of).collect(),
        }
    }

    fn insert(&mut self, at: usize, key: String, options: Options) -> u32 {
        self.next_id += 1;
        let id = self.next_id;
        self.widgets.insert(at, WidgetDraft { id, key, options });
        id
    }
}

/// Whether a name belongs to who carries the address, and not to the overlay.
fn is_ignored(name: &str) -> bool {
    crate::config::IGNORED.contains(&name) || name.starts_with("utm_")
}

#[cfg(test)]
mod tests;
