//! Reading and lowering the bundled description: what each build of the client does once.

use std::hint::black_box;
use std::time::Instant;

use statuspage_codegen_core::{Source, read};
use statuspage_spec::STATUSPAGE;

const READINGS: u32 = 1_000;

fn main() {
    let source = Source::new("statuspage.json", STATUSPAGE);
    let mut times: Vec<_> = (0..READINGS)
        .map(|_| {
            let start = Instant::now();
            let reading = read(black_box(&source));
            let time = start.elapsed();
            drop(black_box(reading));
            time
        })
        .collect();
    times.sort();
    println!(
        "median of {READINGS} readings: {:?}",
        times[times.len() / 2]
    );
}
