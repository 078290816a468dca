statuspage_codegen::client! { spec: "tests/it/ui/document/openapi_3.yaml", client: crate::Zoo }

fn main() {}
