statuspage_codegen::client! { skip: ["create-a-componet", "nothing"] }

fn main() {}
