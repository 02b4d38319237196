//! Figures of both, as a table.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// The two that are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The release build.
    Ours,
    /// Plain JavaScript.
    Plain,
}

impl Subject {
    fn name(self) -> &'static str {
        match self {
            Subject::Ours => "overlay",
            Subject::Plain => "plain",
        }
    }
}

/// What was measured of both, by the figure's name, in the order of the table.
#[derive(Default)]
pub struct Table(RefCell<Figures>);

#[derive(Default)]
struct Figures {
    names: Vec<String>,
    ours: BTreeMap<String, Vec<f64>>,
    plain: BTreeMap<String, Vec<f64>>,
}

impl Table {
    /// Notes a figure of one of them.
    pub fn note(&self, which: Subject, name: &str, value: f64) {
        eprintln!("  {}: {name}: {value:.2}", which.name());
        let figures = &mut *self.0.borrow_mut();
        if !figures.names.iter().any(|own| own == name) {
            figures.names.push(name.to_owned());
        }
        let side = match which {
            Subject::Ours => &mut figures.ours,
            Subject::Plain => &mut figures.plain,
        };
        side.entry(name.to_owned()).or_default().push(value);
    }

    /// Medians with their range, and the median of the paired ratios.
    pub fn print(&self, heading: &str) {
        println!("\n### {heading}\n\n| figure | overlay | plain | ratio |\n|---|--:|--:|--:|");
        let figures = self.0.borrow();
        for name in &figures.names {
            let of =
                |side: &BTreeMap<String, Vec<f64>>| side.get(name).cloned().unwrap_or_default();
            let (ours, plain) = (of(&figures.ours), of(&figures.plain));
            let pairs = ours.iter().zip(&plain).filter(|(_, plain)| **plain > 0.0);
            let ratios: Vec<f64> = pairs.map(|(ours, plain)| ours / plain).collect();
            let ratio = if ratios.is_empty() {
                String::new()
            } else {
                format!("**{:.2}** ({})", median(&ratios), range(&ratios, 2))
            };
            println!("| {name} | {} | {} | {ratio} |", cell(&ours), cell(&plain));
        }
    }
}

fn cell(values: &[f64]) -> String {
    let Some(middle) = values.first().map(|_| median(values)) else {
        return String::new();
    };
    let digits = if middle < 10.0 { 2 } else { 0 };
    let same = values.iter().all(|value| value.total_cmp(&middle).is_eq());
    if same {
        format!("{middle:.digits$}")
    } else {
        format!("{middle:.digits$} ({})", range(values, digits))
    }
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

fn range(values: &[f64], digits: usize) -> String {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    format!("{least:.digits$}–{most:.digits$}")
}
