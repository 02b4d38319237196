//! The known session keys, one row per key.
//!
//! A key that is missing here still works: its entry's shape decides how it is
//! drawn. Long because it is one table.

use crate::session::Shape::{self, Event, Figure, Recent};

/// The unit of a number. It decides how the number is formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Money. The address names the currency, since a session does not.
    Money,
    /// Whole things or people.
    Count,
    /// Whole Twitch bits.
    Bits,
    /// Whole units of Kick's currency.
    Kicks,
    /// Whole months of a subscription.
    Months,
    /// Whole viewers that came with a host or a raid.
    Viewers,
    /// An unknown unit, with up to two decimals.
    Plain,
}

/// A known key.
#[derive(Debug)]
pub struct Row {
    /// Its name in the session.
    pub key: &'static str,
    /// The shape of its entry.
    pub shape: Shape,
    /// The unit of its figure or of its events' amounts.
    pub unit: Unit,
    /// The default title of a widget that draws it.
    pub title: &'static str,
}

const fn row(key: &'static str, shape: Shape, unit: Unit, title: &'static str) -> Row {
    Row {
        key,
        shape,
        unit,
        title,
    }
}

use Unit::{Bits, Count, Kicks, Money, Months, Plain, Viewers};

/// All `*-recent` lists merged into one.
pub const RECENT: Row = row("recent", Recent, Plain, "Recent events");
/// The leaderboard of tips.
pub const TIP_TOP: Row = row("tip-top", Recent, Money, "Top tippers");
/// The leaderboard of cheers.
pub const CHEER_TOP: Row = row("cheer-top", Recent, Bits, "Top cheerers");
/// A countdown to which figures add time.
pub const TIMER: Row = row("timer", Figure, Plain, "Time left");

/// Shows each new event once, one after another.
pub const ALERTS: Row = row("alerts", Recent, Plain, "Alerts");
/// Everybody of a stream.
pub const CREDITS: Row = row("credits", Recent, Plain, "Thank you");

/// The values of `widget` that are no session keys. Each draws the shape of its row, but not
/// from an entry of the session.
pub const WIDGETS: &[Row] = &[RECENT, TIP_TOP, CHEER_TOP, TIMER, ALERTS, CREDITS];

/// The values of `widget` that show events of several types.
const MIXED: [&str; 3] = [RECENT.key, ALERTS.key, CREDITS.key];

/// Whether a value of `widget` shows events of several types.
pub fn is_mixed(key: &str) -> bool {
    MIXED.contains(&key)
}

