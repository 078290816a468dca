//! Reading and lowering the bundled description: what each build of the client does once.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use statuspage_codegen_core::{Source, read};
use statuspage_spec::STATUSPAGE;

fn read_description(criterion: &mut Criterion) {
    let source = Source::new("statuspage.yaml", STATUSPAGE);
    let mut group = criterion.benchmark_group("read");
    group.throughput(Throughput::Bytes(STATUSPAGE.len() as u64));
    group.bench_function("statuspage.yaml", |bencher| {
        bencher.iter(|| read(black_box(&source)));
    });
    group.finish();
}

criterion_group!(benches, read_description);
criterion_main!(benches);
