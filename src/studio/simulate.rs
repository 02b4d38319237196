//! Simulated events, which show in the preview how the overlay reacts.

use crate::session::catalogue;
use crate::session::timestamp::Timestamp;
use crate::session::{Entry, Event, Key, Session};

/// A change of the session that the preview can simulate.
#[derive(Clone, Debug, PartialEq)]
pub enum SimulatedEvent {
    /// A new follower.
    Follower,
    /// A tip of this amount.
    Tip(f64),
    /// A raid with this many viewers.
    Raid(f64),
    /// Every goal, by its key, reaches its target.
    GoalsReached(Vec<(String, f64)>),
    /// One event of every type, by a person with a very long name.
    LongName,
    /// A session right after its reset.
    Reset,
    /// No answer comes any more.
    NetworkLost,
}

const LONG_NAME: &str = "TheVeryLongestNameThatAnybodyHasEverHeardOfInThisChatRoomXXL";

/// The number of events in a list of the API.
const LIST_LENGTH: usize = 25;

impl SimulatedEvent {
    /// The session after this event at the time `now`. The `number` makes the
    /// event's id unique.
    #[must_use]
    pub fn apply(&self, session: &Session, number: usize, now: Timestamp) -> Session {
        let event = |event_type: &str, name: &str, amount: Option<f64>| Event {
            event_type: event_type.to_owned(),
            name: name.to_owned(),
            amount,
            message: "This is a test message".to_owned(),
            tier: String::new(),
            sender: String::new(),
            created: Some(now),
            id: format!("simulated-{event_type}{number}"),
        };
        let entries = session.entries();
        let mut entries: Vec<(Key, Entry)> = entries
            .map(|(key, entry)| (key.clone(), entry.clone()))
            .collect();
        match self {
            SimulatedEvent::Follower => {
                apply_event(&mut entries, &event("follower", "newest_friend", None), 1.0);
            }
            SimulatedEvent::Tip(amount) => {
                let tip = event("tip", "generous_guest", Some(*amount));
                apply_event(&mut entries, &tip, *amount);
            }
            SimulatedEvent::Raid(viewers) => {
                let raid = event("raid", "friendly_fleet", Some(*viewers));
                apply_event(&mut entries, &raid, 0.0);
            }
            SimulatedEvent::GoalsReached(goals) => {
                let figures = goals.iter();
                entries.extend(
                    figures.map(|(key, target)| (Key(key.clone()), Entry::Figure(*target))),
                );
            }
            SimulatedEvent::LongName => {
                for event_type in catalogue::EVENT_TYPES {
                    let event = event(event_type.name, LONG_NAME, Some(12_345.67));
                    apply_event(&mut entries, &event, 0.0);
                }
                lengthen_top_names(&mut entries);
            }
            SimulatedEvent::NetworkLost => {}
            SimulatedEvent::Reset => {
                for (_, entry) in &mut entries {
                    *entry = entry.shape().empty_entry();
                }
            }
        }
        Session::new(entries)
    }
}

/// Makes the event the latest of its type, and adds `amount` to the figures of
/// that type.
fn apply_event(entries: &mut [(Key, Entry)], event: &Event, amount: f64) {
    for (key, entry) in entries {
        let Some(rest) = key.as_str().strip_prefix(event.event_type.as_str()) else {
            continue;
        };
        match (rest, entry) {
            ("-latest", entry) => *entry = Entry::Event(Some(event.clone())),
            ("-recent", Entry::Recent(events)) => {
                events.insert(0, event.clone());
                events.truncate(LIST_LENGTH);
            }
            ("-count", Entry::Figure(figure)) => *figure += 1.0,
            ("-goal" | "-session" | "-week" | "-month" | "-total", Entry::Figure(figure)) => {
                *figure += amount;
            }
            _ => {}
        }
    }
}

fn lengthen_top_names(entries: &mut [(Key, Entry)]) {
    for (key, entry) in entries {
        if let Entry::Event(Some(event)) = entry
            && key.as_str().contains("-top-")
        {
            LONG_NAME.clone_into(&mut event.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::demo::Demo;

    const NOW: Timestamp = Timestamp(0.0);

    fn demo() -> Session {
        Demo::new(NOW).session()
    }

    #[track_caller]
    fn check_latest(session: &Session, key: &str, expected: Option<&str>) {
        let Some(Entry::Event(event)) = session.get(key) else {
            panic!("{key} is no event");
        };
        let name = event.as_ref().map(|event| event.name.as_str());
        assert_eq!(name, expected, "{key}");
    }

    #[track_caller]
    fn check_figure(session: &Session, key: &str, expected: f64) {
        let Some(Entry::Figure(figure)) = session.get(key) else {
            panic!("{key} is no figure");
        };
        assert!((figure - expected).abs() < 1e-6, "{key}: {figure}");
    }

    fn figure(session: &Session, key: &str) -> f64 {
        match session.get(key) {
            Some(Entry::Figure(figure)) => *figure,
            _ => f64::NAN,
        }
    }

    #[test]
    fn a_tip_changes_the_entries_of_tips_only() {
        let demo = demo();
        let session = SimulatedEvent::Tip(25.0).apply(&demo, 1, NOW);
        check_latest(&session, "tip-latest", Some("generous_guest"));
        for key in ["tip-goal", "tip-session", "tip-total"] {
            check_figure(&session, key, figure(&demo, key) + 25.0);
        }
        let Some(Entry::Recent(list)) = session.get("tip-recent") else {
            panic!("no list");
        };
        assert_eq!(list[0].name, "generous_guest");
        assert_eq!(session.get("follower-latest"), demo.get("follower-latest"));
    }

    #[test]
    fn a_follower_counts_as_one() {
        let demo = demo();
        let session = SimulatedEvent::Follower.apply(&demo, 2, NOW);
        check_latest(&session, "follower-latest", Some("newest_friend"));
        let total = figure(&demo, "follower-total");
        check_figure(&session, "follower-total", total + 1.0);
    }

    #[test]
    fn a_raid_is_the_latest_one() {
        let session = SimulatedEvent::Raid(42.0).apply(&demo(), 6, NOW);
        check_latest(&session, "raid-latest", Some("friendly_fleet"));
        let session = SimulatedEvent::NetworkLost.apply(&session, 7, NOW);
        check_latest(&session, "raid-latest", Some("friendly_fleet"));
    }

    #[test]
    fn goals_reach_their_targets() {
        let goals = vec![("tip-goal".to_owned(), 9_999.0)];
        let session = SimulatedEvent::GoalsReached(goals).apply(&demo(), 3, NOW);
        check_figure(&session, "tip-goal", 9_999.0);
    }

    #[test]
    fn a_long_name_appears_in_latest_and_top_entries() {
        let session = SimulatedEvent::LongName.apply(&demo(), 4, NOW);
        for key in ["tip-latest", "cheer-latest", "tip-alltime-top-donator"] {
            check_latest(&session, key, Some(LONG_NAME));
        }
    }

    #[test]
    fn a_reset_empties_every_entry() {
        let session = SimulatedEvent::LongName.apply(&demo(), 5, NOW);
        let session = SimulatedEvent::Reset.apply(&session, 6, NOW);
        check_latest(&session, "tip-latest", None);
        check_figure(&session, "tip-total", 0.0);
    }
}
