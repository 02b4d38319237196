//! Plays notes by Web Audio.

use crate::browser::duration_from_ms;
use crate::widget::alerts::sound::Note;
use leptos::prelude::set_timeout;
use web_sys::{AudioContext, OscillatorType};

/// Plays notes with a loudness from 0 to 1; `None` if the browser cannot. Browsers other than
/// OBS are silent until the user has clicked on the page.
pub fn play(notes: &[Note], is_square: bool, loudness: f64) -> Option<()> {
    let audio = AudioContext::new().ok()?;
    let wave = if is_square {
        OscillatorType::Square
    } else {
        OscillatorType::Sine
    };
    #[allow(clippy::cast_possible_truncation)] // a few digits are enough
    let loudness = loudness as f32;
    let mut end = 0.0_f64;
    for note in notes {
        let start = audio.current_time() + note.start;
        let stop = start + note.length;
        let (tone, gain) = (audio.create_oscillator().ok()?, audio.create_gain().ok()?);
        tone.set_type(wave);
        tone.frequency().set_value(note.frequency);
        gain.gain().set_value_at_time(loudness, start).ok()?;
        // It cannot fade to zero.
        gain.gain()
            .exponential_ramp_to_value_at_time(0.0001, stop)
            .ok()?;
        tone.connect_with_audio_node(&gain).ok()?;
        gain.connect_with_audio_node(&audio.destination()).ok()?;
        tone.start_with_when(start).ok()?;
        tone.stop_with_when(stop).ok()?;
        end = end.max(note.start + note.length);
    }
    // An open context keeps the audio device busy.
    set_timeout(
        move || drop(audio.close()),
        duration_from_ms(end * 1000.0 + 300.0),
    );
    Some(())
}
