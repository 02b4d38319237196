//! The session keys that are known: one row a key.
//!
//! The list is `StreamElements`'; a key that is not here still works, drawn by
//! the shape that its entry turns out to have.

use crate::session::Shape::{self, Event, Figure, Recent};

/// What a number counts, which decides how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Money in the channel's currency, which only the address can name.
    Money,
    /// Whole things or people.
    Count,
    /// Twitch bits, whole.
    Bits,
    /// Months of a subscription, whole.
    Months,
    /// Viewers that a host or a raid brought, whole.
    Viewers,
    /// Not known; up to two decimals.
    Plain,
}

/// A known key.
#[derive(Debug)]
pub struct Row {
    /// The session's key.
    pub key: &'static str,
    /// What its entry looks like.
    pub shape: Shape,
    /// What its figure, or its events' amount, counts.
    pub unit: Unit,
    /// What stands above it on air.
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

use Unit::{Bits, Count, Money, Months, Plain, Viewers};

/// Every known key, in the order in which a person would look for it.
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
    row("host-latest", Event, Viewers, "Latest host"),
    row("host-recent", Recent, Viewers, "Recent hosts"),
    row("raid-latest", Event, Viewers, "Latest raid"),
    row("raid-recent", Recent, Viewers, "Recent raids"),
    row("community-gift-latest", Event, Count, "Latest community gift"),
    row("channel-points-latest", Event, Count, "Latest channel points reward"),
    row("hypetrain-latest", Event, Plain, "Latest hype train"),
    row("hypetrain-total", Figure, Plain, "Hype train"),
    row("hypetrain-level-goal", Figure, Plain, "Hype train level goal"),
    row("hypetrain-level-progress", Figure, Plain, "Hype train level"),
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

/// What happens on a stream and stands in a list of its own, with its noun. The
/// last five are those of `YouTube` and Facebook.
#[rustfmt::skip]
pub const SOURCES: &[(&str, Unit, &str)] = &[
    ("tip", Money, "Tip"), ("cheer", Bits, "Cheer"), ("follower", Count, "Follow"),
    ("subscriber", Months, "Sub"), ("host", Viewers, "Host"), ("raid", Viewers, "Raid"),
    ("merch", Plain, "Merch"), ("superchat", Money, "Super Chat"),
    ("charityCampaignDonation", Money, "Charity"), ("cheerPurchase", Money, "Bits purchase"),
    ("sponsor", Months, "Member"), ("fan", Count, "Fan"), ("share", Count, "Share"),
    ("stars", Count, "Stars"), ("supporter", Months, "Supporter"),
];

/// The row of a known key.
pub fn find(key: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.key == key)
}

/// What a key's figure, or its events' amount, counts. For an unknown key its
/// first part decides, except for a `-count`.
pub fn unit(key: &str) -> Unit {
    match find(key) {
        Some(row) => row.unit,
        None if key.ends_with("-count") => Unit::Count,
        None => source_unit(source(key)),
    }
}

/// Whether events of this source are known.
pub fn is_source(source: &str) -> bool {
    SOURCES.iter().any(|(known, ..)| *known == source)
}

/// What an event of this source has for an amount.
pub fn source_unit(source: &str) -> Unit {
    match SOURCES.iter().find(|(known, ..)| *known == source) {
        Some((_, unit, _)) => *unit,
        None if source == "purchase" => Unit::Money,
        None => Unit::Plain,
    }
}

/// What an event of this source is called beside others; the source itself
/// where no better word is known.
pub fn noun(source: &str) -> &str {
    SOURCES
        .iter()
        .find(|(known, ..)| *known == source)
        .map_or(source, |(.., noun)| *noun)
}

/// The first part of a key, which says what happened: `tip` of
/// `tip-alltime-top-donator`.
pub fn source(key: &str) -> &str {
    if let Some(list) = key.strip_suffix("-recent") {
        return list;
    }
    ["community-gift", "channel-points"]
        .into_iter()
        .find(|source| key.starts_with(source))
        .unwrap_or_else(|| key.split('-').next().unwrap_or(key))
}

/// Words for a key: the catalogue's, or the key's own with spaces.
pub fn title(key: &str) -> String {
    if let Some(row) = find(key) {
        return row.title.to_owned();
    }
    let spaced = key.replace(['-', '_'], " ");
    let mut letters = spaced.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests;
