statuspage_codegen::client! { spec: "tests/it/ui/document/two_bodies.yaml", client: crate::Zoo }

fn main() {}
