//! Options whose value is text of a certain form: colours, fonts, languages,
//! currencies, origins.

use crate::options::OptionSpec;
use crate::options::values::OptionValue;

/// A colour as CSS hex digits without `#`, lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colour(String);

impl Colour {
    /// The 3, 6 or 8 hex digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl OptionValue for Colour {
    fn parse(text: &str, _: &OptionSpec) -> Option<Self> {
        let text = text.trim();
        let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        (is_hex && matches!(text.len(), 3 | 6 | 8)).then(|| Colour(text.to_ascii_lowercase()))
    }
}

/// The faces that the site has, one for each theme in the order of the themes.
pub const FACES: [&str; 6] = [
    "Saira",
    "Rubik",
    "Oxanium",
    "Piazzolla",
    "Jersey 10",
    "Manrope",
];

/// The name of one font family. It contains no quote, backslash, comma, semicolon or
/// control character, so it can stand between quotes in CSS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Font(String);

impl Font {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl OptionValue for Font {
    fn parse(text: &str, _: &OptionSpec) -> Option<Self> {
        let text = text.trim();
        let is_special = |c: char| matches!(c, '"' | '\'' | '\\' | ',' | ';') || c.is_control();
        let fits = !text.is_empty() && text.chars().count() <= 80 && !text.contains(is_special);
        fits.then(|| Font(text.to_owned()))
    }
}

/// A text with the form of a BCP 47 language tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocaleTag(String);

impl LocaleTag {
    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl OptionValue for LocaleTag {
    fn parse(text: &str, _: &OptionSpec) -> Option<Self> {
        let text = text.trim().replace('_', "-");
        let mut parts = text.split('-');
        let language = parts.next().unwrap_or_default();
        let fits = matches!(language.len(), 2..=3 | 5..=8)
            && language.bytes().all(|byte| byte.is_ascii_alphabetic())
            && parts.all(|part| {
                (1..=8).contains(&part.len())
                    && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            });
        fits.then_some(LocaleTag(text))
    }
}

/// An ISO 4217 currency code, upper case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Currency(String);

impl Currency {
    /// The three letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl OptionValue for Currency {
    fn parse(text: &str, _: &OptionSpec) -> Option<Self> {
        let code = text.trim().to_ascii_uppercase();
        let is_known = CURRENCIES.split(' ').any(|known| known == code);
        is_known.then_some(Currency(code))
    }
}

/// An http or https origin without a slash at its end, lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// The origin.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl OptionValue for Origin {
    fn parse(text: &str, _: &OptionSpec) -> Option<Self> {
        normalize_origin(text, [("https://", 443), ("http://", 80)]).map(Origin)
    }
}

/// A wss or ws origin without a slash at its end, lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SocketOrigin(String);

impl SocketOrigin {
    /// The origin.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl OptionValue for SocketOrigin {
    fn parse(text: &str, _: &OptionSpec) -> Option<Self> {
        normalize_origin(text, [("wss://", 443), ("ws://", 80)]).map(SocketOrigin)
    }
}

/// The ISO 4217 codes of currencies in use.
const CURRENCIES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD \
    BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL \
    GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD \
    KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK \
    NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP \
    STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF \
    XPF YER ZAR ZMW ZWG";

/// An origin as browsers write it, so that it compares equal to a part of a URL: lower
/// case, without the default port of its scheme, which is one of these.
fn normalize_origin(text: &str, schemes: [(&str, u16); 2]) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let text = text.strip_suffix('/').unwrap_or(&text);
    let (scheme, default_port) = schemes
        .into_iter()
        .find(|(scheme, _)| text.starts_with(scheme))?;
    let host = text.strip_prefix(scheme)?;
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    };
    if !is_host(name) {
        return None;
    }
    let Some(port) = port else {
        return Some(text.to_owned());
    };
    let is_digits = port.bytes().all(|byte| byte.is_ascii_digit());
    let port: u16 = port.parse().ok().filter(|&port| is_digits && port > 0)?;
    let origin = format!("{scheme}{name}");
    if port == default_port {
        return Some(origin);
    }
    Some(format!("{origin}:{port}"))
}

/// Whether a text may be a host: a name, an IPv4 address, or an IPv6 address in
/// brackets.
fn is_host(name: &str) -> bool {
    let ipv6 = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'));
    let is_name_byte = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let is_ipv6_byte = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
    match ipv6 {
        Some(address) => address.bytes().all(is_ipv6_byte),
        None => !name.is_empty() && name.bytes().all(is_name_byte),
    }
}
