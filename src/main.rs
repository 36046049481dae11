//! The `promise` command.
fn main() {}
