//! Session Overlay: the widgets of a `StreamElements` session as one static page
//! for an OBS browser source.
//!
//! The address says everything: whose session, which widgets, and how they
//! look. The page fetches the session in the browser, draws the widgets, and
//! polls again on a timer. There is no server of ours.
//!
//! # Flow
//!
//! ```text
//! address ─query─▶ config ─────────┬──────────▶ widget ─state(scene)─▶ GoalState… ─▶ view ─▶ DOM
//!                    │ account     │                        ▲ equality
//!                    ▼             │                        │
//!                  live ─▶ client ─▶ decode ─▶ session ─▶ Feed.receive ─▶ one signal of Feed
//! ```
//!
//! One direction. What changes on air is one signal, the [`polling::Feed`]; every
//! widget follows its own entries in it, and equality stops what says nothing new.
//! Before that, the same text is not read at all, and of another text only the
//! entries that are written otherwise.
//!
//! # Floors
//!
//! A module uses its own floor and lower ones; `tests/project.rs` holds that.
//! Floors 0 to 3 are pure: they know no browser, no clock and no network, and
//! are tested natively. So that this stays cheap, the higher floors and all
//! that they depend on exist for `wasm32` alone.
//!
//! | floor | modules | what they are |
//! |---|---|---|
//! | 0 | [`moment`] [`json`] [`session`] [`account`] [`query`] [`nearest`] | the plain things |
//! | 1 | [`catalogue`] [`kind`] [`format`] [`template`] [`poll`] | what is known and decided about them |
//! | 2 | [`problem`] [`option`] [`decode`] | the two doors: addresses and JSON |
//! | 3 | [`value`] [`settings`] [`widget`] [`demo`] [`config`] [`draft`] [`control`] [`happening`] [`preset`] [`edit`] [`kept`] [`offline`] | settings → state, and the address as a whole |
//! | 4 | `browser` `client` | the edge: all that touches the browser, and the API's calls |
//! | 5 | `live` `view` | the poll loop; the components. They do not know each other |
//! | 6 | `page` | joins them: the overlay, and the studio, which is the configurator and the dock |
//!
//! # Two programs
//!
//! `src/loader/boot.js`, which the build puts at the beginning of the page, loads one of two
//! bundles: the overlay, or the studio. For an overlay `src/loader/early.js` asks for the
//! session at the same time. The studio
//! draws its preview with the overlay's own views (`page::picture` in a frame)
//! and reads what it makes with the overlay's own parser; [`draft`], [`control`],
//! [`happening`], [`preset`], [`edit`], [`kept`] and [`offline`] are the studio's alone.
//!
//! The build also makes `offline.html`, one file that holds the overlay and its
//! address; `src/loader/offline.js` starts it.
//!
//! # What holds everywhere
//!
//! - A session's entry has one of three shapes: figure, event, recent list. A
//!   widget's kind draws exactly one shape. There is no code per key.
//! - Text means something at one door only. An address goes through [`config`],
//!   where all its problems are found at once; JSON goes through [`decode`],
//!   where an odd entry costs itself and nothing else.
//! - Options stand in one table, [`option`]; defaults stand nowhere else.
//! - A failed poll changes the fault and never the session.
//! - A credential leaves [`account`] in the `Authorization` header, in storage
//!   when the person says so, and in what the configurator makes, only. Pages
//!   that poll together find each other by a digest of it.
//! - Style is CSS's: Rust sets classes, `data-*` and numbers as custom
//!   properties. A theme is a file in `style/themes`, and Rust knows its name.
//! - Motion is the style sheet's too. Rust marks what changed, lets a figure
//!   follow the bar that moves, and lays a ticker's [`widget::lane`] anew when
//!   what is on it changed; while nothing changes, nothing of ours runs.
//! - No panic can be reached from an address, the API or the browser.
//!
//! # Deviations from a usual Leptos app
//!
//! A browser source shares the machine with a game, so the overlay's download, its
//! start and its polls are budgets; the README has what each costs beside plain
//! JavaScript. What was measured to be worth a way of its own:
//!
//! - The overlay's widgets are not written in `view!`. Each is elements that are
//!   made once and one effect that changes them (`view::drawn`); a changed session
//!   wakes those alone whose entries changed (`view::Stage`). The studio is written
//!   in `view!`, and holds the same components.
//! - JSON is read in raw pieces ([`json`]), and of a session only the entries that
//!   are written otherwise than before ([`decode`]).
//! - A poll is one request made ready once (`api::Ask`), awaited by one pair of
//!   callbacks (`browser::waiter`) in which the poll loop itself goes on
//!   (`browser::drive`).
//! - No sorting, printing or reading of floats of Rust's own: the browser's `Intl`
//!   and `String` do that.
//! - `.ci/lean.mjs` makes short the names by which the program and its glue know
//!   each other, has texts go over whole, and leaves out what nothing calls.

pub mod session;

pub mod options;

pub mod widget;

pub mod config;

pub mod polling;

#[cfg(target_arch = "wasm32")]
pub mod api;
#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod components;
#[cfg(target_arch = "wasm32")]
pub mod live;
#[cfg(target_arch = "wasm32")]
pub mod overlay;

pub mod studio;
