//! Presets: addresses to begin with, and those that a person has saved.

use serde::{Deserialize, Serialize};

/// An address under a name; never with a credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preset {
    /// Its name.
    pub name: String,
    /// The query without its `?`.
    pub query: String,
}

/// A preset of ours.
#[derive(Debug)]
pub struct BuiltinPreset {
    /// The name of its picture.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub words: &'static str,
    /// The query, without a channel.
    pub query: &'static str,
    /// The size of the source that it is made for, in pixels.
    pub size: (f64, f64),
}

/// The presets of ours.
#[rustfmt::skip]
pub const BUILTIN: &[BuiltinPreset] = &[
    BuiltinPreset { id: "new-pc", name: "Tip goal for a new PC", words: "One wide bar that fills with tips.", query: "currency=USD&widget=tip-goal&title=New%20PC&target=12000", size: (800.0, 200.0) },
    BuiltinPreset { id: "lower-third", name: "Stream-wide lower third", words: "Latest follower, subscriber and tip in a row along the bottom.", query: "layout=row&theme=glass&widget=follower-latest&widget=subscriber-latest&widget=tip-latest", size: (1920.0, 160.0) },
    BuiltinPreset { id: "leaderboard", name: "Monthly leaderboard", words: "Who gave most this month, and this month’s sums.", query: "theme=paper&widget=tip-monthly-top-donator&title=Top%20tipper&widget=cheer-monthly-top-donator&title=Top%20cheerer&widget=tip-month&widget=follower-month", size: (420.0, 560.0) },
    BuiltinPreset { id: "ticker", name: "News ticker", words: "Everything that happened, running along the edge.", query: "theme=clear&widget=recent&as=ticker&limit=15&title=", size: (1920.0, 90.0) },
    BuiltinPreset { id: "recent", name: "Recent events", words: "The last things that happened, newest on top.", query: "widget=recent&limit=6&title=Just%20now", size: (480.0, 480.0) },
    BuiltinPreset { id: "sub-goal", name: "Subscriber goal in steps", words: "Rises by fifty whenever it is reached.", query: "theme=neon&widget=subscriber-goal&target=50&step=50", size: (700.0, 200.0) },
    BuiltinPreset { id: "rotation", name: "One at a time", words: "Five small facts that take turns in one corner.", query: "layout=rotate&every=6&widget=follower-latest&widget=subscriber-latest&widget=tip-latest&widget=tip-session-top-donator&widget=follower-total", size: (480.0, 160.0) },
    BuiltinPreset { id: "charity", name: "Charity day", words: "A goal with the time that is left, and the last gifts.", query: "theme=glass&currency=EUR&accent=ffb347&widget=tip-goal&title=For%20the%20shelter&target=12000&widget=tip-recent&limit=4&title=Thank%20you", size: (560.0, 480.0) },
    BuiltinPreset { id: "arcade", name: "Arcade score", words: "Bits and followers as in an old cabinet.", query: "theme=pixel&widget=cheer-goal&target=5000&title=High%20score&widget=follower-latest&title=Player%20two", size: (640.0, 320.0) },
    BuiltinPreset { id: "tower", name: "Tower of tips", words: "An upright bar for the side of the picture.", query: "theme=plate&widget=tip-goal&target=10000&direction=up&title=Goal", size: (320.0, 600.0) },
];

/// Presets as the text of a file.
pub fn write(presets: &[Preset]) -> String {
    serde_json::to_string_pretty(presets).unwrap_or_default()
}

/// Presets from the text of a file; those whose address would hold a credential
/// lose it. `None` where the text is something else.
pub fn read(text: &str) -> Option<Vec<Preset>> {
    let presets: Vec<Preset> = serde_json::from_str(text).ok()?;
    let bare = |preset: Preset| Preset {
        query: preset
            .query
            .split('#')
            .next()
            .unwrap_or_default()
            .to_owned(),
        ..preset
    };
    Some(presets.into_iter().map(bare).collect())
}

/// Adds presets to others; of two with one name the new one counts.
pub fn add(to: &mut Vec<Preset>, new: Vec<Preset>) {
    for preset in new {
        match to.iter_mut().find(|own| own.name == preset.name) {
            Some(own) => *own = preset,
            None => to.push(preset),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::studio::draft::{Draft, DraftErrors};

    #[test]
    fn our_presets_are_addresses_without_problems() {
        assert!(BUILTIN.len() >= 8);
        for ours in BUILTIN {
            let draft = Draft::from_query(ours.query);
            let DraftErrors { page, widgets } = draft.errors();
            assert!(
                page.is_empty() && widgets.iter().all(Vec::is_empty),
                "{}: {page:?} {widgets:?}",
                ours.id
            );
            assert!(!draft.widgets.is_empty());
        }
    }

    #[test]
    fn presets_go_through_a_file() {
        let preset = |name: &str, query: &str| Preset {
            name: name.to_owned(),
            query: query.to_owned(),
        };
        let mut presets = vec![preset("A", "widget=tip-latest"), preset("“B”", "title=%20")];
        assert_eq!(read(&write(&presets)), Some(presets.clone()));
        for text in ["", "{}", "[1]", "[{\"name\":\"A\"}]"] {
            assert_eq!(read(text), None, "{text}");
        }
        let leaky = write(&[preset("A", "widget=tip-total#apikey=made-up")]);
        add(&mut presets, read(&leaky).unwrap_or_default());
        assert_eq!(
            presets,
            [preset("A", "widget=tip-total"), preset("“B”", "title=%20")]
        );
    }
}
