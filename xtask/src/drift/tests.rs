//! Our description against the facts of the vendor's page.

mod published;

use std::collections::BTreeSet;

use statuspage_codegen_core::{Api, Source};

use super::compare::{Difference, compare};
use super::{known, read};

fn ours() -> Api {
    let source = Source::new("statuspage.json", statuspage_spec::STATUSPAGE);
    crate::document::api(&source).unwrap().api
}

fn differences(random: &str) -> BTreeSet<Difference> {
    let page = published::document(statuspage_spec::STATUSPAGE, random);
    let page = read("page.json", page.into_bytes()).unwrap();
    compare(&ours(), &page).differences
}

fn known_differences() -> Vec<known::Known> {
    known::read(&crate::file::root().join(known::FILE)).unwrap()
}

#[test]
fn every_difference_from_the_page_is_known() {
    let (new, gone) = (differences("ftgks51sfs2d"), known_differences());
    let (new, gone) = known::split(&new, &gone);
    let gone: Vec<Difference> = gone.into_iter().map(known::Known::shown).collect();
    let lines = |found: &[Difference]| {
        let lines = found
            .iter()
            .map(|found| format!("{} | {}\n", found.place, found.what));
        lines.collect::<String>()
    };
    assert!(
        new.is_empty() && gone.is_empty(),
        "new:\n{}\ngone:\n{}",
        lines(&new),
        lines(&gone)
    );
}

#[test]
fn a_known_difference_that_is_removed_is_reported_again() {
    let differences = differences("ftgks51sfs2d");
    let mut known = known_differences();
    for _ in 0..known.len() {
        let removed = known.remove(0);
        let (new, _) = known::split(&differences, &known);
        assert!(
            !new.is_empty(),
            "another line covers {}",
            removed.shown().place
        );
        assert!(new.iter().all(|found| found.what == removed.shown().what));
        known.push(removed);
    }
}

#[test]
fn another_download_of_the_page_is_the_same() {
    assert_eq!(differences("ftgks51sfs2d"), differences("kctbhvrtdwdq"));
}
