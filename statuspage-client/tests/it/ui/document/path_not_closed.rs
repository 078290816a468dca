statuspage_codegen::client! { spec: "tests/it/ui/document/path_not_closed.yaml", client: crate::Zoo }

fn main() {}
