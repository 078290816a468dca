statuspage_codegen::client! { spec: "../../../tmp/json_trailing_comma.json", client: crate::Zoo }

fn main() {}
