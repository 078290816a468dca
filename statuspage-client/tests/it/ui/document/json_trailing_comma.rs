statuspage_codegen::client! { spec: "tests/it/ui/document/json_trailing_comma.json", client: crate::Zoo }

fn main() {}
