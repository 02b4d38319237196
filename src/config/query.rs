//! Queries: ordered pairs of names and values, and their percent-encoding.

/// The decoded pairs of a query or a fragment, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(pub Vec<(String, String)>);

impl Query {
    /// Parses `a=1&b=2` like browsers do: `+` is a space, an invalid escape is kept
    /// as it is, and bytes that are not UTF-8 are replaced.
    pub fn parse(text: &str) -> Query {
        let pair = |part: &str| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (percent_decode(name), percent_decode(value))
        };
        let parts = text.split('&').filter(|part| !part.is_empty());
        Query(parts.map(pair).collect())
    }

    /// Encodes the pairs. A space becomes `%20`, since OBS does not decode `+`.
    pub fn encode(&self) -> String {
        let mut text = String::new();
        for (name, value) in &self.0 {
            if !text.is_empty() {
                text.push('&');
            }
            percent_encode(name, &mut text);
            text.push('=');
            percent_encode(value, &mut text);
        }
        text
    }
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        match (first, after) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, after @ ..]) => match (hex_value(*high), hex_value(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    rest = after;
                }
                _ => bytes.push(first),
            },
            _ => bytes.push(first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex_value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

fn percent_encode(text: &str, to: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~,:".contains(&byte) {
            to.push(char::from(byte));
        } else {
            to.push('%');
            for digit in [byte >> 4, byte & 15] {
                to.push(
                    char::from_digit(u32::from(digit), 16).map_or('0', |c| c.to_ascii_uppercase()),
                );
            }
        }
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
