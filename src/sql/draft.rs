//! A statement while it is written: steps of common tables, each of which adds columns to the one before.
//!
//! An expression that is defined becomes a column of the first step in which it can be computed, once
//! however often it is asked for. It must not know what columns mean.

use super::dialect::Dialect;
use super::expr::Expr;
use super::relation::Relation;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// A statement while it is written.
pub(super) struct Draft {
    pub(super) dialect: &'static dyn Dialect,
    /// What the names of its steps begin with.
    word: &'static str,
    /// The columns of the first step, and what it selects from.
    raw: Vec<(String, String)>,
    steps: Vec<Step>,
    /// Columns by their expressions.
    known: HashMap<String, Expr>,
    /// How many columns begin with each word.
    names: HashMap<String, usize>,
    relations: Vec<Relation>,
}

#[derive(Default)]
struct Step {
    /// Names and expressions.
    columns: Vec<(String, String)>,
    /// The names of rows that are looked up, of their relations, and of the keys.
    joins: Vec<(String, String, String)>,
}

/// A row of a relation that was looked up.
#[derive(Clone, Debug)]
pub(super) struct Row {
    alias: String,
    step: usize,
}

impl Draft {
    pub(super) fn new(dialect: &'static dyn Dialect, word: &'static str) -> Self {
        Self {
            dialect,
            word,
            raw: Vec::new(),
            steps: Vec::new(),
            known: HashMap::new(),
            names: HashMap::new(),
            relations: Vec::new(),
        }
    }

    fn name(&mut self, word: &str) -> String {
        let number = self.names.entry(word.to_owned()).or_default();
        *number += 1;
        format!("{word}_{number}")
    }

    /// A column of what is selected from, in words of the dialect.
    pub(super) fn raw(&mut self, word: &str, text: String) -> Expr {
        if let Some(known) = self.known.get(&text) {
            return known.clone();
        }
        let name = self.name(word);
        let column = Expr::new(name.clone(), 0);
        self.known.insert(text.clone(), column.clone());
        self.raw.push((name, text));
        column
    }

    /// A column of what is selected from, under its own name.
    pub(super) fn keep(&mut self, name: &str) {
        self.raw.push((name.to_owned(), name.to_owned()));
    }

    /// An expression as a column that can be referred to.
    pub(super) fn define(&mut self, word: &str, expression: &Expr) -> Expr {
        if expression.is_plain() {
            return expression.clone();
        }
        if let Some(known) = self.known.get(expression.text()) {
            return known.clone();
        }
        let name = self.name(word);
        let step = expression.step();
        self.step(step).columns.push((name.clone(), expression.text().to_owned()));
        let column = Expr::new(name, step + 1);
        self.known.insert(expression.text().to_owned(), column.clone());
        column
    }

    /// The row of a relation with a key that it is known to have.
    pub(super) fn look_up(&mut self, relation: Relation, key: &Expr) -> Row {
        let key = self.define("key", key);
        let name = relation.name.clone();
        if self.relations.iter().all(|known| known.name != name) {
            self.relations.push(relation);
        }
        let known = format!("{name} by {}", key.text());
        if let Some(row) = self.known.get(&known) {
            return Row { alias: row.text().to_owned(), step: row.step() };
        }
        let alias = self.name("row");
        let step = key.step();
        self.step(step).joins.push((alias.clone(), name, key.text().to_owned()));
        self.known.insert(known, Expr::new(alias.clone(), step));
        Row { alias, step }
    }

    /// A cell of a row that was looked up, for an expression of nothing that is known later.
    pub(super) fn cell(row: &Row, column: &str) -> Expr {
        Expr::new(format!("{}.{column}", row.alias), row.step)
    }

    /// The same as a column.
    pub(super) fn of_row(&mut self, row: &Row, column: &str) -> Expr {
        self.define(column, &Self::cell(row, column))
    }

    fn step(&mut self, place: usize) -> &mut Step {
        while self.steps.len() <= place {
            self.steps.push(Step::default());
        }
        &mut self.steps[place]
    }

    /// The relations that are looked up.
    pub(super) fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// The name of the last step.
    pub(super) fn last(&self) -> String {
        format!("{}_{}", self.word, self.steps.len())
    }

    /// The common tables, up to the last step. `from` is what is selected from, and `used` a text with the names
    /// of the columns that the last step must have: what nothing asks for is left out of all steps.
    pub(super) fn tables(&mut self, from: &str, used: &str) -> String {
        self.prune(used);
        let once = self.dialect.computed_once();
        let kept = self.kept(used);
        let mut text = String::new();
        for relation in &self.relations {
            let _ = writeln!(text, "{} AS {once}{},", relation.name, relation.select(self.dialect));
        }
        let word = self.word;
        let _ = write!(text, "{word}_0 AS {once}(\n  SELECT");
        for (place, (name, column)) in self.raw.iter().enumerate() {
            let _ = write!(text, "{}\n    {column} AS {name}", if place == 0 { "" } else { "," });
        }
        let _ = write!(text, "\n  FROM {from}\n)");
        for (place, step) in self.steps.iter().enumerate() {
            let _ = write!(text, ",\n{word}_{} AS {once}(\n  SELECT", place + 1);
            let mut comma = "";
            for name in &kept[place] {
                let _ = write!(text, "{comma}\n    p.{name} AS {name}");
                comma = ",";
            }
            for (name, column) in &step.columns {
                let _ = write!(text, "{comma}\n    {column} AS {name}");
                comma = ",";
            }
            let _ = write!(text, "\n  FROM {word}_{place} AS p");
            for (alias, name, key) in &step.joins {
                // Every key has its row, so an inner join would be the same; but optimizers make filters of one,
                // and write out in each step before it what these depend on: minutes of planning.
                let same = self.dialect.same_key(&format!("{alias}.place"), &format!("p.{key}"));
                let _ = write!(text, "\n  LEFT JOIN {name} AS {alias} ON {same}");
            }
            text.push_str("\n)");
        }
        text
    }

