statuspage_codegen::client! { spec: "tests/it/ui/document/anchor_bomb.yaml", client: crate::Zoo }

fn main() {}
