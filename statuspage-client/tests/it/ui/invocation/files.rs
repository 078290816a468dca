statuspage_codegen::client! { spec: "../statuspage-codegen/core/tests/files/broken/openapi.yaml" }

fn main() {}
