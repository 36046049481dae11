//! Files as they were at a revision, asked of the program `git`, into memory: nothing is checked out
//! and nothing in the repository changes.
//!
//! Seen by the command line alone. This module must not know what the files are for.

mod error;
mod standing;

pub use error::GitError;
pub use standing::{Standing, standing};

use crate::source::MAX_FILE_BYTES;
use crate::source::files::Content;
use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A repository with a work tree.
#[derive(Clone, Debug)]
pub struct Repository {
    root: PathBuf,
    shallow: bool,
}

impl Repository {
    /// The repository around a folder.
    pub fn around(folder: &Path) -> Result<Self, GitError> {
        let output = git(folder, &["rev-parse", "--show-toplevel", "--is-shallow-repository"], None)?;
        if !output.status.success() {
            let said = said(&output);
            return Err(if said.contains("not a git repository") {
                GitError::NoRepository { folder: folder.to_path_buf() }
            } else {
                GitError::Failed { said }
            });
        }
        let printed = String::from_utf8_lossy(&output.stdout);
        // A folder's name may hold a line end; the last line is the answer to the second question.
        let (root, shallow) = printed.trim_end().rsplit_once(['\n']).unwrap_or((&printed, ""));
        let root = PathBuf::from(root.trim_end_matches('\r'));
        let root = root.canonicalize().unwrap_or(root);
        Ok(Self { root, shallow: shallow.trim() == "true" })
    }

    /// The folder at the top of its work tree.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The path of a file or folder from the root, if it is inside.
    pub fn path(&self, path: &Path) -> Option<PathBuf> {
        let whole = path.canonicalize().ok()?;
        whole.strip_prefix(&self.root).ok().map(Path::to_path_buf)
    }

    /// The same for what need not be there any more: it is placed by the folder around it that is.
    pub fn place(&self, path: &Path) -> Option<PathBuf> {
        let mut missing = Vec::new();
        let mut at = path;
        let mut whole = loop {
            let there = if at.as_os_str().is_empty() { Path::new(".") } else { at };
            match there.canonicalize() {
                Ok(whole) => break whole,
                Err(_) => missing.push(at.file_name()?),
            }
            at = at.parent()?;
        };
        whole.extend(missing.iter().rev());
        whole.strip_prefix(&self.root).ok().map(Path::to_path_buf)
    }

    /// The newest commit that two have in common.
    pub fn merge_base(&self, one: &str, other: &str) -> Result<String, GitError> {
        let commits = [self.revision(one)?.commit, self.revision(other)?.commit];
        let output = git(&self.root, &["merge-base", &commits[0], &commits[1]], None)?;
        if !output.status.success() {
            let names = [one.to_owned(), other.to_owned()];
            return Err(GitError::NoMergeBase { names, shallow: self.shallow });
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// The main branch, and the newest commit that what is checked out has in common with it.
    pub fn main_base(&self) -> Result<(&'static str, String), GitError> {
        let known = MAIN.into_iter().find(|name| self.revision(name).is_ok());
        let Some(main) = known else { return Err(GitError::NoMain { shallow: self.shallow }) };
        Ok((main, self.merge_base("HEAD", main)?))
    }

    /// A commit by any name that git knows it by.
    pub fn revision(&self, name: &str) -> Result<Revision<'_>, GitError> {
        let unknown = || GitError::UnknownRevision { name: name.to_owned(), shallow: self.shallow };
        // Git would take it for an option.
        if name.is_empty() || name.starts_with('-') {
            return Err(unknown());
        }
        let commit = format!("{name}^{{commit}}");
        let output = git(&self.root, &["rev-parse", "--quiet", "--verify", &commit], None)?;
        if !output.status.success() {
            return Err(unknown());
        }
        let commit = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        Ok(Revision { repository: self, commit, files: BTreeMap::new() })
    }
}

/// Names of the main branch, in the order in which they are tried.
const MAIN: [&str; 3] = ["origin/HEAD", "main", "master"];

/// A file that is gone since a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Where it was.
    pub old: PathBuf,
    /// Where git takes it to be now.
    pub new: Option<PathBuf>,
}

/// The files of a commit. Those that were read are kept.
#[derive(Clone, Debug)]
pub struct Revision<'r> {
    repository: &'r Repository,
    commit: String,
    files: BTreeMap<PathBuf, Content>,
}

/// A file in a tree of git.
struct Blob {
    path: PathBuf,
    id: String,
    size: u64,
}

