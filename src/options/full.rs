//! What only the full overlay has.

/// Proof that this is the full overlay, built with the feature `full`, which also has
/// timers, alerts, credits, milestones, added figures and the demo.
///
/// Other addresses load a smaller overlay. No value of this type exists there, so the compiler
/// leaves out what needs one. `src/loader/boot.js` chooses the program.
#[cfg(feature = "full")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full(());

/// Nothing: this is not the full overlay.
#[cfg(not(feature = "full"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Full {}

impl Full {
    /// `None` if this is not the full overlay.
    pub fn get() -> Option<Full> {
        #[cfg(feature = "full")]
        return Some(Full(()));
        #[cfg(not(feature = "full"))]
        None
    }
}
