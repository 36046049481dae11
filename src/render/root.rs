//! Paths as other programs need them: from the root of the checkout, wherever the command ran.

use super::text::shown_path;
use std::path::{Component, Path, PathBuf};

/// The folder that paths are counted from, and the one that the paths of a run are given from.
#[derive(Clone, Debug)]
pub struct Root {
    root: PathBuf,
    here: PathBuf,
}

impl Root {
    /// Paths given in `here` become paths from `root`; both are absolute.
    pub fn new(root: &Path, here: &Path) -> Self {
        Self { root: plain(root), here: here.to_path_buf() }
    }

    /// The file of a path from the root.
    pub fn file(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// The path from the root, with forward slashes. A file outside is reached through `..`; one on
    /// another drive keeps its whole path.
    pub fn path(&self, path: &Path) -> String {
        let file = plain(&self.here.join(path));
        let common = file.components().zip(self.root.components()).take_while(|(a, b)| a == b).count();
        if common == 0 {
            return shown_path(&file);
        }
        let up = self.root.components().count() - common;
        let mut relative: PathBuf = std::iter::repeat_n("..", up).collect();
        relative.extend(file.components().skip(common));
        shown_path(&relative)
    }
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn paths_are_counted_from_the_root() {
        let root = Root::new(Path::new("/shop"), Path::new("/shop/web/src"));
        let path = |path: &str| root.path(Path::new(path));
        assert_eq!(path("../../commitments/a.toml"), "commitments/a.toml");
        assert_eq!(path("./b.toml"), "web/src/b.toml");
        assert_eq!(path("/shop/commitments/投诉.toml"), "commitments/投诉.toml");
        assert_eq!(path("/other/a.toml"), "../other/a.toml");
    }
}
