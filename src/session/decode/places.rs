//! Decodes the places of a leaderboard.

use super::{Fields, MAX_LIST};
use crate::session::Event;
use crate::session::leaderboard::{TopOf, place};
use crate::session::sanitize::sanitize;
use serde_json::value::RawValue;

/// The places of the API's answer, in its order: a list of a `username` and a `total` each.
/// An item without a name or a sum is left out. `None` if the text is no list, or a list of
/// something else.
pub fn places(text: &str, of: TopOf) -> Option<Vec<Event>> {
    let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
    let is_empty = items.is_empty();
    let decode = |item: &RawValue| {
        let fields = Fields::parse(item.get())?;
        let name = sanitize(&fields.text("username")?, 120);
        let sum = fields.number("total")?;
        (!name.is_empty()).then(|| place(of, &name, sum))
    };
    let items = items.into_iter().take(MAX_LIST);
    let places: Vec<Event> = items.filter_map(decode).collect();
    (is_empty || !places.is_empty()).then_some(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_keep_the_order_of_the_answer() {
        for (text, expected) in [
            (
                r#"[{"username":"ada","total":5},{"username":"bob","total":"7.5"},{"username":"eve","total":5}]"#,
                Some("ada 5, bob 7.5, eve 5"),
            ),
            (
                r#"[{"username":" "},{"total":1},7,{"username":"ada","total":1,"more":{}}]"#,
                Some("ada 1"),
            ),
            ("[]", Some("")),
            ("[1]", None),
            ("{}", None),
            ("<html>", None),
        ] {
            let places = places(text, TopOf::Tip).map(|places| {
                let texts = places
                    .iter()
                    .map(|place| format!("{} {}", place.name, place.amount.unwrap_or_default()));
                texts.collect::<Vec<_>>().join(", ")
            });
            assert_eq!(places.as_deref(), expected, "{text}");
        }
    }
}
