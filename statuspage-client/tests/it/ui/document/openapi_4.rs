statuspage_codegen::client! { spec: "tests/it/ui/document/openapi_4.yaml", client: crate::Zoo }

fn main() {}