/// All known keys, grouped by event type.
#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row("follower-latest", Event, Count, "Latest follower"),
    row("follower-recent", Recent, Count, "Recent followers"),
    row("follower-goal", Figure, Count, "Follower goal"),
    row("follower-session", Figure, Count, "Followers this stream"),
    row("follower-week", Figure, Count, "Followers this week"),
    row("follower-month", Figure, Count, "Followers this month"),
    row("follower-total", Figure, Count, "Followers"),
    row("subscriber-latest", Event, Months, "Latest subscriber"),
    row("subscriber-new-latest", Event, Months, "Latest new subscriber"),
    row("subscriber-resub-latest", Event, Months, "Latest resub"),
    row("subscriber-gifted-latest", Event, Months, "Latest gifted sub"),
    row("subscriber-alltime-gifter", Event, Count, "Top gifter"),
    row("subscriber-recent", Recent, Months, "Recent subscribers"),
    row("subscriber-goal", Figure, Count, "Subscriber goal"),
    row("subscriber-points", Figure, Count, "Subscriber points"),
    row("subscriber-session", Figure, Count, "Subscribers this stream"),
    row("subscriber-new-session", Figure, Count, "New subscribers this stream"),
    row("subscriber-resub-session", Figure, Count, "Resubs this stream"),
    row("subscriber-gifted-session", Figure, Count, "Gifted subs this stream"),
    row("subscriber-week", Figure, Count, "Subscribers this week"),
    row("subscriber-month", Figure, Count, "Subscribers this month"),
    row("subscriber-total", Figure, Count, "Subscribers"),
    row("tip-latest", Event, Money, "Latest tip"),
    row("tip-recent", Recent, Money, "Recent tips"),
    row("tip-goal", Figure, Money, "Tip goal"),
    row("tip-session", Figure, Money, "Tips this stream"),
    row("tip-week", Figure, Money, "Tips this week"),
    row("tip-month", Figure, Money, "Tips this month"),
    row("tip-total", Figure, Money, "Tips of all time"),
    row("tip-count", Figure, Count, "Number of tips"),
    row("tip-session-top-donation", Event, Money, "Top tip this stream"),
    row("tip-weekly-top-donation", Event, Money, "Top tip this week"),
    row("tip-monthly-top-donation", Event, Money, "Top tip this month"),
    row("tip-alltime-top-donation", Event, Money, "Top tip of all time"),
    row("tip-session-top-donator", Event, Money, "Top tipper this stream"),
    row("tip-weekly-top-donator", Event, Money, "Top tipper this week"),
    row("tip-monthly-top-donator", Event, Money, "Top tipper this month"),
    row("tip-alltime-top-donator", Event, Money, "Top tipper of all time"),
    row("cheer-latest", Event, Bits, "Latest cheer"),
    row("cheer-recent", Recent, Bits, "Recent cheers"),
    row("cheer-goal", Figure, Bits, "Bits goal"),
    row("cheer-session", Figure, Bits, "Bits this stream"),
    row("cheer-week", Figure, Bits, "Bits this week"),
    row("cheer-month", Figure, Bits, "Bits this month"),
    row("cheer-total", Figure, Bits, "Bits of all time"),
    row("cheer-count", Figure, Count, "Number of cheers"),
    row("cheer-session-top-donation", Event, Bits, "Top cheer this stream"),
    row("cheer-weekly-top-donation", Event, Bits, "Top cheer this week"),
    row("cheer-monthly-top-donation", Event, Bits, "Top cheer this month"),
    row("cheer-alltime-top-donation", Event, Bits, "Top cheer of all time"),
    row("cheer-session-top-donator", Event, Bits, "Top cheerer this stream"),
    row("cheer-weekly-top-donator", Event, Bits, "Top cheerer this week"),
    row("cheer-monthly-top-donator", Event, Bits, "Top cheerer this month"),
    row("cheer-alltime-top-donator", Event, Bits, "Top cheerer of all time"),
    row("kicks-latest", Event, Kicks, "Latest KICKs gift"),
    row("kicks-recent", Recent, Kicks, "Recent KICKs gifts"),
    row("kicks-goal", Figure, Kicks, "KICKs goal"),
    row("kicks-session", Figure, Kicks, "KICKs this stream"),
    row("kicks-week", Figure, Kicks, "KICKs this week"),
    row("kicks-month", Figure, Kicks, "KICKs this month"),
    row("kicks-total", Figure, Kicks, "KICKs of all time"),
    row("kicks-count", Figure, Count, "Number of KICKs gifts"),
    row("kicks-session-top-donation", Event, Kicks, "Top KICKs gift this stream"),
    row("kicks-weekly-top-donation", Event, Kicks, "Top KICKs gift this week"),
    row("kicks-monthly-top-donation", Event, Kicks, "Top KICKs gift this month"),
    row("kicks-alltime-top-donation", Event, Kicks, "Top KICKs gift of all time"),
    row("kicks-session-top-donator", Event, Kicks, "Top KICKs gifter this stream"),
    row("kicks-weekly-top-donator", Event, Kicks, "Top KICKs gifter this week"),
    row("kicks-monthly-top-donator", Event, Kicks, "Top KICKs gifter this month"),
    row("kicks-alltime-top-donator", Event, Kicks, "Top KICKs gifter of all time"),
    row("host-latest", Event, Viewers, "Latest host"),
    row("host-recent", Recent, Viewers, "Recent hosts"),
    row("raid-latest", Event, Viewers, "Latest raid"),
    row("raid-recent", Recent, Viewers, "Recent raids"),
    row("community-gift-latest", Event, Count, "Latest community gift"),
    row("channel-points-latest", Event, Count, "Latest channel points reward"),
    row("hypetrain-latest", Event, Plain, "Latest hype train"),
    row("hypetrain-latest-top-contributors", Recent, Plain, "Top contributors of the hype train"),
    row("hypetrain-total", Figure, Plain, "Hype train"),
    row("hypetrain-level-goal", Figure, Plain, "Hype train level goal"),
    row("hypetrain-level-progress", Figure, Plain, "Hype train level"),
    row("sponsor-latest", Event, Months, "Latest member"),
    row("sponsor-gifted-latest", Event, Months, "Latest gifted membership"),
    row("sponsor-recent", Recent, Months, "Recent members"),
    row("sponsor-goal", Figure, Count, "Member goal"),
    row("sponsor-session", Figure, Count, "Members this stream"),
    row("sponsor-week", Figure, Count, "Members this week"),
    row("sponsor-month", Figure, Count, "Members this month"),
    row("sponsor-total", Figure, Count, "Members"),
    row("superchat-latest", Event, Money, "Latest Super Chat"),
    row("superchat-recent", Recent, Money, "Recent Super Chats"),
    row("superchat-goal", Figure, Money, "Super Chat goal"),
    row("superchat-session", Figure, Money, "Super Chats this stream"),
    row("superchat-week", Figure, Money, "Super Chats this week"),
    row("superchat-month", Figure, Money, "Super Chats this month"),
    row("superchat-total", Figure, Money, "Super Chats of all time"),
    row("superchat-count", Figure, Count, "Number of Super Chats"),
    row("superchat-session-top-donation", Event, Money, "Top Super Chat this stream"),
    row("superchat-weekly-top-donation", Event, Money, "Top Super Chat this week"),
    row("superchat-monthly-top-donation", Event, Money, "Top Super Chat this month"),
    row("superchat-alltime-top-donation", Event, Money, "Top Super Chat of all time"),
    row("superchat-session-top-donator", Event, Money, "Top Super Chatter this stream"),
    row("superchat-weekly-top-donator", Event, Money, "Top Super Chatter this week"),
    row("superchat-monthly-top-donator", Event, Money, "Top Super Chatter this month"),
    row("superchat-alltime-top-donator", Event, Money, "Top Super Chatter of all time"),
    row("merch-latest", Event, Plain, "Latest merch order"),
    row("merch-recent", Recent, Plain, "Recent merch orders"),
    row("merch-goal-orders", Figure, Count, "Merch orders goal"),
    row("merch-goal-items", Figure, Count, "Merch items goal"),
    row("merch-goal-total", Figure, Money, "Merch sales goal"),
    row("purchase-latest", Event, Money, "Latest purchase"),
    row("charityCampaignDonation-latest", Event, Money, "Latest charity donation"),
    row("charityCampaignDonation-recent", Recent, Money, "Recent charity donations"),
    row("charityCampaignDonation-session-top-donation", Event, Money, "Top charity donation this stream"),
    row("charityCampaignDonation-weekly-top-donation", Event, Money, "Top charity donation this week"),
    row("charityCampaignDonation-monthly-top-donation", Event, Money, "Top charity donation this month"),
    row("charityCampaignDonation-alltime-top-donation", Event, Money, "Top charity donation of all time"),
    row("charityCampaignDonation-session-top-donator", Event, Money, "Top charity donor this stream"),
    row("charityCampaignDonation-weekly-top-donator", Event, Money, "Top charity donor this week"),
    row("charityCampaignDonation-monthly-top-donator", Event, Money, "Top charity donor this month"),
    row("charityCampaignDonation-alltime-top-donator", Event, Money, "Top charity donor of all time"),
    row("cheerPurchase-latest", Event, Money, "Latest bits purchase"),
    row("cheerPurchase-recent", Recent, Money, "Recent bits purchases"),
    row("cheerPurchase-session-top-donation", Event, Money, "Top bits purchase this stream"),
    row("cheerPurchase-weekly-top-donation", Event, Money, "Top bits purchase this week"),
    row("cheerPurchase-monthly-top-donation", Event, Money, "Top bits purchase this month"),
    row("cheerPurchase-alltime-top-donation", Event, Money, "Top bits purchase of all time"),
    row("cheerPurchase-session-top-donator", Event, Money, "Top bits purchaser this stream"),
    row("cheerPurchase-weekly-top-donator", Event, Money, "Top bits purchaser this week"),
    row("cheerPurchase-monthly-top-donator", Event, Money, "Top bits purchaser this month"),
    row("cheerPurchase-alltime-top-donator", Event, Money, "Top bits purchaser of all time"),
];

