//! The catalogue has the keys that `tests/fixtures/README.md` lists.

use super::*;

fn documented_keys() -> Vec<(String, Shape)> {
    let mut keys = Vec::new();
    let mut add = |shape, prefixes: &str, suffixes: &str| {
        for prefix in prefixes.split_whitespace() {
            for suffix in suffixes.split_whitespace() {
                keys.push((format!("{prefix}-{suffix}"), shape));
            }
        }
    };
    add(Figure, "follower", "session week month total goal");
    add(
        Figure,
        "subscriber",
        "session new-session resub-session gifted-session week month total goal points",
    );
    add(
        Figure,
        "cheer kicks tip superchat",
        "count goal session week month total",
    );
    add(Figure, "sponsor", "goal session week month total");
    add(Figure, "merch-goal", "orders items total");
    add(Figure, "hypetrain", "total level-goal level-progress");
    add(
        Event,
        "follower subscriber subscriber-new subscriber-resub subscriber-gifted host raid cheer \
         tip merch purchase superchat community-gift channel-points hypetrain \
         charityCampaignDonation cheerPurchase kicks sponsor sponsor-gifted",
        "latest",
    );
    add(Event, "subscriber-alltime", "gifter");
    for span in ["session", "weekly", "monthly", "alltime"] {
        for top in ["donation", "donator"] {
            add(
                Event,
                "cheer kicks tip superchat charityCampaignDonation cheerPurchase",
                &format!("{span}-top-{top}"),
            );
        }
    }
    add(
        Recent,
        "follower subscriber host raid cheer tip merch superchat charityCampaignDonation \
         cheerPurchase kicks sponsor",
        "recent",
    );
    add(Recent, "hypetrain", "latest-top-contributors");
    keys
}

#[test]
fn the_catalogue_has_all_documented_keys() {
    let keys = documented_keys();
    for (key, shape) in &keys {
        let row = find(key).unwrap_or_else(|| panic!("{key} is missing"));
        assert_eq!(row.shape, *shape, "{key}");
        assert!(!row.title.is_empty(), "{key}");
    }
    assert_eq!(ROWS.len(), keys.len());
}

#[test]
fn tips_super_chats_donations_and_purchases_are_money() {
    for row in ROWS {
        let is_money = ([
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
        assert_eq!(row.unit == Money, is_money, "{}", row.key);
    }
}

#[test]
fn titles_are_unique() {
    let mut titles: Vec<_> = ROWS.iter().map(|row| row.title).collect();
    titles.sort_unstable();
    titles.dedup();
    assert_eq!(titles.len(), ROWS.len());
}

#[test]
fn an_unknown_key_is_named_after_its_event_type() {
    assert_eq!(unit("tip-fortnight"), Money);
    assert_eq!(unit("stars-count"), Count);
    assert_eq!(unit("whatever"), Plain);
    assert_eq!(event_type_of("community-gift-latest"), "community-gift");
    assert_eq!(
        event_type_of("charityCampaignDonation-recent"),
        "charityCampaignDonation"
    );
    assert_eq!(title("share-latest"), "Share latest");
    assert_eq!(title(""), "");
}
