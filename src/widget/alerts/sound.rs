//! The notes of the sounds. They are synthesized: no file is loaded.

use crate::options::values::Sound;

/// A note, which begins loud and fades out as if it was struck.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Note {
    /// In hertz.
    pub frequency: f32,
    /// When it begins, in seconds.
    pub start: f64,
    /// How long it is, in seconds.
    pub length: f64,
}

const fn note(frequency: f32, start: f64, length: f64) -> Note {
    Note {
        frequency,
        start,
        length,
    }
}

const CHIME: &[Note] = &[note(659.3, 0.0, 0.9), note(987.8, 0.14, 1.2)];
/// The partials of a bell are not multiples of its tone.
const BELL: &[Note] = &[
    note(523.3, 0.0, 2.2),
    note(1255.0, 0.0, 1.4),
    note(1884.0, 0.0, 0.8),
    note(2826.0, 0.0, 0.4),
];
const COIN: &[Note] = &[note(987.8, 0.0, 0.09), note(1318.5, 0.09, 0.6)];

/// The notes of a sound.
pub fn notes(sound: Sound) -> &'static [Note] {
    match sound {
        Sound::None => &[],
        Sound::Chime => CHIME,
        Sound::Bell => BELL,
        Sound::Coin => COIN,
    }
}

/// Whether its notes are those of a game console.
pub fn is_square(sound: Sound) -> bool {
    sound == Sound::Coin
}
