//! Who is known to the stub; all of it made up.

/// The one channel there is.
pub const CHANNEL: &str = "577c0455f9a31ea72a36b2b3";
/// Reads.
pub const APIKEY: &str = "MadeUp-Overlay_Token-0042";
/// Reads and writes. Its payload is `{"channel": CHANNEL, "exp": 4102444800}`.
pub const JWT: &str = "eyJhbGciOiJIUzI1NiJ9.\
    eyJjaGFubmVsIjoiNTc3YzA0NTVmOWEzMWVhNzJhMzZiMmIzIiwiZXhwIjo0MTAyNDQ0ODAwfQ.bWFkZS11cA";
