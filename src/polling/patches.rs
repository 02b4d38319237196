//! What frames have changed since the last answer.

use crate::session::decode::{decode_entry, entries};
use crate::session::{Key, Session};

/// A change of the session.
#[derive(Clone, Debug, PartialEq)]
pub enum Patch {
    /// The key and the JSON of one entry.
    Entry(String, String),
    /// The JSON of all entries.
    Session(String),
}

/// The changes that the next answer may not have yet, in order.
#[derive(Clone, Debug, Default)]
pub struct Patches {
    patches: Vec<Patch>,
    /// How many of them came before the request that is under way.
    requested: usize,
}

impl Patches {
    /// Patches that another page has received.
    pub fn new(patches: Vec<Patch>) -> Patches {
        Patches {
            patches,
            requested: 0,
        }
    }

    /// All patches.
    pub fn all(&self) -> &[Patch] {
        &self.patches
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.patches.is_empty()
    }

    /// Adds a patch. It replaces those that it makes void.
    pub fn push(&mut self, patch: Patch) {
        let is_void = |earlier: &Patch| match (&patch, earlier) {
            (Patch::Session(_), _) => true,
            (Patch::Entry(key, _), Patch::Entry(earlier, _)) => key == earlier,
            (Patch::Entry(..), Patch::Session(_)) => false,
        };
        let requested = self.patches.iter().take(self.requested);
        self.requested = requested.filter(|earlier| !is_void(earlier)).count();
        self.patches.retain(|earlier| !is_void(earlier));
        self.patches.push(patch);
    }

    /// Notes that a request is sent: its answer counts more than the patches so far.
    pub fn note_request(&mut self) {
        self.requested = self.patches.len();
    }

    /// Drops the patches that the answer to the last request includes.
    pub fn drop_requested(&mut self) {
        self.patches.drain(..self.requested.min(self.patches.len()));
        self.requested = 0;
    }

    /// A session with all patches.
    #[must_use]
    pub fn apply(&self, session: &Session) -> Session {
        let patches = self.patches.iter();
        patches.fold(session.clone(), |session, patch| {
            patch.apply(&session).unwrap_or(session)
        })
    }
}

impl Patch {
    /// A session with this patch; `None` if it cannot be decoded.
    pub fn apply(&self, session: &Session) -> Option<Session> {
        match self {
            Patch::Entry(key, raw) => {
                let entry = decode_entry(key, raw)?;
                Some(session.with(Key(key.clone()), entry))
            }
            Patch::Session(raw) => {
                let mut patched = entries(raw)?;
                patched.last_reset.at = session.last_reset.at;
                patched.last_reset.is_pushed = true;
                Some(patched)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::decode;
    use proptest::prelude::*;

    fn session(data: &str) -> Session {
        entries(data).unwrap_or_default()
    }

    fn reset(data: &str) -> Session {
        let mut session = session(data);
        session.last_reset.is_pushed = true;
        session
    }

    fn entry(key: &str, amount: u32) -> Patch {
        Patch::Entry(
            key.to_owned(),
            format!(r#"{{"amount":{amount},"activityId":"a"}}"#),
        )
    }

    #[test]
    fn a_patch_changes_what_it_names() {
        let before = session(r#"{"tip-goal":{"amount":1},"tip-week":2}"#);
        let patched = |patch: Patch| patch.apply(&before);
        assert_eq!(
            patched(entry("tip-goal", 5)),
            Some(session(r#"{"tip-goal":5,"tip-week":2}"#))
        );
        assert_eq!(
            patched(entry("new-key", 7)),
            Some(session(r#"{"tip-goal":1,"tip-week":2,"new-key":7}"#))
        );
        assert_eq!(
            patched(Patch::Session(r#"{"tip-week":0}"#.to_owned())),
            Some(reset(r#"{"tip-week":0}"#))
        );
        for unreadable in ["", "[]", "null", r#"{"name":"x"}"#] {
            let patch = Patch::Entry("tip-goal".to_owned(), unreadable.to_owned());
            assert_eq!(patched(patch), None, "{unreadable}");
        }
        assert_eq!(patched(Patch::Session("[]".to_owned())), None);
    }

    #[test]
    fn an_answer_keeps_what_came_after_its_request() {
        let mut patches = Patches::default();
        patches.push(entry("a", 1));
        patches.push(entry("b", 1));
        patches.note_request();
        patches.push(entry("a", 2));
        patches.push(entry("c", 1));
        patches.drop_requested();
        assert_eq!(patches.all(), [entry("a", 2), entry("c", 1)]);
        // The answer to a later request counts.
        patches.note_request();
        patches.drop_requested();
        assert!(patches.is_empty());
    }

    #[test]
    fn a_reset_makes_earlier_patches_void() {
        let mut patches = Patches::default();
        patches.push(entry("a", 1));
        patches.note_request();
        patches.push(Patch::Session("{}".to_owned()));
        patches.push(entry("b", 1));
        patches.drop_requested();
        assert_eq!(patches.all().len(), 2);
        assert_eq!(patches.apply(&session(r#"{"a":9}"#)), reset(r#"{"b":1}"#));
    }

    /// A step of a server and of the page that watches it.
    #[derive(Clone, Debug)]
    enum Step {
        /// The server changes an entry and pushes a frame.
        Change(u8, u32),
        Reset,
        /// The page sends a request.
        Request,
        /// The server reads its session for the answer.
        Read,
        /// The answer arrives.
        Answer,
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            4 => (0..3_u8, 1..1000_u32).prop_map(|(key, amount)| Step::Change(key, amount)),
            1 => Just(Step::Reset),
            2 => Just(Step::Request),
            2 => Just(Step::Read),
            2 => Just(Step::Answer),
        ]
    }

    proptest! {
        /// Frames come at once and in order, and answers at any time: the page then always
        /// shows the server's session.
        #[test]
        fn the_page_never_goes_back(steps in proptest::collection::vec(step(), 1..40)) {
            let mut server = session(r#"{"k0":0,"k1":0,"k2":0}"#);
            let (mut shown, mut patches) = (server.clone(), Patches::default());
            // A request, and the session that its answer has once the server has read it.
            let mut request: Option<Option<Session>> = None;
            for step in steps {
                let patch = match step {
                    Step::Change(key, amount) => Some(entry(&format!("k{key}"), amount)),
                    Step::Reset => Some(Patch::Session(r#"{"k0":0,"k1":0,"k2":0}"#.to_owned())),
                    Step::Request => {
                        if request.is_none() {
                            patches.note_request();
                            request = Some(None);
                        }
                        None
                    }
                    Step::Read => {
                        if request == Some(None) {
                            request = Some(Some(server.clone()));
                        }
                        None
                    }
                    Step::Answer => {
                        if let Some(Some(answer)) = request.clone() {
                            request = None;
                            patches.drop_requested();
                            shown = patches.apply(&answer);
                        }
                        None
                    }
                };
                if let Some(patch) = patch {
                    server = patch.apply(&server).unwrap_or(server);
                    shown = patch.apply(&shown).unwrap_or(shown);
                    patches.push(patch);
                }
                prop_assert_eq!(&shown, &server);
            }
        }
    }

    #[test]
    fn a_frame_is_read_like_an_answer() {
        let raw = r#"{"name":"Ada","amount":"5","activityId":"x"}"#;
        let text = format!(r#"{{"data":{{"tip-latest":{raw}}}}}"#);
        let answer = decode::session(&text).map(|decoded| decoded.session);
        let patch = Patch::Entry("tip-latest".to_owned(), raw.to_owned());
        assert_eq!(patch.apply(&Session::default()), answer.ok());
    }
}
