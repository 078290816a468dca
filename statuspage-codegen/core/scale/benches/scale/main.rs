//! What an operation costs in descriptions of 25, 250, 2,500 and 25,000 operations: it should be the same in all.
//!
//! `cargo bench -p statuspage-scale`, on Linux. A build reads one description once, so each measurement has a
//! process of its own, and begins with fresh memory whatever the size. In one process many small documents would get
//! the memory that those before them gave back, which the processor has in its cache, and a large one has no such memory.
//! Only the time that the process has a processor counts.
//!
//! Tokens are those of proc-macro2 outside of a compiler. Allocations are counted by `tests/growth.rs`: a
//! counting allocator would be what is measured here.

mod stage;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use stage::{Cost, Stage, WARM_UP};

/// The sizes, each with the number of processes that measure it.
const SIZES: [(usize, u32); 4] = [(25, 100), (250, 40), (2_500, 12), (25_000, 5)];

/// How many hundredths more or less than in the smallest document an operation may cost.
const TOLERANCE: u64 = 20;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        // What this program calls itself with.
        ["measure", stage, warm_up, file, operations] => {
            let operations = operations.parse().unwrap();
            let [warm_up, file] = [warm_up, file].map(Path::new);
            let cost = Stage::named(stage).measure(warm_up, file, operations);
            println!("{} {}", cost.nanoseconds, cost.bytes);
        }
        arguments if arguments.contains(&"--bench") => {
            for stage in Stage::ALL {
                compare(stage);
            }
        }
        // Tests of all targets run benchmarks, too, and want to know only whether they work.
        _ => {
            let (operations, _) = SIZES[0];
            for stage in Stage::ALL {
                measure(stage, operations, 1);
            }
        }
    }
}

fn compare(stage: Stage) {
    let costs = SIZES.map(|(operations, processes)| measure(stage, operations, processes));
    print(stage, "µs", costs.map(|cost| cost.nanoseconds));
    print(stage, "kB", costs.map(|cost| cost.bytes));
}

/// A line with the figure of an operation in each size, and in brackets the ratio to that in the smallest.
fn print(stage: Stage, unit: &str, thousandths: [u64; 4]) {
    let decimal = |hundredths: u64| format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let ratios = thousandths.map(|figure| figure * 100 / thousandths[0]);
    print!("{:<10} {unit} of an operation", stage.name());
    for ((operations, _), (figure, ratio)) in SIZES.iter().zip(thousandths.iter().zip(ratios)) {
        let (figure, ratio) = (decimal(figure / 10), decimal(ratio));
        print!(" | of {operations}: {figure} ({ratio})");
    }
    let constant = ratios.iter().all(|ratio| ratio.abs_diff(100) <= TOLERANCE);
    let verdict = if constant { "constant" } else { "NOT constant" };
    println!(" | {verdict} within {TOLERANCE} %");
}

/// Measures a size, each time in another process: the least time, for others may have been in the way, and the average
/// memory, for the kernel counts it in lots of 128 kB.
fn measure(stage: Stage, operations: usize, processes: u32) -> Cost {
    let [warm_up, file] = [WARM_UP, operations].map(|operations| write(stage, operations));
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["measure", stage.name()]);
    command.args([warm_up, file]).arg(operations.to_string());
    let costs: Vec<Cost> = (0..processes).map(|_| run(&mut command)).collect();
    let bytes: u64 = costs.iter().map(|cost| cost.bytes).sum();
    Cost {
        nanoseconds: costs.iter().map(|cost| cost.nanoseconds).min().unwrap(),
        bytes: bytes / u64::from(processes),
    }
}

fn write(stage: Stage, operations: usize) -> PathBuf {
    let name = format!("scale-{operations}-{}", stage.name().replace(' ', "-"));
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&file, stage.text(operations)).unwrap();
    file
}

fn run(command: &mut Command) -> Cost {
    let output = command.stdin(Stdio::null()).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {error}");
    let printed = String::from_utf8(output.stdout).unwrap();
    let (nanoseconds, bytes) = printed.trim().split_once(' ').unwrap();
    Cost {
        nanoseconds: nanoseconds.parse().unwrap(),
        bytes: bytes.parse().unwrap(),
    }
}
