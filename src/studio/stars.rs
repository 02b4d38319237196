//! The figures that the streamer follows in the dock, by their keys.

/// The figures that are followed until the streamer chooses others.
const DEFAULT: [&str; 4] = [
    "tip-goal",
    "subscriber-goal",
    "follower-goal",
    "follower-session",
];

/// The followed keys, in the order in which they were chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stars(Vec<String>);

impl Stars {
    /// The stored keys; the default ones if the text is something else.
    pub fn parse(text: &str) -> Stars {
        let default = || DEFAULT.map(str::to_owned).to_vec();
        Stars(serde_json::from_str(text).unwrap_or_else(|_| default()))
    }

    /// The text for the storage.
    pub fn format(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    /// The keys.
    pub fn keys(&self) -> &[String] {
        &self.0
    }

    /// Whether a key is followed.
    pub fn has(&self, key: &str) -> bool {
        self.0.iter().any(|own| own == key)
    }

    /// Follows a key, or no longer does.
    pub fn toggle(&mut self, key: &str) {
        if self.has(key) {
            self.0.retain(|own| own != key);
        } else {
            self.0.push(key.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_kept() {
        let mut stars = Stars::parse("");
        assert!(stars.has("tip-goal") && !stars.has("tip-month"));
        stars.toggle("tip-month");
        stars.toggle("tip-goal");
        let restored = Stars::parse(&stars.format());
        assert_eq!(restored, stars);
        assert!(!restored.has("tip-goal") && restored.has("tip-month"));
        // Nothing is a choice, too.
        assert!(Stars::parse("[]").keys().is_empty());
        assert_eq!(Stars::parse("{}"), Stars::parse("nonsense"));
    }
}
