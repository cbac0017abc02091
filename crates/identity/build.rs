// A new migration file must be seen without touching Rust code.
fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
