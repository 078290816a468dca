//! What a call costs over the same one written by hand with reqwest: in allocations, in instructions if valgrind is
//! installed, and in throughput and memory of a process with several tasks.
//!
//! `cargo bench -p statuspage-client --bench call`. Instructions are counted in a process of its own for each way, once with
//! few calls and once with more: the difference is that of the calls alone. The server is in yet another process.

mod server;
mod throughput;
mod ways;

use std::{
    env,
    path::Path,
    process::{Command, Stdio},
};

use ways::Way;

/// Rounds of throughput; an even number.
const ROUNDS: usize = 40;
const FEW: u32 = 50;
const MORE: u32 = 250;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        // What this program calls itself with.
        ["allocations", way, url] => println!("{}", ways::allocations(Way::named(way), url)),
        ["serve"] => {
            println!("{}", server::start());
            std::thread::park();
        }
        ["throughput", way, url] => {
            let (seconds, ticks) = throughput::measure(Way::named(way), url);
            println!("{seconds} {ticks} {}", throughput::peak());
        }
        ["calls", way, url, count] => ways::calls(Way::named(way), url, count.parse().unwrap()),
        // Tests of all targets run benchmarks, too, and want to know only whether they work.
        arguments if arguments.contains(&"--bench") => compare(),
        _ => {
            let url = server::start();
            for way in Way::ALL {
                ways::calls(way, &url, 1);
            }
        }
    }
}

fn compare() {
    let url = server::start();
    let [client, by_hand] = Way::ALL.map(|way| {
        let printed = run(Command::new(program()).args(["allocations", way.name(), &url]));
        printed.trim().parse().unwrap()
    });
    print("allocations", client, by_hand);
    if cfg!(target_os = "linux") {
        compare_throughput(&url);
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("instructions: install valgrind to count them");
        return;
    }
    let [client, by_hand] = Way::ALL.map(|way| {
        let [few, more] = [FEW, MORE].map(|count| instructions(way, &url, count));
        (more - few) / u64::from(MORE - FEW)
    });
    print("instructions", client, by_hand);
}

/// Prints the median over the rounds of the client's throughput and CPU time, as ratios to those by hand, and of the memory.
fn compare_throughput(url: &str) {
    let measure = |way: Way| {
        let printed = run(Command::new(program()).args(["throughput", way.name(), url]));
        let numbers = printed.split_whitespace().map(|text| text.parse().unwrap());
        let measured: [f64; 3] = numbers.collect::<Vec<f64>>().try_into().unwrap();
        measured
    };
    let mut throughput = Vec::new();
    let mut cpu = Vec::new();
    let mut memory = [Vec::new(), Vec::new()];
    for round in 0..ROUNDS {
        // They take turns, and the other one is first in every second round, because the load of the machine changes.
        let mut ways = Way::ALL;
        if round % 2 == 1 {
            ways.reverse();
        }
        let mut results = ways.map(measure);
        if round % 2 == 1 {
            results.reverse();
        }
        let [client, by_hand] = results;
        throughput.push(by_hand[0] / client[0]);
        cpu.push(client[1] / by_hand[1]);
        memory[0].push(client[2]);
        memory[1].push(by_hand[2]);
    }
    let [client, by_hand] = memory.map(median);
    println!(
        "8 tasks: throughput {:.3} of that by hand, CPU time {:.3} of that by hand, peak memory of the process {:.1} MB and {:.1} MB",
        median(throughput),
        median(cpu),
        client * 1.024 / 1000.0,
        by_hand * 1.024 / 1000.0,
    );
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    f64::midpoint(values[middle - 1], values[middle])
}

fn print(unit: &str, client: u64, by_hand: u64) {
    let thousandths = client * 1000 / by_hand;
    let (whole, rest) = (thousandths / 1000, thousandths % 1000);
    println!(
        "{unit} of a call: {client} by the client, {by_hand} by hand, ratio {whole}.{rest:03}"
    );
}

/// The instructions of a whole process with so many calls.
fn instructions(way: Way, url: &str, count: u32) -> u64 {
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program())
        .args(["calls", way.name(), url, &count.to_string()]);
    let printed = run(&mut command);
    let line = printed.lines().find(|line| line.contains("Collected : "));
    let (_, number) = line.unwrap().split_once(": ").unwrap();
    number.trim().parse().unwrap()
}

fn run(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output().unwrap();
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8_lossy(&printed).into_owned();
    assert!(output.status.success(), "{command:?}: {printed}");
    printed
}

fn program() -> impl AsRef<std::ffi::OsStr> + AsRef<Path> {
    env::current_exe().unwrap()
}