/// A type of event that has a list of its own.
#[derive(Debug)]
pub struct EventType {
    /// The first part of its keys.
    pub name: &'static str,
    /// The unit of its events' amounts.
    pub unit: Unit,
    /// A short label for people.
    pub label: &'static str,
}

const fn event_type(name: &'static str, unit: Unit, label: &'static str) -> EventType {
    EventType { name, unit, label }
}

/// Every known type of event. The last four are from Facebook.
pub const EVENT_TYPES: &[EventType] = &[
    event_type("tip", Money, "Tip"),
    event_type("cheer", Bits, "Cheer"),
    event_type("kicks", Kicks, "KICKs"),
    event_type("follower", Count, "Follow"),
    event_type("subscriber", Months, "Sub"),
    event_type("host", Viewers, "Host"),
    event_type("raid", Viewers, "Raid"),
    event_type("merch", Plain, "Merch"),
    event_type("sponsor", Months, "Member"),
    event_type("superchat", Money, "Super Chat"),
    event_type("charityCampaignDonation", Money, "Charity"),
    event_type("cheerPurchase", Money, "Bits purchase"),
    event_type("fan", Count, "Fan"),
    event_type("share", Count, "Share"),
    event_type("stars", Count, "Stars"),
    event_type("supporter", Months, "Supporter"),
];

