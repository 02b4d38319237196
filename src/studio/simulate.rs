//! Things that happen on a stream, for whoever wants to see how it will look.

use crate::session::catalogue;
use crate::session::timestamp::Timestamp;
use crate::session::{Entry, Event, Key, Session};

/// Something that is made to happen.
#[derive(Clone, Debug, PartialEq)]
pub enum SimulatedEvent {
    /// Somebody follows.
    Follower,
    /// Somebody tips so much.
    Tip(f64),
    /// Figures come to where goals want them.
    Reached(Vec<(String, f64)>),
    /// Somebody of a very long name does everything there is to do.
    LongName,
    /// A stream that has just begun: nobody has done anything.
    Nobody,
}

const LONG_NAME: &str = "TheVeryLongestNameThatAnybodyHasEverHeardOfInThisChatRoomXXL";

impl SimulatedEvent {
    /// The session after this has happened, the `number`th thing that was made
    /// to, at this moment.
    #[must_use]
    pub fn after(&self, session: &Session, number: usize, now: Timestamp) -> Session {
        let event = |event_type: &str, name: &str, amount: Option<f64>| Event {
            event_type: event_type.to_owned(),
            name: name.to_owned(),
            amount,
            message: "This is how it will look".to_owned(),
            tier: String::new(),
            sender: String::new(),
            created: Some(now),
            id: ["made-", event_type, &number.to_string()].concat(),
        };
        let mut entries: Vec<(Key, Entry)> = session
            .entries()
            .map(|(key, entry)| (key.clone(), entry.clone()))
            .collect();
        match self {
            SimulatedEvent::Follower => {
                take_in(&mut entries, &event("follower", "newest_friend", None), 1.0);
            }
            SimulatedEvent::Tip(amount) => {
                take_in(
                    &mut entries,
                    &event("tip", "generous_guest", Some(*amount)),
                    *amount,
                );
            }
            SimulatedEvent::Reached(goals) => {
                for (key, target) in goals {
                    entries.push((Key::from(key.as_str()), Entry::Figure(*target)));
                }
            }
            SimulatedEvent::LongName => {
                for event_type in catalogue::EVENT_TYPES {
                    take_in(
                        &mut entries,
                        &event(event_type.name, LONG_NAME, Some(12_345.67)),
                        0.0,
                    );
                }
                for (key, entry) in &mut entries {
                    if let Entry::Event(Some(event)) = entry
                        && key.as_str().contains("-top-")
                    {
                        LONG_NAME.clone_into(&mut event.name);
                    }
                }
            }
            SimulatedEvent::Nobody => {
                for (_, entry) in &mut entries {
                    *entry = entry.shape().empty_entry();
                }
            }
        }
        Session::new(entries)
    }
}

/// Puts an event at the top of its list and adds to the figures of its source.
fn take_in(entries: &mut [(Key, Entry)], event: &Event, count: f64) {
    for (key, entry) in entries.iter_mut() {
        let Some(rest) = key.as_str().strip_prefix(event.event_type.as_str()) else {
            continue;
        };
        match (rest, entry) {
            ("-latest", entry) => *entry = Entry::Event(Some(event.clone())),
            ("-recent", Entry::Recent(events)) => {
                events.insert(0, event.clone());
                events.truncate(25);
            }
            ("-count", Entry::Figure(figure)) => *figure += 1.0,
            ("-goal" | "-session" | "-week" | "-month" | "-total", Entry::Figure(figure)) => {
                *figure += count;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::demo::Demo;

    fn latest(session: &Session, key: &str) -> Option<String> {
        match session.get(key) {
            Some(Entry::Event(event)) => event.as_ref().map(|event| event.name.clone()),
            _ => None,
        }
    }

    fn figure(session: &Session, key: &str) -> f64 {
        match session.get(key) {
            Some(Entry::Figure(figure)) => *figure,
            _ => f64::NAN,
        }
    }

    #[test]
    fn what_happens_shows_everywhere_it_counts() {
        let now = Timestamp(0.0);
        let demo = Demo::new(now).session();
        let tipped = SimulatedEvent::Tip(25.0).after(&demo, 1, now);
        assert_eq!(
            latest(&tipped, "tip-latest").as_deref(),
            Some("generous_guest")
        );
        for key in ["tip-goal", "tip-session", "tip-total"] {
            let more = figure(&tipped, key) - figure(&demo, key);
            assert!((more - 25.0).abs() < 1e-6, "{key}: {more}");
        }
        assert_eq!(
            latest(&tipped, "follower-latest"),
            latest(&demo, "follower-latest")
        );
        let Some(Entry::Recent(list)) = tipped.get("tip-recent") else {
            panic!("no list");
        };
        assert_eq!(list[0].name, "generous_guest");

        let followed = SimulatedEvent::Follower.after(&tipped, 2, now);
        assert_eq!(
            latest(&followed, "follower-latest").as_deref(),
            Some("newest_friend")
        );
        let reached =
            SimulatedEvent::Reached(vec![("tip-goal".to_owned(), 9_999.0)]).after(&demo, 3, now);
        assert!((figure(&reached, "tip-goal") - 9_999.0).abs() < 1e-6);
        let long = SimulatedEvent::LongName.after(&demo, 4, now);
        for key in ["tip-latest", "cheer-latest", "tip-alltime-top-donator"] {
            assert_eq!(latest(&long, key).as_deref(), Some(LONG_NAME), "{key}");
        }
        let nobody = SimulatedEvent::Nobody.after(&long, 5, now);
        assert_eq!(latest(&nobody, "tip-latest"), None);
        assert!(figure(&nobody, "tip-total").abs() < 1e-6);
    }
}
