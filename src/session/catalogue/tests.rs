//! The catalogue against the API's own table.

use super::*;

/// The table of keys in the API's notes, its braces written out.
fn keys_of_the_api() -> Vec<(String, Shape)> {
    let mut keys = Vec::new();
    let mut all = |shape, firsts: &str, lasts: &str| {
        for first in firsts.split_whitespace() {
            for last in lasts.split_whitespace() {
                keys.push((format!("{first}-{last}"), shape));
            }
        }
    };
    all(Figure, "follower", "session week month total goal");
    all(
        Figure,
        "subscriber",
        "session new-session resub-session gifted-session week month total goal points",
    );
    all(
        Figure,
        "cheer tip superchat",
        "count goal session week month total",
    );
    all(Figure, "merch-goal", "orders items total");
    all(Figure, "hypetrain", "total level-goal level-progress");
    all(
        Event,
        "follower subscriber subscriber-new subscriber-resub subscriber-gifted host raid cheer \
         tip merch purchase superchat community-gift channel-points hypetrain \
         charityCampaignDonation cheerPurchase",
        "latest",
    );
    all(Event, "subscriber-alltime", "gifter");
    for span in ["session", "weekly", "monthly", "alltime"] {
        for top in ["donation", "donator"] {
            all(
                Event,
                "cheer tip superchat charityCampaignDonation cheerPurchase",
                &format!("{span}-top-{top}"),
            );
        }
    }
    all(
        Recent,
        "follower subscriber host raid cheer tip merch superchat charityCampaignDonation \
         cheerPurchase",
        "recent",
    );
    keys
}

#[test]
fn the_catalogue_is_the_apis_table() {
    let keys = keys_of_the_api();
    for (key, shape) in &keys {
        let row = find(key).unwrap_or_else(|| panic!("{key} is missing"));
        assert_eq!(row.shape, *shape, "{key}");
        assert!(!row.title.is_empty(), "{key}");
    }
    assert_eq!(ROWS.len(), keys.len());
}

#[test]
fn money_is_what_the_contract_says() {
    for row in ROWS {
        let by_rule = ([
            "tip-",
            "superchat-",
            "charityCampaignDonation-",
            "cheerPurchase-",
            "purchase-",
        ]
        .iter()
        .any(|start| row.key.starts_with(start))
            && !row.key.ends_with("-count"))
            || row.key == "merch-goal-total";
        assert_eq!(row.unit == Money, by_rule, "{}", row.key);
    }
}

#[test]
fn titles_differ() {
    let mut titles: Vec<_> = ROWS.iter().map(|row| row.title).collect();
    titles.sort_unstable();
    titles.dedup();
    assert_eq!(titles.len(), ROWS.len());
}

#[test]
fn an_unknown_key_goes_by_its_first_part() {
    assert_eq!(unit("tip-fortnight"), Money);
    assert_eq!(unit("stars-count"), Count);
    assert_eq!(unit("whatever"), Plain);
    assert_eq!(event_type_of("community-gift-latest"), "community-gift");
    assert_eq!(
        event_type_of("charityCampaignDonation-recent"),
        "charityCampaignDonation"
    );
    assert_eq!(title("sponsor-latest"), "Sponsor latest");
    assert_eq!(title(""), "");
}
