//! The pairs of a query, grouped by the page and the widgets that they belong to.

use crate::config::credential::FRAGMENT_NAMES;
use crate::config::query::Query;
use crate::options::OptionSpec;
use crate::options::problem::{Problem, redact};
use crate::options::reader::RawOption;
use crate::options::suggest::closest_word;

/// The options of a query, not parsed yet.
pub(super) struct GroupedQuery {
    pub(super) page: Vec<RawOption>,
    pub(super) widgets: Vec<WidgetQuery>,
    /// The problems that belong to no widget.
    pub(super) problems: Vec<Problem>,
}

/// One `widget` of the query and its options.
pub(super) struct WidgetQuery {
    /// The value of `widget`, trimmed.
    pub(super) key: String,
    /// Its own options, then the defaults from before the first widget.
    pub(super) options: Vec<RawOption>,
    pub(super) problems: Vec<Problem>,
}

/// OBS reads the layer's names from a link that is dropped on it; `v` and `utm_…` are
/// added where links are shared.
const IGNORED: &[&str] = &[
    "layer-name",
    "layer-width",
    "layer-height",
    "layer-css",
    "v",
];

const PAGES: &[&str] = &["overlay", "configurator", "dock"];

/// Whether the overlay ignores options with this name.
pub(crate) fn is_ignored(name: &str) -> bool {
    IGNORED.contains(&name) || name.starts_with("utm_")
}

/// Groups the pairs of a query. An option before the first widget becomes a default of
/// every widget.
pub(super) fn group(query: &Query) -> GroupedQuery {
    let mut grouped = GroupedQuery {
        page: Vec::new(),
        widgets: Vec::new(),
        problems: Vec::new(),
    };
    let mut defaults: Vec<RawOption> = Vec::new();
    let mut has_page = false;
    for (name, value) in &query.0 {
        let credential = FRAGMENT_NAMES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        match name.as_str() {
            name if is_ignored(name) => {}
            "page" => {
                let is_repeated = std::mem::replace(&mut has_page, true);
                grouped.problems.extend(page_problem(value, is_repeated));
            }
            "widget" => grouped.widgets.push(WidgetQuery {
                key: value.trim().to_owned(),
                options: Vec::new(),
                problems: Vec::new(),
            }),
            _ => match credential {
                Some((name, _)) => grouped.problems.push(Problem::CredentialInQuery { name }),
                None => grouped.push_option(name, value, &mut defaults),
            },
        }
    }
    for widget in &mut grouped.widgets {
        widget.options.extend(defaults.iter().cloned());
    }
    grouped
}

impl GroupedQuery {
    fn push_option(&mut self, name: &str, value: &str, defaults: &mut Vec<RawOption>) {
        let spec = OptionSpec::find(name);
        let is_default = self.widgets.is_empty();
        let (options, problems) = match (spec, self.widgets.last_mut()) {
            (Some(spec), _) if spec.is_page_option() => (&mut self.page, &mut self.problems),
            (_, Some(widget)) => (&mut widget.options, &mut widget.problems),
            (_, None) => (defaults, &mut self.problems),
        };
        match spec {
            None => problems.push(Problem::unknown_option(name, OptionSpec::names())),
            Some(spec) if options.iter().any(|option| option.spec == spec) => {
                problems.push(Problem::Duplicate { name: spec.name });
            }
            Some(spec) => options.push(RawOption {
                spec,
                value: value.to_owned(),
                is_default,
            }),
        }
    }
}

/// The problem of a `page` option of the overlay.
fn page_problem(value: &str, is_repeated: bool) -> Option<Problem> {
    let name = "page";
    if is_repeated {
        return Some(Problem::Duplicate { name });
    }
    (value != "overlay").then(|| Problem::Value {
        name,
        found: redact(name, value),
        expected: "overlay, configurator or dock",
        nearest: closest_word(value, PAGES.iter().copied()),
    })
}
