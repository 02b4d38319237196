//! The address, parsed.
//!
//! Parsing finds every problem at once. A problem of the page replaces the page, a
//! problem of a widget replaces that widget alone. The configurator's `Draft` writes
//! addresses.

pub mod credential;
mod grouped_query;
pub mod query;
mod slot;

pub(crate) use grouped_query::is_ignored;
pub use slot::{Unresolved, WidgetSlot};

use crate::config::credential::{ChannelId, Credential, FRAGMENT_NAMES};
use crate::config::query::Query;
use crate::options::problem::Problem;
use crate::options::reader::{OptionReader, settings};
use crate::options::values::{
    Align, Currency, Font, Layout, LocaleTag, Motion, OptionValue, Origin, SocketOrigin, Source,
    Theme, Updates,
};
use crate::options::{self, OptionSpec};
use grouped_query::{GroupedQuery, WidgetQuery, group};

settings! {
    /// The options of the page.
    Page {
        /// The channel; never `None` if the source is live.
        channel: Option<ChannelId> = CHANNEL,
        /// Where the session comes from.
        source: Source = SOURCE,
        /// The server of the session API.
        api: Origin = API,
        /// Seconds between polls, from 5 to 3600.
        interval: f64 = INTERVAL,
        /// How the page learns of changes.
        updates: Updates = UPDATES,
        /// The gateway; `None` if the address names none.
        gateway: Option<SocketOrigin> = GATEWAY,
        /// How the widgets are arranged.
        layout: Layout = LAYOUT,
        /// Seconds per widget, from 2 to 3600.
        every: f64 = EVERY,
        /// The alignment of widgets and their text.
        align: Align = ALIGN,
        /// The theme.
        theme: Theme = THEME,
        /// The scale factor of everything, from 0.25 to 8.
        scale: f64 = SCALE,
        /// The font; `None` for the theme's.
        font: Option<Font> = FONT,
        /// The language; `None` for the browser's.
        locale: Option<LocaleTag> = LOCALE,
        /// The currency of amounts; `None` for plain decimals.
        currency: Option<Currency> = CURRENCY,
        /// Whether things move.
        motion: Motion = MOTION,
        /// Whether the debug panel is shown.
        debug: bool = DEBUG,
    }
}

/// The public gateway.
const PUBLIC_GATEWAY: &str = "wss://astro.streamelements.com";

impl Page {
    /// The gateway that pushes changes to the page; `None` if it only polls. A server of
    /// one's own has no gateway unless the address names it.
    pub fn push_gateway(&self) -> Option<&str> {
        let is_public = options::API.default == Some(self.api.as_str());
        match (self.updates, &self.gateway) {
            (Updates::Auto, Some(gateway)) => Some(gateway.as_str()),
            (Updates::Auto, None) if is_public => Some(PUBLIC_GATEWAY),
            (Updates::Auto, None) | (Updates::Poll, _) => None,
        }
    }
}

impl OptionValue for ChannelId {
    fn parse(text: &str, _: &OptionSpec) -> Option<Self> {
        ChannelId::parse(text.trim())
    }
}

/// A whole address without problems of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The page's options.
    pub page: Page,
    /// The credential; never `None` if the source is live.
    pub credential: Option<Credential>,
    /// The widgets, in order.
    pub slots: Vec<WidgetSlot>,
}

/// A query parsed as far as possible, without its credential. The configurator previews
/// this.
#[derive(Clone, Debug, PartialEq)]
pub struct LenientConfig {
    /// The page's options; `None` if one of them is invalid.
    pub page: Option<Page>,
    /// The problems of the page.
    pub problems: Vec<Problem>,
    /// The widgets, in order.
    pub slots: Vec<WidgetSlot>,
}

impl Config {
    /// Parses the query and the fragment of an address, without their `?` and `#`. If the
    /// fragment has no credential, `saved_credential` may have one for the channel.
    ///
    /// # Errors
    /// If the page has a problem: then all problems, also those of the widgets.
    pub fn parse(
        query: &str,
        fragment: &str,
        saved_credential: &dyn Fn(&ChannelId) -> Option<Credential>,
    ) -> Result<Config, Vec<Problem>> {
        let query = group(&Query::parse(query));
        let raw = |spec| query.page.iter().find(|option| option.spec == spec);
        // An invalid source is a problem of its own; then no channel is required.
        let source = raw(&options::SOURCE);
        let is_live = source.is_none_or(|source| source.value == Source::Live.name());
        let has_channel = raw(&options::CHANNEL).is_some();
        let LenientConfig {
            page,
            mut problems,
            slots,
        } = LenientConfig::new(query);
        if is_live && !has_channel {
            problems.push(options::CHANNEL.missing());
        }
        let channel = page.as_ref().and_then(|page| page.channel.as_ref());
        let credential = match parse_fragment(fragment) {
            Ok(None) if is_live => {
                let saved = channel.and_then(saved_credential);
                if saved.is_none() {
                    problems.push(Problem::NoCredential);
                }
                saved
            }
            Ok(credential) => credential,
            Err(problem) => {
                problems.push(problem);
                None
            }
        };
        if slots.is_empty() {
            problems.push(Problem::NoWidget);
        }
        match page {
            Some(page) if problems.is_empty() => Ok(Config {
                page,
                credential,
                slots,
            }),
            _ => {
                problems.extend(slots.into_iter().flat_map(WidgetSlot::into_problems));
                Err(problems)
            }
        }
    }

    /// Parses a query without its `?`.
    pub fn parse_lenient(query: &str) -> LenientConfig {
        LenientConfig::new(group(&Query::parse(query)))
    }
}

impl LenientConfig {
    fn new(query: GroupedQuery) -> LenientConfig {
        let mut problems = query.problems;
        let mut from = OptionReader::new(&query.page);
        let page = Page::parse(&mut from);
        problems.append(&mut from.problems);
        LenientConfig {
            page,
            problems,
            slots: query.widgets.into_iter().map(WidgetQuery::parse).collect(),
        }
    }
}

/// The credential in a fragment; `None` if it has no value.
fn parse_fragment(fragment: &str) -> Result<Option<Credential>, Problem> {
    let mut found = None;
    for (name, secret) in &Query::parse(fragment).0 {
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
