//! The gallery: every widget that can be added, by what it is for.

use crate::options::kind::WidgetKind;
use crate::session::catalogue::{self, RECENT, Row, Unit};

/// What a widget is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A bar towards a target.
    Goals,
    /// The newest event of a type.
    Latest,
    /// The largest amounts.
    Tops,
    /// Recent events.
    Lists,
    /// A figure.
    Counters,
    /// What a show needs besides figures and events.
    Show,
}

impl Purpose {
    /// Every purpose, in the order of the gallery.
    pub const ALL: [Purpose; 6] = [
        Purpose::Goals,
        Purpose::Latest,
        Purpose::Tops,
        Purpose::Lists,
        Purpose::Counters,
        Purpose::Show,
    ];

    /// The title of its group.
    pub fn title(self) -> &'static str {
        match self {
            Purpose::Goals => "Goals",
            Purpose::Latest => "Latest",
            Purpose::Tops => "Tops",
            Purpose::Lists => "Lists and tickers",
            Purpose::Counters => "Counters",
            Purpose::Show => "Timer, alerts and credits",
        }
    }

    fn of(row: &Row) -> Purpose {
        match WidgetKind::default_for(row.key, row.shape) {
            WidgetKind::Goal => Purpose::Goals,
            WidgetKind::Label if row.key.ends_with("-latest") => Purpose::Latest,
            WidgetKind::Label => Purpose::Tops,
            _ if catalogue::is_leaderboard(row.key) => Purpose::Tops,
            WidgetKind::List | WidgetKind::Ticker => Purpose::Lists,
            WidgetKind::Counter => Purpose::Counters,
            WidgetKind::Timer | WidgetKind::Alert | WidgetKind::Credits => Purpose::Show,
        }
    }
}

/// A widget that can be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The key of its entry. Its picture has the same name.
    pub key: &'static str,
    /// Its default title.
    pub title: &'static str,
    /// One sentence about what it shows.
    pub sentence: String,
}

/// The offers whose key, title, sentence or group contain every word of a search, ignoring
/// case, by purpose.
pub fn find(search: &str) -> Vec<(Purpose, Vec<Offer>)> {
    let search = search.to_ascii_lowercase();
    let words: Vec<&str> = search.split_whitespace().collect();
    let offers = |purpose: &Purpose| {
        let rows = catalogue::widgets();
        let rows = rows.filter(|row| Purpose::of(row) == *purpose);
        let offers = rows.map(|row| Offer {
            key: row.key,
            title: row.title,
            sentence: sentence(row),
        });
        let is_found = |offer: &Offer| {
            let texts = [offer.key, offer.title, &offer.sentence, purpose.title()];
            let text = texts.join(" ").to_ascii_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        let found: Vec<Offer> = offers.filter(is_found).collect();
        (!found.is_empty()).then_some((*purpose, found))
    };
    Purpose::ALL.iter().filter_map(offers).collect()
}

/// One sentence about what a widget shows.
fn sentence(row: &Row) -> String {
    let (one, many) = nouns(catalogue::event_type_of(row.key));
    match (Purpose::of(row), row.unit) {
        (Purpose::Goals, _) => format!("A bar that fills with {many}."),
        (Purpose::Latest, unit) => {
            let latest = row.title.strip_prefix("Latest ").unwrap_or(one);
            let amount = if unit == Unit::Count {
                ""
            } else {
                " and amount"
            };
            format!("Name{amount} of the latest {latest}.")
        }
        (Purpose::Show, _) if row.key == catalogue::ALERTS.key => {
            "Each new tip, sub or follow, one at a time.".to_owned()
        }
        (Purpose::Show, _) if row.key == catalogue::CREDITS.key => {
            "Everybody of this stream, rolling like the end of a film.".to_owned()
        }
        (Purpose::Show, _) => {
            "Counts down, and tips or subs add time, as for a subathon.".to_owned()
        }
        (Purpose::Tops, _) if catalogue::is_leaderboard(row.key) => {
            format!("Who gave the most in {many}, in places.")
        }
        (Purpose::Tops, _) if row.key.ends_with("gifter") => {
            "Who has gifted the most subs.".to_owned()
        }
        (Purpose::Tops, _) if row.key.ends_with("donation") => {
            format!("The biggest single {one}{}.", span(row.key))
        }
        (Purpose::Tops, _) => format!("Who gave the most in {many}{}.", span(row.key)),
        (Purpose::Lists, _) if row.key == RECENT.key => {
            "Everything that happened, the newest first, as a list or a ticker.".to_owned()
        }
        (Purpose::Lists, _) if row.key.ends_with("-top-contributors") => {
            "Who has done the most for the hype train.".to_owned()
        }
        (Purpose::Lists, _) => format!("The last {many}, as a list or a ticker."),
        (Purpose::Counters, _) if row.key.starts_with("hypetrain") => {
            "A figure of the hype train.".to_owned()
        }
        (Purpose::Counters, _) if row.key.ends_with("-count") => {
            format!("How many {many} there were.")
        }
        (Purpose::Counters, Unit::Count) => format!("The number of {many}{}.", span(row.key)),
        (Purpose::Counters, _) => format!("The sum of {many}{}.", span(row.key)),
    }
}

/// The time that a key is about, with a space before it.
fn span(key: &str) -> &'static str {
    let has = |part: &str| key.split('-').any(|own| own == part);
    match () {
        () if has("session") => " this stream",
        () if has("week") || has("weekly") => " this week",
        () if has("month") || has("monthly") => " this month",
        () => " of all time",
    }
}

