//! Why a revision could not be read, in both languages.

use crate::render::Language;
use std::path::PathBuf;

const SHALLOW: &str = "this is a shallow clone, which lacks a part of the history; \
     fetch the rest with `git fetch --unshallow` (in GitHub Actions: `fetch-depth: 0`)";
const SHALLOW_CHINESE: &str = "这是浅克隆，缺少部分历史；请用 `git fetch --unshallow` 取回其余历史\
     （GitHub Actions 中设置 `fetch-depth: 0`）";

/// Why a revision could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GitError {
    /// There is no program `git`.
    NotInstalled,
    /// The folder is in no repository.
    NoRepository {
        /// The folder.
        folder: PathBuf,
    },
    /// A path is not in the repository of the others.
    Outside {
        /// The path.
        path: PathBuf,
        /// The root of the repository.
        root: PathBuf,
    },
    /// Git does not know the revision.
    UnknownRevision {
        /// As it was named.
        name: String,
        /// Whether the clone lacks a part of the history.
        shallow: bool,
    },
    /// There is no branch that looks like the main one.
    NoMain {
        /// Whether the clone lacks a part of the history.
        shallow: bool,
    },
    /// Two commits have no commit in common.
    NoMergeBase {
        /// As they were named.
        names: [String; 2],
        /// Whether the clone lacks a part of the history.
        shallow: bool,
    },
    /// Git failed for another reason.
    Failed {
        /// What it said.
        said: String,
    },
}

impl GitError {
    pub(super) fn from_start(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::NotInstalled,
            _ => Self::Failed { said: error.to_string() },
        }
    }

    /// What went wrong and what to do.
    pub fn in_language(&self, language: Language) -> String {
        match language {
            Language::En => self.english(),
            Language::Zh => self.chinese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::NotInstalled => "cannot run git; install it, or leave out the revision".to_owned(),
            Self::NoRepository { folder } => format!("{} is not in a git repository", folder.display()),
            Self::Outside { path, root } => {
                format!("{} is not in the git repository {}", path.display(), root.display())
            }
            Self::UnknownRevision { name, shallow: false } => format!("git knows no revision `{name}`"),
            Self::UnknownRevision { name, shallow: true } => {
                format!("git knows no revision `{name}`: {SHALLOW}")
            }
            Self::NoMain { shallow: false } => {
                "git has no `origin/HEAD`, `main` or `master` to compare with; name a revision".to_owned()
            }
            Self::NoMain { shallow: true } => {
                format!("git has no `origin/HEAD`, `main` or `master` to compare with: {SHALLOW}")
            }
            Self::NoMergeBase { names: [one, other], shallow: false } => {
                format!("`{one}` and `{other}` have no commit in common; name a revision")
            }
            Self::NoMergeBase { names: [one, other], shallow: true } => {
                format!("`{one}` and `{other}` have no commit in common here: {SHALLOW}")
            }
            Self::Failed { said } => format!("git failed: {said}"),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::NotInstalled => "无法运行 git；请先安装，或者不要指定版本".to_owned(),
            Self::NoRepository { folder } => format!("{} 不在 git 仓库中", folder.display()),
            Self::Outside { path, root } => {
                format!("{} 不在 git 仓库 {} 中", path.display(), root.display())
            }
            Self::UnknownRevision { name, shallow: false } => format!("git 中没有版本 `{name}`"),
            Self::UnknownRevision { name, shallow: true } => {
                format!("git 中没有版本 `{name}`：{SHALLOW_CHINESE}")
            }
            Self::NoMain { shallow: false } => {
                "git 中没有可供比较的 `origin/HEAD`、`main` 或 `master`；请指定版本".to_owned()
            }
            Self::NoMain { shallow: true } => {
                format!("git 中没有可供比较的 `origin/HEAD`、`main` 或 `master`：{SHALLOW_CHINESE}")
            }
            Self::NoMergeBase { names: [one, other], shallow: false } => {
                format!("`{one}` 和 `{other}` 没有共同的提交；请指定版本")
            }
            Self::NoMergeBase { names: [one, other], shallow: true } => {
                format!("`{one}` 和 `{other}` 在此没有共同的提交：{SHALLOW_CHINESE}")
            }
            Self::Failed { said } => format!("git 出错：{said}"),
        }
    }
}

impl std::fmt::Display for GitError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.english())
    }
}

impl std::error::Error for GitError {}