/// The row of a known key.
pub fn find(key: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.key == key)
}

/// The type of event with this name.
pub fn find_event_type(name: &str) -> Option<&'static EventType> {
    EVENT_TYPES
        .iter()
        .find(|event_type| event_type.name == name)
}

/// The unit of a key's figure or of its events' amounts. An unknown key has the unit
/// of its event type, but a `-count` is a [`Unit::Count`].
pub fn unit(key: &str) -> Unit {
    match find(key) {
        Some(row) => row.unit,
        None if key.ends_with("-count") => Unit::Count,
        None => event_type_unit(event_type_of(key)),
    }
}

/// The unit of the amounts of this type of event.
pub fn event_type_unit(name: &str) -> Unit {
    match find_event_type(name) {
        Some(event_type) => event_type.unit,
        None if name == "purchase" => Unit::Money,
        None => Unit::Plain,
    }
}

/// The label of this type of event; the name itself if the type is unknown.
pub fn event_type_label(name: &str) -> &str {
    find_event_type(name).map_or(name, |event_type| event_type.label)
}

/// What several events of a type are called at the head of a list.
pub fn event_type_title(name: &str) -> String {
    match find(&[name, "-recent"].concat()) {
        Some(row) => capitalize(row.title.strip_prefix("Recent ").unwrap_or(row.title)),
        None => event_type_label(name).to_owned(),
    }
}

/// The title of a new event of a type.
pub fn new_event_title(name: &str) -> String {
    let latest =
        find(&[name, "-latest"].concat()).and_then(|row| row.title.strip_prefix("Latest "));
    ["New ", latest.unwrap_or_else(|| event_type_label(name))].concat()
}

/// The type of event that a key is about: `tip` for `tip-alltime-top-donator`.
pub fn event_type_of(key: &str) -> &str {
    if let Some(event_type) = key.strip_suffix("-recent") {
        return event_type;
    }
    ["community-gift", "channel-points"]
        .into_iter()
        .find(|event_type| key.starts_with(event_type))
        .unwrap_or_else(|| key.split('-').next().unwrap_or(key))
}

/// The row of a value of `widget`: a known key, or one of [`WIDGETS`].
pub fn find_widget(key: &str) -> Option<&'static Row> {
    let own = WIDGETS.iter().find(|row| row.key == key);
    own.or_else(|| find(key))
}

/// The known keys of figures.
pub fn figures() -> impl Iterator<Item = &'static str> {
    let figures = ROWS.iter().filter(|row| row.shape == Figure);
    figures.map(|row| row.key)
}

/// The values that `widget` takes without a session.
pub fn widgets() -> impl Iterator<Item = &'static Row> {
    WIDGETS.iter().chain(ROWS)
}

/// Whether a value of `widget` is a leaderboard.
pub fn is_leaderboard(key: &str) -> bool {
    [TIP_TOP.key, CHEER_TOP.key].contains(&key)
}

/// Whether a text may be a session key. One outside the catalogue is shorter than a
/// credential.
pub fn is_key_like(text: &str) -> bool {
    let is_allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':');
    find_widget(text).is_some() || (1..=40).contains(&text.len()) && text.bytes().all(is_allowed)
}

/// The title of a key. An unknown key is its own title, with spaces.
pub fn title(key: &str) -> String {
    match find_widget(key) {
        Some(row) => row.title.to_owned(),
        None => capitalize(&key.replace(['-', '_'], " ")),
    }
}

/// The text with its first letter in upper case, if that is in ASCII.
pub fn capitalize(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests;
