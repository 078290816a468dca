statuspage_codegen::client! { sepc: "api.yaml", client: "Zoo", runtime: crate::runtime, runtime: crate::rt }

fn main() {}
