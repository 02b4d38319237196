//! Collects the measurements and prints them as a Markdown table.

use crate::site::dist;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The release build.
    Overlay,
    PlainJs,
    /// The site in the folder `EARLIER`: the release build of an earlier commit.
    Earlier,
}

impl Subject {
    fn name(self) -> &'static str {
        match self {
            Subject::Overlay => "overlay",
            Subject::PlainJs => "plain",
            Subject::Earlier => "earlier",
        }
    }

    /// The folder of its site. That of the overlay has the plain page, too.
    pub fn site(self) -> PathBuf {
        match self {
            Subject::Overlay | Subject::PlainJs => dist(),
            Subject::Earlier => std::env::var_os("EARLIER").unwrap_or_default().into(),
        }
    }
}

/// The values of each subject by figure, in the order of the first recording.
#[derive(Default)]
pub struct Table(RefCell<Figures>);

#[derive(Default)]
struct Figures {
    names: Vec<String>,
    values: BTreeMap<(Subject, String), Vec<f64>>,
}

impl Table {
    /// Records a value of one subject.
    pub fn record(&self, subject: Subject, name: &str, value: f64) {
        eprintln!("  {}: {name}: {value:.2}", subject.name());
        let figures = &mut *self.0.borrow_mut();
        if !figures.names.iter().any(|own| own == name) {
            figures.names.push(name.to_owned());
        }
        let values = figures.values.entry((subject, name.to_owned()));
        values.or_default().push(value);
    }

    /// Prints medians with ranges, and the medians of the paired ratios.
    pub fn print(&self, heading: &str) {
        println!(
            "\n### {heading}\n\n| figure | overlay | plain | ratio | earlier | ratio |\n|---|--:|--:|--:|--:|--:|"
        );
        let figures = self.0.borrow();
        for name in &figures.names {
            let values = |subject| {
                let values = figures.values.get(&(subject, name.clone()));
                values.cloned().unwrap_or_default()
            };
            let overlay = values(Subject::Overlay);
            let (plain, earlier) = (values(Subject::PlainJs), values(Subject::Earlier));
            println!(
                "| {name} | {} | {} | {} | {} | {} |",
                cell(&overlay),
                cell(&plain),
                ratio(&overlay, &plain),
                cell(&earlier),
                ratio(&overlay, &earlier),
            );
        }
    }
}

/// The median of the paired ratios with their range; empty without pairs.
fn ratio(overlay: &[f64], others: &[f64]) -> String {
    let pairs = overlay.iter().zip(others);
    let pairs = pairs.filter(|(_, other)| **other > 0.0);
    let ratios: Vec<f64> = pairs.map(|(overlay, other)| overlay / other).collect();
    if ratios.is_empty() {
        return String::new();
    }
    format!("**{:.2}** ({})", median(&ratios), range(&ratios, 2))
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
