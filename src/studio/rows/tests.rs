use super::*;
use crate::options::values::Milestone;
use proptest::prelude::*;

/// Name, value and base of each row; `-` where there is none.
fn cells(text: &str, spec: &OptionSpec) -> Vec<String> {
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let rows = split(text, spec).into_iter();
    rows.map(|row| [row.name, or_dash(row.value), or_dash(row.base)].join("|"))
        .collect()
}

#[test]
fn a_text_is_split_into_rows() {
    for (spec, text, expected) in [
        (&PLUS, "", vec![]),
        (&PLUS, " ", vec![]),
        (&PLUS, "tip-session", vec!["tip-session|-|-"]),
        (
            &PLUS,
            "cheer-session*0.01, theirs*x",
            vec!["cheer-session|0.01|-", " theirs|x|-"],
        ),
        (&PLUS, "a*2@5,", vec!["a|2@5|-", "|-|-"]),
        (&ADD, "a*60@12.5,b*,c@5", vec!["a|60|12.5", "b||-", "c|-|5"]),
        (&MILESTONES, ";", vec!["|-|-"]),
        (
            &MILESTONES,
            "500:Song: two;x;900: b ; ",
            vec!["500|Song: two|-", "x|-|-", "900| b |-"],
        ),
    ] {
        assert_eq!(cells(text, spec), expected, "{text}");
    }
}

#[test]
fn an_edit_of_one_part_keeps_the_others() {
    let mut rows = split("a*60@120,?? ,tip-session*x@", &ADD);
    rows[0].set_value("90".to_owned(), &ADD);
    assert_eq!(join(&rows, &ADD), "a*90@120,?? ,tip-session*x@");
    rows.remove(0);
    assert_eq!(join(&rows, &ADD), "?? ,tip-session*x@");
    let mut rows = split("x:a:b;:;1000", &MILESTONES);
    rows[2].set_value("Cosplay".to_owned(), &MILESTONES);
    assert_eq!(join(&rows, &MILESTONES), "x:a:b;:;1000:Cosplay");
}

#[test]
fn a_factor_of_1_needs_no_text() {
    let mut rows = split("tip-session*2", &PLUS);
    for (typed, text, shown) in [
        ("1", "tip-session", "1"),
        ("1.5", "tip-session*1.5", "1.5"),
        ("", "tip-session*", ""),
    ] {
        rows[0].set_value(typed.to_owned(), &PLUS);
        assert_eq!(join(&rows, &PLUS), text);
        assert_eq!(rows[0].shown_value(&PLUS), shown);
    }
    rows[0].set_value("1".to_owned(), &ADD);
    assert_eq!(join(&rows, &ADD), "tip-session*1");
    assert_eq!(split("a", &ADD)[0].shown_value(&ADD), "");
}

#[test]
fn an_emptied_milestone_stays_a_row() {
    for (text, emptied) in [("1000", ":"), ("1000:Cosplay", ":Cosplay")] {
        let mut rows = split(text, &MILESTONES);
        rows[0].name.clear();
        let joined = join(&rows, &MILESTONES);
        assert_eq!(joined, emptied);
        assert_eq!(split(&joined, &MILESTONES).len(), 1);
    }
}

#[test]
fn typed_text_cannot_end_its_part() {
    for (typed, expected) in [
        ("0,5", "0.5"),
        (" 2 500 ", "2500"),
        ("5*@:;-", "5-"),
        ("1e3", "1e3"),
        ("x", "x"),
    ] {
        assert_eq!(clean_number(typed), expected);
    }
    assert_eq!(clean_words("Song; then: dance "), "Song, then: dance ");
}

#[test]
fn a_row_is_marked_that_the_option_does_not_take() {
    for (spec, text, expected) in [
        (&PLUS, "a,tip-latest*2,b*x", vec![true, false, false]),
        (&ADD, "a*60@1,a,a*-1", vec![true, false, false]),
        (&MILESTONES, "500:a;:b;1000", vec![true, false, true]),
    ] {
        let rows = split(text, spec).into_iter();
        let valid: Vec<bool> = rows.map(|row| row.is_valid(spec)).collect();
        assert_eq!(valid, expected, "{text}");
    }
}

#[test]
fn new_rows_are_valid_and_differ_from_the_others() {
    for spec in [&PLUS, &ADD] {
        let mut rows = Vec::new();
        for _ in figures() {
            rows.push(new_figure(&rows, "timer", spec));
        }
        let mut keys: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), rows.len());
        assert!(rows.iter().all(|row| row.is_valid(spec)));
        // Then one occurs twice.
        assert!(new_figure(&rows, "timer", spec).is_valid(spec));
    }
    assert_ne!(new_figure(&[], "tip-session", &PLUS).name, "tip-session");
}

#[test]
fn a_new_milestone_is_double_the_last() {
    for (text, expected) in [
        ("", 100.0),
        ("500:a;250", 500.0),
        ("500:a;x", 100.0),
        ("0", 100.0),
        ("1e308", 100.0),
    ] {
        let figure = new_milestone(&split(text, &MILESTONES));
        assert!((figure - expected).abs() < f64::EPSILON, "{text}: {figure}");
    }
}

#[test]
fn bases_are_set_and_left_out() {
    let text = "tip-session*60@9, cheer-session*0.5,?";
    let base_of = |key: &str| (key != "?").then(|| key.len().to_string());
    assert_eq!(
        with_bases(text, base_of),
        "tip-session*60@11, cheer-session*0.5@13,?"
    );
    assert_eq!(
        with_bases(text, |_| None),
        "tip-session*60, cheer-session*0.5,?"
    );
    assert_eq!(with_bases("", base_of), "");
}

/// What the overlay reads.
fn milestones(text: &str) -> Option<Vec<(f64, String)>> {
    let milestones = Milestones::parse(text, &MILESTONES)?;
    let pair = |own: &Milestone| (own.figure, own.words.clone());
    Some(milestones.iter().map(pair).collect())
}

proptest! {
    #[test]
    fn joined_rows_are_the_text(text in "[ab1.*@, -]{0,16}") {
        for spec in [&PLUS, &ADD] {
            let joined = join(&split(&text, spec), spec);
            prop_assert_eq!(&joined, if text.trim().is_empty() { "" } else { &text });
        }
    }

    #[test]
    fn joined_milestones_are_those_of_the_text(text in "([1-9a:; -]{1,3};?){0,6}") {
        let rows = split(&text, &MILESTONES);
        let joined = join(&rows, &MILESTONES);
        prop_assert_eq!(milestones(&joined), milestones(&text), "{}", joined);
        let again = split(&joined, &MILESTONES);
        prop_assert_eq!(&join(&again, &MILESTONES), &joined);
        prop_assert_eq!(again.len(), rows.len());
    }
}
