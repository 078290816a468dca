statuspage_codegen::client! { spec: "tests/it/ui/invocation/warnings.yaml" }

fn main() {}
