//! The address, parsed.
//!
//! Parsing finds every problem at once. A problem of the page replaces the page, a
//! problem of a widget replaces that widget alone. The configurator's `Draft` writes
//! addresses.

pub mod credential;
pub mod query;
mod slot;

pub use slot::{Unresolved, WidgetSlot};

use crate::config::credential::{ChannelId, Credential, FRAGMENT_NAMES};
use crate::config::query::Query;
use crate::options::problem::{Problem, shown};
use crate::options::reader::{OptionReader, RawOption, settings};
use crate::options::suggest::closest_word;
use crate::options::values::{
    Align, Currency, Font, Layout, LocaleTag, Motion, Origin, Source, Theme, Value,
};
use crate::options::{self, OptionSpec};
use slot::WidgetQuery;

settings! {
    /// The options of the page.
    Page {
        /// Whose session; there is one whenever the source is live.
        channel: Option<ChannelId> = CHANNEL,
        /// Where the session comes from.
        source: Source = SOURCE,
        /// The server.
        api: Origin = API,
        /// Seconds between polls, from 5 to 3600.
        interval: f64 = INTERVAL,
        /// How the widgets stand together.
        layout: Layout = LAYOUT,
        /// Seconds per widget, from 2 to 3600.
        every: f64 = EVERY,
        /// Where widgets and their text stand.
        align: Align = ALIGN,
        /// The look.
        theme: Theme = THEME,
        /// The size of everything, from 0.25 to 8.
        scale: f64 = SCALE,
        /// The typeface; `None` is the theme's.
        font: Option<Font> = FONT,
        /// The language; `None` is the browser's.
        locale: Option<LocaleTag> = LOCALE,
        /// The currency; `None` writes plain decimals.
        currency: Option<Currency> = CURRENCY,
        /// Whether things move.
        motion: Motion = MOTION,
        /// Whether the panel is shown.
        debug: bool = DEBUG,
    }
}

impl Value for ChannelId {
    fn read(text: &str, _: &OptionSpec) -> Option<Self> {
        ChannelId::read(text.trim())
    }
}

/// A whole address, as far as it could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The page's options.
    pub page: Page,
    /// What opens the session; there is one whenever the source is live.
    pub credential: Option<Credential>,
    /// The widgets, in order.
    pub slots: Vec<WidgetSlot>,
}

impl Config {
    /// Reads the query and the fragment of an address, both without their first
    /// sign. Where the fragment has no credential, the one that is `kept` for
    /// the channel counts.
    ///
    /// # Errors
    /// When something is wrong that takes the whole page: then every problem
    /// there is, the widgets' included.
    pub fn read(
        query: &str,
        fragment: &str,
        kept: &dyn Fn(&ChannelId) -> Option<Credential>,
    ) -> Result<Config, Vec<Problem>> {
        let GroupedQuery {
            page: given,
            groups,
            mut problems,
        } = sort(&Query::read(query));
        let mut from = OptionReader::new(&given);
        let page = Page::read(&mut from);
        problems.append(&mut from.problems);
        // Of a source that cannot be read nothing more is asked.
        let source = given.iter().find(|given| given.spec == &options::SOURCE);
        let live = source.is_none_or(|given| given.value == Source::Live.name());
        if live && !given.iter().any(|given| given.spec == &options::CHANNEL) {
            problems.push(Problem::Missing {
                name: options::CHANNEL.name,
                expected: options::CHANNEL.expected,
            });
        }
        let channel = page.as_ref().and_then(|page| page.channel.as_ref());
        let credential = match credential(fragment) {
            Ok(None) if live => {
                let kept = channel.and_then(kept);
                if kept.is_none() {
                    problems.push(Problem::NoCredential);
                }
                kept
            }
            Ok(credential) => credential,
            Err(problem) => {
                problems.push(problem);
                None
            }
        };
        if groups.is_empty() {
            problems.push(Problem::NoWidget);
        }
        let slots: Vec<WidgetSlot> = groups.into_iter().map(WidgetQuery::read).collect();
        match page {
            Some(page) if problems.is_empty() => Ok(Config {
                page,
                credential,
                slots,
            }),
            _ => {
                for slot in slots {
                    if let WidgetSlot::Invalid { problems: own, .. } = slot {
                        problems.extend(own);
                    }
                }
                Err(problems)
            }
        }
    }
}

