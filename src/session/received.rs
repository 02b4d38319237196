//! How a page has received a session.

/// How a page has received a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// Whether it is that of an earlier start of the page, which the server has not confirmed.
    pub is_cached: bool,
    /// Which of its new events are news.
    pub news: News,
    /// Whether another page of this browser requests it.
    pub is_follower: bool,
}

/// Which of a session's new events have happened just now, as far as the page can tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum News {
    /// All of them.
    #[default]
    All,
    /// Those that are not much older than the newest known one: the answer before was long ago.
    Recent,
    /// None: the page has just started, or was hidden until now.
    None,
}
