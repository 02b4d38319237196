//! Suggestions: the known name that is most like a misspelt one.

/// The name with the smallest edit distance to `text`, however large that is.
/// `None` if there are no names.
pub fn closest<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let (name, _) = with_distance(text, names)?;
    Some(name)
}

/// Like [`closest`], but `None` if `text` needs more than two edits, or more than one
/// for every four letters: then it is another word, not a misspelling.
pub fn misspelt<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let (name, distance) = with_distance(text, names)?;
    (distance <= 2 && distance * 4 <= text.chars().count()).then_some(name)
}

/// Like [`closest`], for the "did you mean" of a value: `None` if the text is empty
/// or a number, and never a number.
pub fn closest_word<'a>(text: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if text.is_empty() || is_number(text) {
        return None;
    }
    closest(text, words.filter(|word| !is_number(word)))
}

/// Whether a text is meant as a number, such as `5`, `-.5`, `1e3` or `10,000`.
fn is_number(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphabetic() && !matches!(letter, 'e' | 'E');
    let text = text.trim_start_matches([' ', '+', '-', '.', ',']);
    text.starts_with(char::is_numeric) && !text.contains(is_letter)
}

/// The name with the smallest edit distance, and that distance: how many letters to
/// insert, delete, replace or swap with their neighbour. Ignores ASCII case.
fn with_distance<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Option<(&'a str, usize)> {
    // The distance takes quadratic time, and no name is that long.
    let text: String = text.to_ascii_lowercase().chars().take(80).collect();
    let distance = |name: &str| strsim::osa_distance(&text, &name.to_ascii_lowercase());
    names
        .map(|name| (name, distance(name)))
        .min_by_key(|(_, distance)| *distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found() {
        let keys = ["tip-goal", "tip-latest", "follower-latest", "cheer-goal"];
        let near = |text| closest(text, keys.into_iter());
        assert_eq!(near("tip-gaol"), Some("tip-goal"));
        assert_eq!(near("followers-latest"), Some("follower-latest"));
        assert_eq!(near("TIP-LATEST"), Some("tip-latest"));
        assert_eq!(closest("x", std::iter::empty()), None);
        assert_eq!(closest("", ["ab", "a"].into_iter()), Some("a"));
        assert_eq!(closest("teh", ["tea", "the"].into_iter()), Some("tea"));
    }

    #[test]
    fn another_word_is_no_misspelling() {
        let keys = [
            "tip-goal",
            "tip-latest",
            "cheer-latest",
            "tip-alltime-top-donator",
            "recent",
        ];
        for (text, expected) in [
            ("tip-gaol", Some("tip-goal")),
            ("tpi-gaol", Some("tip-goal")),
            ("TIP-GOAL", Some("tip-goal")),
            ("recnt", Some("recent")),
            ("fan-goal", None),
            ("share-latest", None),
            ("fan-alltime-top-donator", None),
            ("tpi", None),
            ("", None),
        ] {
            assert_eq!(misspelt(text, keys.into_iter()), expected, "{text}");
        }
    }

    #[test]
    fn numbers_are_neither_corrected_nor_suggested() {
        let near = |text| closest_word(text, ["0", "10", "auto", "on"].into_iter());
        for text in ["", "5", "-.5", "1e3", "10,000", "+3", " 7", "50%"] {
            assert_eq!(near(text), None, "{text}");
        }
        assert_eq!(near("o0"), Some("on"));
        assert_eq!(near("2on"), Some("on"));
        assert_eq!(closest_word("o", ["0"].into_iter()), None);
    }
}
