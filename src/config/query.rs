//! Queries: ordered pairs of names and values, and their percent-encoding.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The characters that an address encodes. `form_urlencoded` would write a space as `+`,
/// which OBS does not decode.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b',')
    .remove(b':');

/// The decoded pairs of a query or a fragment, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(pub Vec<(String, String)>);

impl Query {
    /// Parses `a=1&b=2` like browsers do: `+` is a space, an invalid escape is kept
    /// as it is, and bytes that are not UTF-8 are replaced.
    pub fn parse(text: &str) -> Query {
        Query(
            form_urlencoded::parse(text.as_bytes())
                .into_owned()
                .collect(),
        )
    }

    /// Encodes the pairs, a space as `%20`.
    pub fn encode(&self) -> String {
        let encode = |text| utf8_percent_encode(text, ENCODED);
        let pairs = self.0.iter();
        let pairs = pairs.map(|(name, value)| format!("{}={}", encode(name), encode(value)));
        pairs.collect::<Vec<_>>().join("&")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_query_is_parsed_like_in_browsers() {
        let pairs = |text: &str| {
            let pairs = Query::parse(text).0.into_iter();
            pairs
                .map(|(name, value)| name + "→" + &value)
                .collect::<Vec<_>>()
        };
        assert_eq!(pairs("a=1&&b=x=y&c&=d"), ["a→1", "b→x=y", "c→", "→d"]);
        assert_eq!(pairs("t=New%20PC+now%2B%zz%2"), ["t→New PC now+%zz%2"]);
        assert_eq!(pairs("t=%E2%82%AC%ff€"), ["t→€\u{fffd}€"]);
    }

    #[test]
    fn spaces_are_encoded_for_obs() {
        let query = Query(vec![("title".to_owned(), "a b+c&d#e%".to_owned())]);
        assert_eq!(query.encode(), "title=a%20b%2Bc%26d%23e%25");
    }

    proptest! {
        #[test]
        fn encoding_is_the_inverse_of_parsing(pairs: Vec<(String, String)>) {
            let query = Query(pairs);
            prop_assert_eq!(Query::parse(&query.encode()), query);
        }
    }
}
