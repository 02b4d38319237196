//! The draft of an address: its options and widgets, valid or not.
//!
//! A draft keeps everything that its query says. Its problems come from the
//! overlay's own parser.

mod options_of;

pub use super::history::History;
pub use options_of::Options;

use crate::config::query::Query;
use crate::config::{Config, WidgetSlot, is_ignored};
use crate::options::kind::{WidgetKind, shape_of};
use crate::options::problem::Problem;
use crate::options::template::{Field, Template};
use crate::options::{self, OptionSpec};
use crate::session::catalogue;

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

/// What an option of a draft belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The page.
    Page,
    /// The widget with this id.
    Widget(u32),
    /// All widgets. Only for options that every widget has.
    AllWidgets,
}

/// An address without its credential, and the size of its browser source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The page options.
    pub page: Options,
    /// The widgets, in order.
    pub widgets: Vec<WidgetDraft>,
    /// Width and height of the source in pixels. They are not part of the address.
    pub size: (u32, u32),
    next_id: u32,
}

impl Default for Draft {
    /// No options, in a source of the size that OBS gives to new ones.
    fn default() -> Draft {
        Draft {
            page: Options::default(),
            widgets: Vec::new(),
            size: (800, 600),
            next_id: 0,
        }
    }
}

/// The problems of a draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DraftErrors {
    /// Problems of the page options.
    pub page: Vec<Problem>,
    /// Problems of each widget, in the order of the widgets.
    pub widgets: Vec<Vec<Problem>>,
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
            let supported = Field::supported(&self.key, kind);
            return template.unsupported_field(supported).is_none();
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

/// The kinds that a key can be drawn as; for a key outside the catalogue all that draw
/// entries.
pub fn kinds_of(key: &str) -> Vec<WidgetKind> {
    if let Some(shape) = shape_of(key) {
        return WidgetKind::all_for(key, shape).to_vec();
    }
    let names = options::AS.choices.iter();
    names.filter_map(|name| WidgetKind::of_name(name)).collect()
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

    /// Adds a widget at the end, with the colours that all others have in common.
    pub fn add_alike(&mut self, key: &str) -> u32 {
        let colours = [
            &options::ACCENT,
            &options::TEXT,
            &options::TRACK,
            &options::BACK,
        ];
        let mut common = Options::default();
        for spec in colours {
            common.set(spec.name, self.get(Scope::AllWidgets, spec.name));
        }
        self.insert(self.widgets.len(), key.to_owned(), common)
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

    /// The ids of the widgets, in the order in which they were added.
    pub fn ids_by_age(&self) -> Vec<u32> {
        let is_there = |id: &u32| self.index_of(*id).is_some();
        (1..=self.next_id).filter(is_there).collect()
    }

    /// The index of a widget; `None` once it is removed.
    pub fn index_of(&self, id: u32) -> Option<usize> {
        self.widgets.iter().position(|widget| widget.id == id)
    }

    /// The widget with this id.
    pub fn widget(&self, id: u32) -> Option<&WidgetDraft> {
        self.widgets.iter().find(|widget| widget.id == id)
    }

    /// The options of a widget or of the page. `None` for a widget that is removed, and for
    /// all widgets.
    pub fn options(&self, scope: Scope) -> Option<&Options> {
        match scope {
            Scope::Page => Some(&self.page),
            Scope::Widget(id) => Some(&self.widget(id)?.options),
            Scope::AllWidgets => None,
        }
    }

    /// The value of an option. For all widgets, the one that they have in common.
    pub fn get(&self, scope: Scope, name: &str) -> Option<&str> {
        if scope != Scope::AllWidgets {
            return self.options(scope)?.get(name);
        }
        let mut values = self.widgets.iter();
        let first = values.next()?.options.get(name);
        let is_common = values.all(|widget| widget.options.get(name) == first);
        first.filter(|_| is_common)
    }

    /// Sets an option; `None` removes it.
    pub fn set(&mut self, scope: Scope, name: &str, value: Option<&str>) {
        match scope {
            Scope::Page => self.page.set(name, value),
            Scope::Widget(id) => {
                let mut widgets = self.widgets.iter_mut();
                if let Some(widget) = widgets.find(|widget| widget.id == id) {
                    widget.options.set(name, value);
                }
            }
            Scope::AllWidgets => {
                for widget in &mut self.widgets {
                    widget.options.set(name, value);
                }
            }
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