    /// Takes out columns that nothing asks for behind them, rows that are looked up for none of them, and
    /// relations in which nothing is looked up.
    fn prune(&mut self, used: &str) {
        let mut asked: HashSet<String> = words(used).map(str::to_owned).collect();
        for step in self.steps.iter_mut().rev() {
            step.columns.retain(|(name, _)| asked.contains(name));
            asked.extend(step.columns.iter().flat_map(|(_, text)| words(text)).map(str::to_owned));
            step.joins.retain(|(alias, ..)| asked.contains(alias));
            asked.extend(step.joins.iter().map(|(.., key)| key.clone()));
        }
        self.steps.retain(|step| !step.columns.is_empty());
        let mut cells: HashMap<&str, HashSet<&str>> = HashMap::new();
        for step in &self.steps {
            for (alias, name, _) in &step.joins {
                let of_alias = |cell: &'_ str| cell.split_once('.').is_some_and(|(row, _)| row == alias);
                let texts = step.columns.iter().flat_map(|(_, text)| dotted(text));
                let found = texts.filter(|cell| of_alias(cell)).filter_map(|cell| cell.split_once('.'));
                cells.entry(name).or_default().extend(found.map(|(_, column)| column));
            }
        }
        self.relations.retain_mut(|relation| match cells.get(relation.name.as_str()) {
            Some(columns) => {
                relation.keep(|column| columns.contains(column));
                true
            }
            None => false,
        });
    }

    /// By step: the columns of the steps before it that are asked for behind it, in the order in which they were
    /// defined.
    fn kept(&self, used: &str) -> Vec<Vec<&str>> {
        let mut asked: HashSet<&str> = words(used).collect();
        let mut kept = Vec::new();
        for (place, step) in self.steps.iter().enumerate().rev() {
            let before = self.steps[..place].iter().flat_map(|step| &step.columns);
            let names = self.raw.iter().chain(before).map(|(name, _)| name.as_str());
            kept.push(names.filter(|name| asked.contains(name)).collect());
            asked.extend(step.columns.iter().flat_map(|(_, text)| words(text)));
            asked.extend(step.joins.iter().map(|(.., key)| key.as_str()));
        }
        kept.reverse();
        kept
    }
}

/// What can be names of columns in a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// What can be cells of rows in a text, as `row.column`.
fn dotted(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.').filter(|word| word.contains('.'))
}

/// What needs the words of the dialect.
impl Draft {
    pub(super) fn literal(&self, text: &str) -> Expr {
        Expr::new(self.dialect.text(text), 0)
    }

    fn said(&self, of: &Expr, say: impl Fn(&dyn Dialect, &str) -> String) -> Expr {
        Expr::new(say(self.dialect, of.text()), of.step())
    }

    pub(super) fn trim(&self, text: &Expr, characters: &str) -> Expr {
        self.said(text, |dialect, text| dialect.trim(text, characters))
    }

    pub(super) fn matches(&self, text: &Expr, pattern: &str) -> Expr {
        self.said(text, |dialect, text| dialect.matches(text, pattern))
    }

    pub(super) fn integer(&self, text: &Expr) -> Expr {
        self.said(text, |dialect, text| dialect.to_integer(text))
    }

    pub(super) fn text_of(&self, number: &Expr) -> Expr {
        self.said(number, |dialect, number| dialect.to_text(number))
    }

    pub(super) fn part(&self, text: &Expr, separator: &str, place: usize) -> Expr {
        self.said(text, |dialect, text| dialect.part(text, separator, place))
    }

    pub(super) fn position(&self, text: &Expr, wanted: &str) -> Expr {
        self.said(text, |dialect, text| dialect.position(text, wanted))
    }

    /// The whole part of a quotient of numbers that are not negative.
    pub(super) fn divide(&self, number: &Expr, by: &Expr) -> Expr {
        Expr::new(self.dialect.divide(number.text(), by.text()), number.step().max(by.step()))
    }

    pub(super) fn divide_int(&self, number: &Expr, by: i64) -> Expr {
        self.divide(number, &Expr::int(by))
    }

    /// What is left over when a number that is not negative is divided.
    pub(super) fn rest(&self, number: &Expr, by: i64) -> Expr {
        number.minus(&self.divide_int(number, by).times(by))
    }
}
