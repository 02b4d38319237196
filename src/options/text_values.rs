//! Texts of a certain form: colours, fonts, languages, currencies, origins.

use crate::options::OptionSpec;
use crate::options::values::Value;

/// Texts of a certain form, each with the test that it passes.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = |$text:ident| $read:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Value for $name {
            fn read($text: &str, _: &OptionSpec) -> Option<Self> {
                let read: Option<String> = $read;
                read.map($name)
            }
        }
    )*};
}

texts! {
    /// A colour as CSS hex digits without `#`, lower case.
    Colour = |text| {
        let text = text.trim();
        let hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        (hex && matches!(text.len(), 3 | 6 | 8)).then(|| text.to_ascii_lowercase())
    };
    /// One font family's name. It has none of the characters that end a string
    /// in CSS, so it can stand between quotes there.
    Font = |text| {
        let text = text.trim();
        let fits = !text.is_empty()
            && text.chars().count() <= 80
            && !text.contains(|c: char| matches!(c, '"' | '\'' | '\\' | ',' | ';') || c.is_control());
        fits.then(|| text.to_owned())
    };
    /// A BCP 47 language tag as far as its form goes.
    LocaleTag = |text| {
        let text = text.trim().replace('_', "-");
        let mut parts = text.split('-');
        let language = parts.next().unwrap_or_default();
        let fits = matches!(language.len(), 2..=3 | 5..=8)
            && language.bytes().all(|byte| byte.is_ascii_alphabetic())
            && parts.all(|part| {
                (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            });
        fits.then_some(text)
    };
    /// An ISO 4217 code, upper case.
    Currency = |text| {
        let code = text.trim().to_ascii_uppercase();
        CURRENCIES.split(' ').any(|known| known == code).then_some(code)
    };
    /// An http or https origin without a slash at its end, lower case.
    Origin = |text| origin(text);
}

/// The codes of ISO 4217 that are money in use.
const CURRENCIES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD \
    BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL \
    GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD \
    KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK \
    NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP \
    STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF \
    XPF YER ZAR ZMW ZWG";

/// An origin as browsers write it, so that it can be found in an answer's URL.
fn origin(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let text = text.strip_suffix('/').unwrap_or(&text);
    let (scheme, usual_port) = [("https://", 443), ("http://", 80)]
        .into_iter()
        .find(|(scheme, _)| text.starts_with(scheme))?;
    let host = text.strip_prefix(scheme)?;
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let address = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'));
    let name_fits = match address {
        Some(address) => address
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.')),
        None => !name.is_empty() && name.bytes().all(plain),
    };
    if !name_fits {
        return None;
    }
    let Some(port) = port else {
        return Some(text.to_owned());
    };
    let digits = port.bytes().all(|byte| byte.is_ascii_digit());
    let port: u16 = port.parse().ok().filter(|&port| digits && port > 0)?;
    let origin = [scheme, name].concat();
    if port == usual_port {
        return Some(origin);
    }
    Some([&origin, ":", &port.to_string()].concat())
}
