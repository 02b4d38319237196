//! Text from chat, before it is drawn.

/// What viewers typed, fit to be drawn: what controls or breaks a line is a
/// space, the characters that turn the direction of the rest of a line are gone,
/// so is what is piled up on one character beyond any script's need, and no more
/// than `most` characters are left, for nobody could read them.
pub(super) fn on_air(said: &str, most: usize) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let mut pile = 0;
    let drawn = said
        .trim()
        .chars()
        .filter(|&c| {
            pile = if takes_no_room(c) { pile + 1 } else { 0 };
            pile <= HIGHEST_PILE && !turns(c)
        })
        .map(|c| if breaks(c) { ' ' } else { c });
    let drawn: String = drawn.take(most).collect();
    drawn.trim().to_owned()
}

/// Vietnamese, Hebrew and Thai pile up three at most.
const HIGHEST_PILE: u32 = 4;

/// Whether a character has no width of its own: the marks that chat piles up,
/// by Unicode's blocks, and what cannot be seen at all.
fn takes_no_room(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{6d6}'..='\u{6ed}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
        | '\u{eb1}' | '\u{eb4}'..='\u{ebc}' | '\u{ec8}'..='\u{ecd}' | '\u{f71}'..='\u{fbc}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{feff}')
}
