//! The viewers, messages, amounts and initial figures of the demo session.

/// Made-up names, in several scripts and of several lengths.
pub(super) const NAMES: [&str; 20] = [
    "moss_and_fern",
    "Captain Pixel",
    "noodle_knight",
    "さくらもち",
    "quietstorm",
    "Zoë Lindqvist",
    "bit_wizard",
    "tofu_rocket",
    "نجمة الليل",
    "lowpolylou",
    "The Last Teacup",
    "karl_kaktus",
    "מיכל",
    "ember.ash",
    "두부라떼",
    "sunny_side_up",
    "owl_o_clock",
    "Пётр",
    "m4rble",
    "JustASmallTownGirlLivingInALonelyWorld",
];
pub(super) const MESSAGES: [&str; 6] = [
    "Loving the stream!",
    "For the new PC 🎉",
    "gg, well played",
    "Take my money",
    "よろしくね",
    "Hi from the couch",
];

pub(super) const TIPS: [f64; 8] = [3.0, 5.0, 5.0, 10.0, 12.5, 20.0, 42.0, 100.0];
pub(super) const TIERS: [&str; 4] = ["1000", "prime", "2000", "3000"];

/// The figures at the start.
pub(super) const FIGURES: &[(&str, f64)] = &[
    ("follower-goal", 71.0),
    ("follower-session", 4.0),
    ("follower-week", 63.0),
    ("follower-month", 288.0),
    ("follower-total", 12_846.0),
    ("subscriber-goal", 31.0),
    ("subscriber-points", 164.0),
    ("subscriber-session", 3.0),
    ("subscriber-resub-session", 2.0),
    ("subscriber-week", 17.0),
    ("subscriber-month", 58.0),
    ("subscriber-total", 143.0),
    ("tip-goal", 8_859.6),
    ("tip-session", 46.5),
    ("tip-week", 391.25),
    ("tip-month", 1_204.75),
    ("tip-total", 48_310.5),
    ("tip-count", 3.0),
    ("cheer-goal", 1_450.0),
    ("cheer-session", 300.0),
    ("cheer-week", 2_100.0),
    ("cheer-month", 9_800.0),
    ("cheer-total", 84_200.0),
    ("cheer-count", 2.0),
    ("hypetrain-total", 2_300.0),
    ("hypetrain-level-goal", 3_000.0),
    ("hypetrain-level-progress", 1_840.0),
];

/// A goal above this figure starts again at zero.
pub(super) const GOAL_LIMITS: [(&str, f64); 4] = [
    ("tip-goal", 10_400.0),
    ("follower-goal", 105.0),
    ("subscriber-goal", 55.0),
    ("cheer-goal", 5_500.0),
];

pub(super) const LISTS: &[&str] = &[
    "follower-recent",
    "subscriber-recent",
    "tip-recent",
    "cheer-recent",
    "raid-recent",
];
