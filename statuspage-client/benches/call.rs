//! What a call costs over the same one written by hand with reqwest: in allocations, and in instructions if valgrind is
//! installed.
//!
//! `cargo bench -p statuspage-client --bench call`. Instructions are counted in a process of its own for each way, once with
//! few calls and once with more: the difference is that of the calls alone. The server is in yet another process.

#[path = "call/server.rs"]
mod server;
#[path = "call/ways.rs"]
mod ways;

use std::{
    env,
    path::Path,
    process::{Command, Stdio},
};

use ways::Way;

const FEW: u32 = 50;
const MORE: u32 = 250;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        // What this program calls itself with.
        ["allocations", way, url] => println!("{}", ways::allocations(Way::named(way), url)),
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
