//! Prints the names of the animals.

use zoo::Zoo;
use zoo::params::ListAnimalsParams;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let key = std::env::var("ZOO_KEY")?;
    let zoo = Zoo::builder().key(key).build()?;
    let params = ListAnimalsParams::new().limit(10);
    let animals = zoo.list_animals(&params).await?;
    for animal in animals.iter() {
        println!("{}", animal.name);
    }
    Ok(())
}
