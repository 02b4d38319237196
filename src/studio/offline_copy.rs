//! The offline copy: one file that holds the whole overlay, and its address.

use serde_json::json;

/// Where the copy, as the build leaves it, has room for an address. What reads
/// it is `src/loader/offline.js`.
const ROOM: &str = r#"<script type="application/json" id="settings">{}</script>"#;

/// The copy with this address in it, given without `?` and `#`; `None` where the
/// text is no such copy, or has an address already.
pub fn fill(copy: &str, query: &str, fragment: &str) -> Option<String> {
    let (before, after) = copy.split_once(ROOM)?;
    // Nothing in it may end the element that it stands in.
    let address = json!({ "query": query, "fragment": fragment })
        .to_string()
        .replace('<', "\\u003c");
    let filled = ROOM.replace("{}", &address);
    Some([before, &filled, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_takes_one_address() {
        let copy = ["<p>", ROOM, "</p>"].concat();
        let query = "widget=tip-latest&title=</script><!--&empty=\"\\";
        let filled = fill(&copy, query, "apikey=made-up").unwrap_or_default();
        let json = filled
            .strip_prefix(r#"<p><script type="application/json" id="settings">"#)
            .and_then(|rest| rest.strip_suffix("</script></p>"))
            .unwrap_or_default();
        assert!(!json.contains('<'), "{json}");
        let read: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
        assert_eq!(
            read,
            json!({ "query": query, "fragment": "apikey=made-up" })
        );
        assert_eq!(fill(&filled, query, ""), None);
        assert_eq!(fill("<!doctype html>", query, ""), None);
    }
}