/// Everything that a query says, right or wrong, apart from a credential: what
/// one looks at who is still making it.
#[derive(Clone, Debug, PartialEq)]
pub struct LenientConfig {
    /// The page's options; `None` where one of them cannot be read.
    pub page: Option<Page>,
    /// What is wrong with the page.
    pub problems: Vec<Problem>,
    /// The widgets, in order.
    pub slots: Vec<WidgetSlot>,
}

impl LenientConfig {
    /// Reads a query without its `?`.
    pub fn of(query: &str) -> LenientConfig {
        let GroupedQuery {
            page,
            groups,
            mut problems,
        } = sort(&Query::read(query));
        let mut from = OptionReader::new(&page);
        let page = Page::read(&mut from);
        problems.append(&mut from.problems);
        LenientConfig {
            page,
            problems,
            slots: groups.into_iter().map(WidgetQuery::read).collect(),
        }
    }
}

/// The pairs of a query, each where it belongs.
struct GroupedQuery {
    page: Vec<RawOption>,
    groups: Vec<WidgetQuery>,
    problems: Vec<Problem>,
}

/// Whether a name is no option and yet no problem: OBS reads the `layer-` names
/// when a link is dragged into it, and sites that share links add the others.
pub(crate) fn is_ignored(name: &str) -> bool {
    let ignored = [
        "layer-name",
        "layer-width",
        "layer-height",
        "layer-css",
        "v",
    ];
    ignored.contains(&name) || name.starts_with("utm_")
}

fn sort(query: &Query) -> GroupedQuery {
    let mut sorted = GroupedQuery {
        page: Vec::new(),
        groups: Vec::new(),
        problems: Vec::new(),
    };
    let mut defaults: Vec<RawOption> = Vec::new();
    let mut has_page = false;
    for (name, value) in &query.0 {
        if is_ignored(name) {
            continue;
        }
        if name == "page" {
            if std::mem::replace(&mut has_page, true) {
                sorted.problems.push(Problem::Duplicate { name: "page" });
            } else if value != "overlay" {
                sorted.problems.push(Problem::Value {
                    name: "page",
                    found: shown("page", value),
                    expected: "overlay, configurator or dock",
                    nearest: closest_word(value, ["overlay", "configurator", "dock"].into_iter()),
                });
            }
            continue;
        }
        if name == "widget" {
            sorted.groups.push(WidgetQuery {
                name: value.trim().to_owned(),
                given: Vec::new(),
                problems: Vec::new(),
            });
            continue;
        }
        if let Some((name, _)) = FRAGMENT_NAMES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
        {
            sorted.problems.push(Problem::CredentialInQuery { name });
            continue;
        }
        // What is wrong within a widget is that widget's alone.
        let (list, problems) = match (OptionSpec::find(name), sorted.groups.last_mut()) {
            (Some(spec), _) if spec.is_page_option() => (&mut sorted.page, &mut sorted.problems),
            (_, Some(group)) => (&mut group.given, &mut group.problems),
            (_, None) => (&mut defaults, &mut sorted.problems),
        };
        match OptionSpec::find(name) {
            None => problems.push(Problem::unknown_option(name, OptionSpec::names())),
            Some(spec) if list.iter().any(|given| given.spec == spec) => {
                problems.push(Problem::Duplicate { name: spec.name });
            }
            Some(spec) => list.push(RawOption {
                spec,
                value: value.clone(),
                is_default: false,
            }),
        }
    }
    for group in &mut sorted.groups {
        for given in &defaults {
            group.given.push(RawOption {
                is_default: true,
                ..given.clone()
            });
        }
    }
    sorted
}

fn credential(fragment: &str) -> Result<Option<Credential>, Problem> {
    let mut found = None;
    for (name, secret) in &Query::read(fragment).0 {
        let Some((name, kind)) = FRAGMENT_NAMES.iter().find(|(known, _)| known == name) else {
            return Err(Problem::UnknownFragment);
        };
        if secret.trim().is_empty() {
            continue;
        }
        let credential = Credential::new(*kind, secret).ok_or(Problem::BadCredential { name })?;
        if found.replace(credential).is_some() {
            return Err(Problem::TwoCredentials);
        }
    }
    Ok(found)
}

#[cfg(test)]
pub(crate) mod properties;
#[cfg(test)]
pub(crate) mod tests;