/// What one event of a type is called, and what several are.
fn nouns(event_type: &str) -> (&str, &'static str) {
    match event_type {
        "follower" => ("follower", "followers"),
        "subscriber" => ("subscriber", "subscribers"),
        "tip" => ("tip", "tips"),
        "cheer" => ("cheer", "bits"),
        "kicks" => ("KICKs gift", "KICKs"),
        "sponsor" => ("member", "members"),
        "host" => ("host", "hosts"),
        "raid" => ("raid", "raids"),
        "superchat" => ("Super Chat", "Super Chats"),
        "merch" => ("merch order", "merch orders"),
        "purchase" => ("purchase", "purchases"),
        "hypetrain" => ("hype train", "every level of a hype train"),
        "charityCampaignDonation" => ("charity donation", "charity donations"),
        "cheerPurchase" => ("bits purchase", "bits purchases"),
        other => (other, "events"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(search: &str) -> Vec<(Purpose, Vec<&'static str>)> {
        let groups = find(search).into_iter();
        groups
            .map(|(purpose, offers)| (purpose, offers.iter().map(|offer| offer.key).collect()))
            .collect()
    }

    #[test]
    fn every_key_is_offered_once() {
        let all = find("");
        assert_eq!(all.len(), Purpose::ALL.len());
        let count: usize = all.iter().map(|(_, offers)| offers.len()).sum();
        assert_eq!(count, catalogue::widgets().count());
    }

    #[test]
    fn a_search_needs_every_word() {
        assert_eq!(
            found("monthly tipper"),
            [(Purpose::Tops, vec!["tip-monthly-top-donator"])]
        );
        assert_eq!(
            found("Everything ticker"),
            [(Purpose::Lists, vec!["recent"])]
        );
        let goals: Vec<Purpose> = find("goals")
            .into_iter()
            .map(|(purpose, _)| purpose)
            .collect();
        assert_eq!(goals, [Purpose::Goals]);
        assert!(found("no such widget").is_empty());
    }

    #[test]
    fn sentences_are_plain() {
        for (key, expected) in [
            ("tip-goal", "A bar that fills with tips."),
            ("follower-latest", "Name of the latest follower."),
            ("raid-latest", "Name and amount of the latest raid."),
            (
                "cheer-weekly-top-donation",
                "The biggest single cheer this week.",
            ),
            (
                "tip-alltime-top-donator",
                "Who gave the most in tips of all time.",
            ),
            ("cheer-month", "The sum of bits this month."),
            (
                "subscriber-session",
                "The number of subscribers this stream.",
            ),
            ("tip-count", "How many tips there were."),
            (
                "merch-recent",
                "The last merch orders, as a list or a ticker.",
            ),
        ] {
            let row = catalogue::find(key).map(sentence);
            assert_eq!(row.as_deref(), Some(expected));
        }
    }
}
