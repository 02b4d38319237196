//! Slips of the pen: of some names, the one that was most likely meant.

/// Of `names`, the one that `text` most looks like.
pub fn closest<'a>(text: &str, mut names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    nearest_of(text, &mut names)
}

/// One code path for all that names come from.
fn nearest_of<'a>(text: &str, names: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    // A name that long is no slip of the pen, and the distance is quadratic.
    let text: Vec<char> = text.to_ascii_lowercase().chars().take(80).collect();
    names.min_by_key(|name| distance(&text, name))
}

/// How many letters to add, drop, change or swap with their neighbour.
fn distance(text: &[char], name: &str) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=text.len()).collect();
    let mut last = None;
    for (row, letter) in name.chars().map(|c| c.to_ascii_lowercase()).enumerate() {
        let mut here = vec![row + 1];
        let mut left = row + 1;
        for (column, (&typed, pair)) in text.iter().zip(above.windows(2)).enumerate() {
            let [diagonal, up] = *pair else { break };
            let mut cost = (diagonal + usize::from(typed != letter))
                .min(up + 1)
                .min(left + 1);
            let swapped = column
                .checked_sub(1)
                .filter(|&previous| text.get(previous) == Some(&letter) && last == Some(typed));
            if let Some(two_back) = swapped.and_then(|previous| before.get(previous)) {
                cost = cost.min(two_back + 1);
            }
            here.push(cost);
            left = cost;
        }
        before = std::mem::replace(&mut above, here);
        last = Some(letter);
    }
    above.last().copied().unwrap_or(0)
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
}
