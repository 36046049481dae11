//! Which commit is checked out, and whether files are as they are there.

use super::git;
use std::path::PathBuf;

/// Where files stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The commit that is checked out.
    pub commit: String,
    /// Whether anything at or below the paths differs from it, or is not in it.
    pub changed: bool,
}

/// Where the files at and below these paths stand; `None` where that is not known: without paths, outside
/// of a repository, before its first commit, without git.
pub fn standing(paths: &[PathBuf]) -> Option<Standing> {
    let paths: Vec<_> = paths.iter().map(|path| path.canonicalize().ok()).collect::<Option<_>>()?;
    let first = paths.first()?;
    let folder = if first.is_dir() { first } else { first.parent()? };
    let mut arguments =
        vec!["--no-optional-locks", "--literal-pathspecs", "status", "--porcelain=v2", "--branch", "--"];
    arguments.extend(paths.iter().map(|path| path.to_str()).collect::<Option<Vec<_>>>()?);
    let output = git(folder, &arguments, None).ok().filter(|output| output.status.success())?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let commit = printed.lines().find_map(|line| line.strip_prefix("# branch.oid "))?;
    let is_commit = commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    let changed = printed.lines().any(|line| !line.starts_with('#'));
    is_commit.then(|| Standing { commit: commit.to_owned(), changed })
}
