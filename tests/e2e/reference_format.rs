//! Formats figures for `en-US` independently of the code under test.

use serde_json::Value;

/// A number with at most this many decimals.
pub fn number(value: f64, max_decimals: usize) -> String {
    let fixed = format!("{value:.max_decimals$}");
    let (whole, decimals) = fixed.split_once('.').unwrap_or((&fixed, ""));
    let decimals = decimals.trim_end_matches('0');
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if decimals.is_empty() {
        grouped
    } else {
        format!("{grouped}.{decimals}")
    }
}

fn money(value: f64, currency: &str) -> String {
    if currency.is_empty() {
        return number(value, 2);
    }
    assert_eq!(currency, "EUR");
    let fixed = format!("{value:.2}");
    let (whole, cents) = fixed.split_once('.').unwrap();
    format!("€{}.{cents}", number(whole.parse().unwrap(), 0))
}

fn is_money(key: &str) -> bool {
    let prefixes = [
        "tip-",
        "superchat-",
        "charityCampaignDonation-",
        "cheerPurchase-",
        "purchase-",
    ];
    key == "merch-goal-total" || prefixes.iter().any(|prefix| key.starts_with(prefix))
}

/// A figure as a counter formats it.
pub fn figure(key: &str, entry: &Value, currency: &str) -> String {
    match (entry["amount"].as_f64(), entry["count"].as_f64()) {
        (Some(amount), _) if is_money(key) => money(amount, currency),
        (Some(count), _) | (None, Some(count)) => number(count, 0),
        (None, None) => panic!("{key} has no figure: {entry}"),
    }
}

/// The amount of an event; empty if it has none.
pub fn amount(key: &str, event: &Value, currency: &str) -> String {
    match event["amount"].as_f64() {
        None | Some(0.0) => String::new(),
        Some(amount) if is_money(key) => money(amount, currency),
        Some(amount) => number(amount, 0),
    }
}
