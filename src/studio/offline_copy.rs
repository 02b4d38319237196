//! The offline copy: one file that contains the whole overlay and its address.

use serde_json::json;

/// The element of the built file that takes the address. `src/loader/offline.js`
/// reads it.
const CONFIG_PLACEHOLDER: &str = r#"<script type="application/json" id="settings">{}</script>"#;

/// Writes an address into the copy; the query without `?`, the fragment without
/// `#`. `None` if the text is not a copy without an address.
pub fn embed_config(copy: &str, query: &str, fragment: &str) -> Option<String> {
    let (before, after) = copy.split_once(CONFIG_PLACEHOLDER)?;
    // A `</script>` in the address would end the element.
    let config = json!({ "query": query, "fragment": fragment })
        .to_string()
        .replace('<', "\\u003c");
    let element = CONFIG_PLACEHOLDER.replace("{}", &config);
    Some(format!("{before}{element}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_takes_one_address() {
        let copy = format!("<p>{CONFIG_PLACEHOLDER}</p>");
        let query = "widget=tip-latest&title=</script><!--&empty=\"\\";
        let embedded = embed_config(&copy, query, "apikey=made-up").unwrap_or_default();
        let json = embedded
            .strip_prefix(r#"<p><script type="application/json" id="settings">"#)
            .and_then(|rest| rest.strip_suffix("</script></p>"))
            .unwrap_or_default();
        assert!(!json.contains('<'), "{json}");
        let config: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
        let expected = json!({ "query": query, "fragment": "apikey=made-up" });
        assert_eq!(config, expected);
        assert_eq!(embed_config(&embedded, query, ""), None);
        assert_eq!(embed_config("<!doctype html>", query, ""), None);
    }
}
