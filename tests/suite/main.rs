//! Tests of the whole: the command as users run it, the shape of the source, real data.
//!
//! One binary, so that it links once. Tests on `../shared` run when that folder is there, and say
//! so when it is not.

mod check;
mod definitions;
mod folder;
mod hostile;
mod layers;
mod oracle;
mod pages;
mod sample;
mod shared;
