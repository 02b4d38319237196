//! Properties of decoding: there is no JSON that it cannot stand.

use super::*;
use proptest::prelude::*;

fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|b| b.to_string()),
        any::<f64>()
            .prop_filter("JSON has no NaN", |n| n.is_finite())
            .prop_map(|n| format!("{n:e}")),
        "-?[0-9]{1,40}(\\.[0-9]{1,40})?(e[0-9]{1,4})?"
            .prop_filter("a number", |n| serde_json::from_str::<&RawValue>(n).is_ok()),
        any::<String>().prop_map(|s| serde_json::to_string(&s).unwrap_or_default()),
        "(\\\\u[0-9a-f]{4}|\\\\n|x){0,6}".prop_map(|s| format!("\"{s}\"")),
    ];
    let name = prop_oneof![
        any::<String>(),
        proptest::sample::select(vec![
            "data",
            "name",
            "Name",
            "amount",
            "count",
            "value",
            "createdAt",
            "tip-goal",
            "tip-latest",
            "tip-recent",
            "new-key"
        ])
        .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(6, 120, 8, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..8)
                .prop_map(|items| format!("[{}]", items.join(","))),
            proptest::collection::vec((name.clone(), inner), 0..8).prop_map(|pairs| {
                let pairs: Vec<_> = pairs
                    .into_iter()
                    .map(|(name, value)| {
                        format!(
                            "{}:{value}",
                            serde_json::to_string(&name).unwrap_or_default()
                        )
                    })
                    .collect();
                format!("{{{}}}", pairs.join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn no_json_panics_the_decoder(data in json(), cut in any::<proptest::sample::Index>()) {
        let text = format!(r#"{{"data":{data}}}"#);
        if let Ok(Decoded { session, .. }) = session(&text) {
            for (_, entry) in session.entries() {
                match entry {
                    Entry::Figure(figure) => prop_assert!(figure.is_finite()),
                    Entry::Event(event) => prop_assert!(event.iter().all(|e| !e.name.is_empty())),
                    Entry::Recent(events) => prop_assert!(events.iter().all(|e| !e.name.is_empty())),
                }
            }
        }
        prop_assert_eq!(session(&data).is_ok(), session(&data).is_ok());
        let cut: String = text.chars().take(cut.index(text.chars().count())).collect();
        prop_assert_eq!(session(&cut), Err(Unreadable));
    }

    #[test]
    fn no_text_panics_the_decoder(text in any::<String>()) {
        let _ = session(&text);
    }
}
