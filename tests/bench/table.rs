//! Collects the measurements and prints them as a Markdown table.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// The two implementations that are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The release build.
    Overlay,
    PlainJs,
}

impl Subject {
    fn name(self) -> &'static str {
        match self {
            Subject::Overlay => "overlay",
            Subject::PlainJs => "plain",
        }
    }
}

/// The values of both subjects by figure, in the order of the first recording.
#[derive(Default)]
pub struct Table(RefCell<Figures>);

#[derive(Default)]
struct Figures {
    names: Vec<String>,
    overlay: BTreeMap<String, Vec<f64>>,
    plain: BTreeMap<String, Vec<f64>>,
}

impl Table {
    /// Records a value of one subject.
    pub fn record(&self, subject: Subject, name: &str, value: f64) {
        eprintln!("  {}: {name}: {value:.2}", subject.name());
        let figures = &mut *self.0.borrow_mut();
        if !figures.names.iter().any(|own| own == name) {
            figures.names.push(name.to_owned());
        }
        let side = match subject {
            Subject::Overlay => &mut figures.overlay,
            Subject::PlainJs => &mut figures.plain,
        };
        side.entry(name.to_owned()).or_default().push(value);
    }

    /// Prints medians with ranges, and the median of the paired ratios.
    pub fn print(&self, heading: &str) {
        println!("\n### {heading}\n\n| figure | overlay | plain | ratio |\n|---|--:|--:|--:|");
        let figures = self.0.borrow();
        for name in &figures.names {
            let values =
                |side: &BTreeMap<String, Vec<f64>>| side.get(name).cloned().unwrap_or_default();
            let (overlay, plain) = (values(&figures.overlay), values(&figures.plain));
            let pairs = overlay
                .iter()
                .zip(&plain)
                .filter(|(_, plain)| **plain > 0.0);
            let ratios: Vec<f64> = pairs.map(|(overlay, plain)| overlay / plain).collect();
            let ratio = if ratios.is_empty() {
                String::new()
            } else {
                format!("**{:.2}** ({})", median(&ratios), range(&ratios, 2))
            };
            println!(
                "| {name} | {} | {} | {ratio} |",
                cell(&overlay),
                cell(&plain)
            );
        }
    }
}

fn cell(values: &[f64]) -> String {
    if values.is_empty() {
        return String::new();
    }
    let median = median(values);
    let digits = if median < 10.0 { 2 } else { 0 };
    if values.iter().all(|value| value.total_cmp(&median).is_eq()) {
        format!("{median:.digits$}")
    } else {
        format!("{median:.digits$} ({})", range(values, digits))
    }
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

fn range(values: &[f64], digits: usize) -> String {
    let min = values.iter().copied().fold(f64::INFINITY, f64::min);
    let max = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    format!("{min:.digits$}–{max:.digits$}")
}
