//! Words typed → one call.

fn main() {}
