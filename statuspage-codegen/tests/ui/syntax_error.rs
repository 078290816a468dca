statuspage_codegen::client! { spec: "../../../tmp/syntax.yaml" }

fn main() {}
