//! Reading a description and generating code from it, which each build does once: how long it takes, and the lines of the code.
//!
//! `cargo bench -p statuspage-codegen-core --bench read`, with `-- FILE…` for other descriptions than that of Statuspage.

use std::env;
use std::hint::black_box;
use std::time::{Duration, Instant};

use statuspage_codegen_core::{Options, Source, generate, read};
use statuspage_spec::STATUSPAGE;
use syn::parse_quote;

/// How long a measurement takes, but for a description that takes longer than that.
const TIME: Duration = Duration::from_secs(3);

fn main() {
    let files = env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'));
    let sources: Vec<Source> = files
        .map(|file| {
            let text = std::fs::read_to_string(&file).unwrap();
            Source::new(file, text)
        })
        .collect();
    if sources.is_empty() {
        measure("Statuspage", &Source::new("statuspage.json", STATUSPAGE));
    }
    for source in &sources {
        measure(source.name(), source);
    }
}

fn measure(name: &str, source: &Source) {
    let reading = median(|| read(black_box(source)).unwrap());
    let api = read(source).unwrap().api;
    let options = Options::new(parse_quote!(crate::Client), parse_quote!(crate::runtime));
    let generation = median(|| generate(black_box(&api), &options));
    let code = syn::parse2(generate(&api, &options)).unwrap();
    let lines = prettyplease::unparse(&code).lines().count();
    let operations = api.operations.len();
    println!(
        "{name}: read in {reading:.2?}, generated in {generation:.2?}; {operations} operations, {lines} lines, {} per operation",
        lines / operations
    );
}

/// Returns the median of the times that something takes.
fn median<T>(work: impl Fn() -> T) -> Duration {
    let begin = Instant::now();
    let mut times = Vec::new();
    while times.is_empty() || begin.elapsed() < TIME {
        let start = Instant::now();
        let result = work();
        times.push(start.elapsed());
        drop(black_box(result));
    }
    times.sort();
    times[times.len() / 2]
}
