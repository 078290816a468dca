statuspage_codegen::client! { spec: "../statuspage-codegen/core/tests/files/broken/openapi.yaml", client: pub struct Zoo }

fn main() {}
