//! Presets: named addresses to start from, built in or saved by the user.

use serde::{Deserialize, Serialize};

/// A named address that the user has saved. It never contains a credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preset {
    /// The name, unique among saved presets.
    pub name: String,
    /// The query without its `?`.
    pub query: String,
}

/// A preset that is part of the program.
#[derive(Debug)]
pub struct BuiltinPreset {
    /// The file name of its picture, without extension.
    pub id: &'static str,
    /// The name that the user sees.
    pub name: &'static str,
    /// One sentence about its widgets.
    pub description: &'static str,
    /// The query, without its `?` and without a channel.
    pub query: &'static str,
    /// Width and height of the browser source that it is made for, in pixels.
    pub size: (u32, u32),
}

/// What a first visit shows.
pub const STARTER: (&str, (u32, u32)) = (
    "widget=tip-goal&target=10000&title=New%20PC&widget=follower-latest",
    (480, 300),
);

/// When the timers of built-in presets start: far ahead, until the user presses Start now.
pub const START: &str = "2099-01-01T00:00Z";

/// All built-in presets.
#[rustfmt::skip]
pub const BUILTIN: &[BuiltinPreset] = &[
    BuiltinPreset { id: "new-pc", name: "Tip goal for a new PC", description: "One wide bar that fills with tips.", query: "currency=USD&widget=tip-goal&title=New%20PC&target=12000", size: (800, 200) },
    BuiltinPreset { id: "lower-third", name: "Stream-wide lower third", description: "Latest follower, subscriber and tip in a row along the bottom.", query: "layout=row&theme=glass&widget=follower-latest&widget=subscriber-latest&widget=tip-latest", size: (1920, 180) },
    BuiltinPreset { id: "leaderboard", name: "Monthly leaderboard", description: "The top tipper and top cheerer of the month, and its totals.", query: "theme=paper&widget=tip-monthly-top-donator&title=Top%20tipper&widget=cheer-monthly-top-donator&title=Top%20cheerer&widget=tip-month&widget=follower-month", size: (420, 560) },
    BuiltinPreset { id: "ticker", name: "News ticker", description: "The recent events, scrolling along the edge.", query: "theme=clear&widget=recent&as=ticker&limit=15&title=", size: (1920, 110) },
    BuiltinPreset { id: "recent", name: "Recent events", description: "The recent events, newest first.", query: "widget=recent&limit=6&title=Just%20now", size: (480, 480) },
    BuiltinPreset { id: "sub-goal", name: "Subscriber goal in steps", description: "A goal whose target rises by 50 each time it is reached.", query: "theme=neon&widget=subscriber-goal&target=50&step=50", size: (700, 200) },
    BuiltinPreset { id: "rotation", name: "One at a time", description: "Five small widgets that take turns in one corner.", query: "layout=rotate&every=6&widget=follower-latest&widget=subscriber-latest&widget=tip-latest&widget=tip-session-top-donator&widget=follower-total", size: (480, 160) },
    BuiltinPreset { id: "charity", name: "Charity day", description: "A donation goal and the latest donations.", query: "theme=glass&currency=EUR&accent=ffb347&widget=tip-goal&title=For%20the%20shelter&target=12000&widget=tip-recent&limit=4&title=Thank%20you", size: (560, 480) },
    BuiltinPreset { id: "arcade", name: "Arcade score", description: "A bits goal and the latest follower, in the style of an arcade game.", query: "theme=pixel&widget=cheer-goal&target=5000&title=High%20score&widget=follower-latest&title=Player%20two", size: (640, 320) },
    BuiltinPreset { id: "tower", name: "Tower of tips", description: "A vertical bar for the side of the screen.", query: "theme=plate&widget=tip-goal&target=10000&direction=up&title=Goal", size: (320, 600) },
    BuiltinPreset { id: "subathon", name: "Subathon", description: "A countdown to which tips, subs and bits add time, milestones and the top tippers.", query: "theme=neon&currency=USD&widget=timer&title=Subathon&from=2099-01-01T00:00Z&time=4h&add=tip-session*60,subscriber-session*300,cheer-session*0.6&widget=subscriber-session&as=goal&title=Subs&milestones=2:Karaoke;10:Cosplay;25:12%20more%20hours&widget=tip-top&limit=3", size: (520, 560) },
    BuiltinPreset { id: "end-credits", name: "End credits", description: "Everybody who followed, subscribed or tipped during this stream, rolling like the end of a film.", query: "theme=clear&scale=1.3&widget=credits&title=Thank%20you%20for%20watching", size: (720, 900) },
];

/// Encodes presets as the text of a file.
pub fn encode(presets: &[Preset]) -> String {
    serde_json::to_string(presets).unwrap_or_default()
}

/// Decodes presets from the text of a file, without credentials. `None` if the
/// text is something else.
pub fn decode(text: &str) -> Option<Vec<Preset>> {
    let mut presets: Vec<Preset> = serde_json::from_str(text).ok()?;
    for Preset { query, .. } in &mut presets {
        // A credential is in the fragment.
        if let Some(end) = query.find('#') {
            query.truncate(end);
        }
    }
    Some(presets)
}

/// Adds presets, and replaces those of the same name.
pub fn merge(presets: &mut Vec<Preset>, new: Vec<Preset>) {
    for preset in new {
        match presets.iter_mut().find(|old| old.name == preset.name) {
            Some(old) => *old = preset,
            None => presets.push(preset),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::studio::draft::{Draft, DraftErrors};

    #[test]
    fn built_in_presets_have_no_problems() {
        assert!(BUILTIN.len() >= 8);
        let queries = BUILTIN.iter().map(|preset| preset.query);
        for query in queries.chain([STARTER.0]) {
            let draft = Draft::from_query(query);
            let DraftErrors { page, widgets } = draft.errors();
            assert!(
                page.is_empty() && widgets.iter().all(Vec::is_empty),
                "{query}: {page:?} {widgets:?}"
            );
            assert!(!draft.widgets.is_empty());
        }
    }

    fn preset(name: &str, query: &str) -> Preset {
        Preset {
            name: name.to_owned(),
            query: query.to_owned(),
        }
    }

    #[test]
    fn decode_reverses_encode() {
        let presets = vec![preset("A", "widget=tip-latest"), preset("“B”", "title=%20")];
        assert_eq!(decode(&encode(&presets)), Some(presets));
    }

    #[test]
    fn other_texts_are_rejected() {
        for text in ["", "{}", "[1]", "[{\"name\":\"A\"}]"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }

    #[test]
    fn credentials_are_removed() {
        let leaky = encode(&[preset("A", "widget=tip-total#apikey=made-up")]);
        assert_eq!(decode(&leaky), Some(vec![preset("A", "widget=tip-total")]));
    }

    #[test]
    fn a_preset_replaces_one_of_the_same_name() {
        let mut presets = vec![preset("A", "widget=tip-latest"), preset("B", "")];
        merge(
            &mut presets,
            vec![preset("A", "widget=tip-total"), preset("C", "")],
        );
        let expected = [
            preset("A", "widget=tip-total"),
            preset("B", ""),
            preset("C", ""),
        ];
        assert_eq!(presets, expected);
    }
}
