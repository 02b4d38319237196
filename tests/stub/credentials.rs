//! The channel and the credentials that the stub accepts, all made up.

/// The only channel.
pub const CHANNEL: &str = "577c0455f9a31ea72a36b2b3";
/// May read.
pub const APIKEY: &str = "MadeUp-Overlay_Token-0042";
/// May read and write. Its payload is `{"channel": CHANNEL, "exp": 4102444800}`.
pub const JWT: &str = "eyJhbGciOiJIUzI1NiJ9.\
    eyJjaGFubmVsIjoiNTc3YzA0NTVmOWEzMWVhNzJhMzZiMmIzIiwiZXhwIjo0MTAyNDQ0ODAwfQ.bWFkZS11cA";
