//! The stages of the way from a text to code, and what one of them costs a process for one document.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::thread;

use statuspage_codegen_core::{Source, read};
use statuspage_scale::{api, emitted, json, yaml};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    ParseYaml,
    ParseJson,
    ReadYaml,
    ReadJson,
    Emit,
}

/// What a stage costs for an operation.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) nanoseconds: u64,
    /// At the peak, what was needed for the stages before it included.
    pub(crate) bytes: u64,
}

/// The operations of the document that warms up: there is none with less.
pub(crate) const WARM_UP: usize = 5;

impl Stage {
    pub(crate) const ALL: [Self; 5] = [
        Self::ParseYaml,
        Self::ParseJson,
        Self::ReadYaml,
        Self::ReadJson,
        Self::Emit,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ParseYaml => "parse YAML",
            Self::ParseJson => "parse JSON",
            Self::ReadYaml => "read YAML",
            Self::ReadJson => "read JSON",
            Self::Emit => "emit",
        }
    }

    pub(crate) fn named(name: &str) -> Self {
        let mut stages = Self::ALL.into_iter();
        stages.find(|stage| stage.name() == name).unwrap()
    }

    /// The document of a size that the stage begins with.
    pub(crate) fn text(self, operations: usize) -> String {
        match self {
            Self::ParseJson | Self::ReadJson => json(operations),
            _ => yaml(operations),
        }
    }

    /// Measures the stage with the document in a file, in a process that measured nothing before. A small document, in a
    /// file too, goes first, so that the program is loaded.
    pub(crate) fn measure(self, warm_up: &Path, file: &Path, operations: usize) -> Cost {
        let source = |file| Source::new("scale", fs::read_to_string(file).unwrap());
        self.time(&source(warm_up));
        let bytes_before = peak();
        let nanoseconds = self.time(&source(file));
        // The peak of the small document is not repeated on top of it.
        let rest = operations - WARM_UP;
        Cost {
            nanoseconds: nanoseconds / operations as u64,
            bytes: (peak() - bytes_before) / rest as u64,
        }
    }

    fn time(self, source: &Source) -> u64 {
        match self {
            Self::ParseYaml | Self::ParseJson => time(source, |source| source.parse().unwrap()),
            Self::ReadYaml | Self::ReadJson => time(source, |source| read(source).unwrap()),
            Self::Emit => time(&api(source), emitted),
        }
    }
}

/// What the work takes of the processor's time in nanoseconds, less giving back its result.
fn time<I, O>(input: &I, work: impl Fn(&I) -> O) -> u64 {
    let start = processor_time();
    let result = work(black_box(input));
    let end = processor_time();
    drop(black_box(result));
    end - start
}

/// The nanoseconds that the process had a processor, which are not those that others had it.
fn processor_time() -> u64 {
    // Brings the number up to date.
    thread::yield_now();
    let text = fs::read_to_string("/proc/self/schedstat").expect("Linux tells the time so");
    let (nanoseconds, _) = text.split_once(' ').unwrap();
    nanoseconds.parse().unwrap()
}

/// The most memory that the process had so far. What was never touched of a list's capacity is not among it.
fn peak() -> u64 {
    let text = fs::read_to_string("/proc/self/status").expect("Linux tells the memory so");
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let (kilobytes, _) = line.unwrap().trim().split_once(' ').unwrap();
    kilobytes.parse::<u64>().unwrap() * 1024
}
