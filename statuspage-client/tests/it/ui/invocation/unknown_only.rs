statuspage_codegen::client! { only: ["incidnets", "metrics"], skip: ["nothing"] }

fn main() {}
