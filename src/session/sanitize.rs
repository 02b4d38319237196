//! Cleans text from chat before it is drawn.

/// Cleans text that viewers typed: control characters and line breaks become
/// spaces, characters that change the direction of the following text are
/// removed, and so are more than [`MAX_COMBINING`] marks on one character. At most
/// `max_chars` characters remain.
pub(super) fn sanitize(text: &str, max_chars: usize) -> String {
    let is_bidi_control = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_break = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let mut combining = 0;
    let clean: String = text
        .trim()
        .chars()
        .filter(|&c| {
            combining = if is_zero_width(c) { combining + 1 } else { 0 };
            combining <= MAX_COMBINING && !is_bidi_control(c)
        })
        .map(|c| if is_break(c) { ' ' } else { c })
        .take(max_chars)
        .collect();
    clean.trim().to_owned()
}

/// Vietnamese, Hebrew and Thai have three marks on a character at most.
const MAX_COMBINING: u32 = 4;

/// Whether a character has no width of its own: combining marks, by Unicode
/// block, and invisible characters.
fn is_zero_width(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{6d6}'..='\u{6ed}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
        | '\u{eb1}' | '\u{eb4}'..='\u{ebc}' | '\u{ec8}'..='\u{ecd}' | '\u{f71}'..='\u{fbc}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combining_marks_are_limited() {
        for (text, expected) in [
            ("z\u{301}\u{302}", "z\u{301}\u{302}"),
            (
                &["z", &"\u{301}".repeat(500), "b"].concat(),
                "z\u{301}\u{301}\u{301}\u{301}b",
            ),
            (
                &["a", &"\u{200b}".repeat(500), "b"].concat(),
                "a\u{200b}\u{200b}\u{200b}\u{200b}b",
            ),
            ("กี้ น้ำ", "กี้ น้ำ"),
            (
                "👩\u{200d}👩\u{200d}👧\u{200d}👦🏳\u{fe0f}\u{200d}🌈",
                "👩\u{200d}👩\u{200d}👧\u{200d}👦🏳\u{fe0f}\u{200d}🌈",
            ),
            ("one\u{2028}two\nthree\u{0}", "one two three"),
            ("\u{202e}evil\u{2066}", "evil"),
        ] {
            assert_eq!(sanitize(text, 60), expected, "{text:?}");
        }
    }
}
