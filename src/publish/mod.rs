//! Promises in public: what the page for customers and the sheets for staff are made of, as plain data, and
//! whether a page that was made once still matches its source.
//!
//! A page says with its [`Stamp`] how it was made, so that it can be made again. What is promised must
//! match the definitions; the parts with results are of their own as-of and are left alone. This layer
//! must not know words, formats or files.

mod example;
mod page;
mod results;
mod selection;
mod stamp;
mod team;

pub use example::{Counting, Example, Occasion, Term, examples};
pub use page::{AS_OF, Difference, RESULTS_END, as_of, difference, instant_line, renewed, results_begin};
pub use results::{ResultRow, Results, results};
pub use selection::{NotShown, Service, Shown, services, shown};
pub use stamp::{Audience, Found, PageFormat, Stamp};
pub use team::{Team, owners, teams};

/// Makes pages again.
pub trait MakePage: std::fmt::Debug {
    /// The page that a stamp asks for, as the definitions have it now and without results; `None` for a
    /// language that no page is in. Examples are those of the day that the stamp names.
    fn make(&self, stamp: &Stamp) -> Option<String>;
}
