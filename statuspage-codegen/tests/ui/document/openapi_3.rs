statuspage_codegen::client! { spec: "../../../tmp/openapi_3.yaml", client: crate::Zoo }

fn main() {}
