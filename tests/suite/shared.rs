//! Where the shared test data is, if it is there.

use std::path::PathBuf;

/// A path of `../shared`, or `None` after saying that the test does not run.
pub(crate) fn path(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("not run: ../shared/{name} is not there");
    None
}