impl Revision<'_> {
    /// Reads the files at and below a path from the root for whose paths something holds, and gives
    /// these paths, sorted. A path that the commit does not have has no files.
    pub fn read(&mut self, below: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>, GitError> {
        let mut blobs = self.list(below)?;
        blobs.retain(|blob| wanted(&blob.path));
        let paths = blobs.iter().map(|blob| blob.path.clone()).collect();
        // What is too large is not used, whatever it holds.
        let (large, small): (Vec<_>, Vec<_>) =
            blobs.into_iter().partition(|blob| blob.size > MAX_FILE_BYTES as u64);
        let large = large
            .into_iter()
            .map(|blob| (blob.path, Content { bytes: vec![b'\n'; MAX_FILE_BYTES + 1], size: blob.size }));
        self.files.extend(large);
        let ids: Vec<_> = small.iter().map(|blob| blob.id.as_str()).collect();
        let contents = self.contents(&ids)?;
        for (blob, content) in small.into_iter().zip(contents) {
            let Some(bytes) = content else {
                let said = format!("object {} of {} is missing", blob.id, blob.path.display());
                return Err(GitError::Failed { said });
            };
            self.files.insert(blob.path, Content { bytes, size: blob.size });
        }
        Ok(paths)
    }

    /// A file by its path from the root; an absolute path is none of the repository's.
    pub fn content(&self, path: &Path) -> io::Result<Content> {
        let missing = || io::Error::from(io::ErrorKind::NotFound);
        let path = plain(path).ok_or_else(missing)?;
        if let Some(content) = self.files.get(&path) {
            return Ok(content.clone());
        }
        let name = format!("{}:{}", self.commit, slashes(&path));
        if name.contains('\n') {
            return Err(missing());
        }
        let mut contents = self.contents(&[&name]).map_err(io::Error::other)?;
        let bytes = contents.pop().flatten().ok_or_else(missing)?;
        Ok(Content { size: bytes.len() as u64, bytes })
    }

    /// The files that are gone since, in another commit or in the work tree, with where they went.
    pub fn gone(&self, since: Option<&Revision<'_>>) -> Result<Vec<Gone>, GitError> {
        let mut arguments =
            vec!["diff", "--name-status", "-z", "--find-renames", "--diff-filter=RD", &self.commit];
        arguments.extend(since.map(|revision| revision.commit.as_str()));
        arguments.push("--");
        let output = git(&self.repository.root, &arguments, None)?;
        if !output.status.success() {
            return Err(GitError::Failed { said: said(&output) });
        }
        let printed = String::from_utf8_lossy(&output.stdout);
        let mut words = printed.split('\0').filter(|word| !word.is_empty());
        let mut gone = Vec::new();
        while let (Some(status), Some(old)) = (words.next(), words.next()) {
            let new = if status.starts_with('R') { words.next().map(PathBuf::from) } else { None };
            gone.push(Gone { old: PathBuf::from(old), new });
        }
        Ok(gone)
    }

    /// The regular files at and below a path.
    fn list(&self, below: &Path) -> Result<Vec<Blob>, GitError> {
        let below = slashes(below);
        let mut arguments = vec!["--literal-pathspecs", "ls-tree", "-rlz", "--full-tree", &self.commit];
        if !below.is_empty() {
            arguments.extend(["--", &below]);
        }
        let output = git(&self.repository.root, &arguments, None)?;
        if !output.status.success() {
            return Err(GitError::Failed { said: said(&output) });
        }
        let printed = String::from_utf8_lossy(&output.stdout);
        let mut blobs: Vec<_> = printed.split('\0').filter_map(blob).collect();
        blobs.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(blobs)
    }

    /// The contents of objects, in their order; none for what is missing or no file.
    fn contents(&self, names: &[&str]) -> Result<Vec<Option<Vec<u8>>>, GitError> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let input = names.iter().flat_map(|name| [*name, "\n"]).collect::<String>();
        let output = git(&self.repository.root, &["cat-file", "--batch"], Some(input))?;
        if !output.status.success() {
            return Err(GitError::Failed { said: said(&output) });
        }
        let mut rest = output.stdout.as_slice();
        let mut contents = Vec::new();
        for _ in names {
            let broken = || GitError::Failed { said: "git cat-file ended early".to_owned() };
            let end = rest.iter().position(|&byte| byte == b'\n').ok_or_else(broken)?;
            let header = String::from_utf8_lossy(&rest[..end]).into_owned();
            rest = &rest[end + 1..];
            let mut words = header.rsplitn(3, ' ');
            let (size, kind) = (words.next().and_then(|size| size.parse::<usize>().ok()), words.next());
            let (Some(size), Some(kind)) = (size, kind) else {
                contents.push(None);
                continue;
            };
            let bytes = rest.get(..size).ok_or_else(broken)?;
            contents.push((kind == "blob").then(|| bytes.to_vec()));
            rest = rest.get(size + 1..).unwrap_or_default();
        }
        Ok(contents)
    }
}

/// Reads `mode type id size<TAB>path`. Links and submodules are no files, as in a walk of the disk.
fn blob(line: &str) -> Option<Blob> {
    let (facts, path) = line.split_once('\t')?;
    let mut facts = facts.split_ascii_whitespace();
    let (mode, kind, id) = (facts.next()?, facts.next()?, facts.next()?);
    let size = facts.next()?.parse().ok()?;
    let is_file = kind == "blob" && mode.starts_with("100");
    is_file.then(|| Blob { path: PathBuf::from(path), id: id.to_owned(), size })
}

/// A relative path without `.` and `..`; none if it leads outside.
fn plain(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => plain.pop().then_some(())?,
            Component::Normal(name) => plain.push(name),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(plain)
}

/// A relative path as git writes it.
fn slashes(path: &Path) -> String {
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// Runs git in a folder. Where a hook of git runs us, it says for its own folder where the
/// repository is; from another folder that would be wrong, and git finds it without.
fn git(folder: &Path, arguments: &[&str], input: Option<String>) -> Result<Output, GitError> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments).env("LC_ALL", "C");
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| GitError::from_start(&error))?;
    let stdin = child.stdin.take();
    // Git answers while it reads: who writes all first would wait for it for ever.
    let writer = std::thread::spawn(move || match (stdin, input) {
        (Some(mut stdin), Some(input)) => stdin.write_all(input.as_bytes()),
        _ => Ok(()),
    });
    let output = child.wait_with_output().map_err(|error| GitError::from_start(&error))?;
    // That git did not read to the end shows in what it printed.
    let _ = writer.join();
    Ok(output)
}

/// The first thing that git said on standard error.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("git failed");
    line.trim_start_matches("fatal: ").trim_start_matches("error: ").to_owned()
}
