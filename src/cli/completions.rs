//! `promise completions`: what a shell completes.

use super::output::Target;
use super::{Arguments, Outcome};
use anyhow::Result;
use clap::CommandFactory as _;

/// Arguments of `promise completions`.
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// The shell
    shell: clap_complete::Shell,
}

impl Completions {
    pub(super) fn run(&self) -> Result<Outcome> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "promise", &mut script);
        let mut target = Target::stdout();
        target.writer().write_all(&script)?;
        target.finish()?;
        Ok(Outcome::Clean)
    }
}
