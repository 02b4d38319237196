//! Figures as an American reads them, worked out without the program's help.

use serde_json::Value;

/// A number with at most so many decimals.
pub fn number(value: f64, most: usize) -> String {
    let fixed = format!("{value:.most$}");
    let (whole, decimals) = fixed.split_once('.').unwrap_or((&fixed, ""));
    let decimals = decimals.trim_end_matches('0');
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
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
    let starts = [
        "tip-",
        "superchat-",
        "charityCampaignDonation-",
        "cheerPurchase-",
        "purchase-",
    ];
    key == "merch-goal-total" || starts.iter().any(|start| key.starts_with(start))
}

/// A figure as a counter shows it.
pub fn figure(key: &str, entry: &Value, currency: &str) -> String {
    match (entry["amount"].as_f64(), entry["count"].as_f64()) {
        (Some(amount), _) if is_money(key) => money(amount, currency),
        (Some(number_of), _) | (None, Some(number_of)) => number(number_of, 0),
        (None, None) => panic!("{key} has no figure: {entry}"),
    }
}

/// An event's amount; empty where there is none.
pub fn amount(key: &str, event: &Value, currency: &str) -> String {
    match event["amount"].as_f64() {
        None | Some(0.0) => String::new(),
        Some(amount) if is_money(key) => money(amount, currency),
        Some(amount) => number(amount, 0),
    }
}
