statuspage_codegen::client! { spec: "../../../tmp/openapi3.yaml" }

fn main() {}
