//! `promise schema`: JSON Schema for editors.

use super::Outcome;
use super::output::Target;
use anyhow::Result;

/// Arguments of `promise schema`.
#[derive(Debug, clap::Args)]
pub(super) struct Schema {
    /// Of which files
    #[arg(value_enum, default_value_t)]
    of: Of,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Of {
    // Files of definitions.
    #[default]
    Definitions,
    // Settings.
    Settings,
}

impl Schema {
    pub(super) fn run(&self) -> Result<Outcome> {
        let schema = match self.of {
            Of::Definitions => include_str!("../../schema/definitions.json"),
            Of::Settings => include_str!("../../schema/settings.json"),
        };
        let mut target = Target::stdout();
        target.writer().write_all(schema.as_bytes())?;
        target.finish()?;
        Ok(Outcome::Clean)
    }
}
