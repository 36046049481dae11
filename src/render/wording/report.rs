//! The words of report pages: Markdown and HTML.

use crate::render::Language;

/// The words that stand alone; the sentences are functions below.
pub struct PageWords {
    /// The language.
    pub language: Language,
    /// The title of the page.
    pub title: &'static str,
    /// The link over all that stands before the content.
    pub skip: &'static str,
    /// The heading of the list of sections.
    pub contents: &'static str,
    /// The heading of the answer.
    pub answer: &'static str,
    /// The heading of what to look at.
    pub look: &'static str,
    /// That nothing needs a look.
    pub nothing: &'static str,
    /// The heading of commitments.
    pub promises: &'static str,
    /// The heading of standards.
    pub standards: &'static str,
    /// What standards are for.
    pub about_standards: &'static str,
    /// The heading of what the report was made by.
    pub made_by: &'static str,
    /// The column of commitments.
    pub promise: &'static str,
    /// Columns of how many periods were kept, broken, are open.
    pub periods: [&'static str; 3],
    /// What the table of promises is about.
    pub standings: &'static str,
    /// The heading of trends by group.
    pub by_group: &'static str,
    /// What charts of shares and of statistics show.
    pub measured: [&'static str; 2],
    /// The column of bounds of a distribution.
    pub range: &'static str,
    /// Cases within the limit.
    pub within: &'static str,
    /// Cases beyond it.
    pub beyond: &'static str,
}

static ENGLISH: PageWords = PageWords {
    language: Language::En,
    title: "Were our promises kept?",
    skip: "Skip to the answer",
    contents: "On this page",
    answer: "The answer",
    look: "What to look at",
    nothing: "Nothing stands out.",
    promises: "Promises",
    standards: "Standards behind them",
    about_standards: "A standard missed while its promise is kept is the early warning.",
    made_by: "How this report was made",
    promise: "promise",
    periods: ["kept", "broken", "open"],
    standings: "Promises, and in how many periods and groups they were kept, broken, or are open",
    by_group: "Periods of each group",
    measured: ["Attainment", "Value"],
    range: "range",
    within: "within the limit",
    beyond: "beyond it",
};

static CHINESE: PageWords = PageWords {
    language: Language::Zh,
    title: "服务承诺兑现了吗？",
    skip: "跳到结论",
    contents: "本页内容",
    answer: "结论",
    look: "需要关注",
    nothing: "没有特别需要关注的事项。",
    promises: "服务承诺",
    standards: "承诺背后的服务标准",
    about_standards: "承诺兑现而标准未达，即为预警。",
    made_by: "本报告的依据",
    promise: "承诺",
    periods: ["兑现", "未兑现", "未定"],
    standings: "各项承诺，以及兑现、未兑现、未定的周期和分组数",
    by_group: "各组的各个周期",
    measured: ["达成率", "数值"],
    range: "区间",
    within: "限值之内",
    beyond: "限值之外",
};

/// What a sentence on a broken period is about.
pub struct ShortfallWords<'a> {
    /// The promise, and which of its targets.
    pub target: &'a str,
    /// The period and group.
    pub place: &'a str,
    /// Attainment with counts, or the value.
    pub found: &'a str,
    /// What is promised.
    pub promised: &'a str,
    /// How many more cases would have kept it.
    pub missing: Option<u64>,
}

impl PageWords {
    /// The words of a language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &ENGLISH,
            Language::Zh => &CHINESE,
        }
    }

    /// How many promises were broken, kept, are open, have no cases.
    pub fn headline(&self, [broken, kept, open, none]: [usize; 4]) -> String {
        let parts = match self.language {
            Language::En => [(broken, "broken"), (kept, "kept"), (open, "open"), (none, "without cases")],
            Language::Zh => [(broken, "未兑现"), (kept, "兑现"), (open, "未定"), (none, "无个案")],
        };
        let told = parts.iter().filter(|(count, _)| *count > 0);
        match self.language {
            Language::En => {
                let told: Vec<_> = told.map(|(count, word)| format!("{count} {word}")).collect();
                let total: usize = parts.iter().map(|(count, _)| count).sum();
                let noun = if total == 1 { "promise" } else { "promises" };
                if total == 0 {
                    "No promises.".to_owned()
                } else {
                    format!("{total} {noun}: {}.", told.join(", "))
                }
            }
            Language::Zh => {
                let told: Vec<_> = told.map(|(count, word)| format!("{count} 项{word}")).collect();
                if told.is_empty() {
                    "没有承诺。".to_owned()
                } else {
                    format!("{}。", told.join("，"))
                }
            }
        }
    }

    /// That some promises have too few cases.
    pub fn uncertain_of(&self, promises: usize) -> String {
        match self.language {
            Language::En => format!(
                "{promises} uncertain: the 95% interval holds the promised share, so there are too few cases to \
                 say what the service can do."
            ),
            Language::Zh => {
                format!("{promises} 项不确定：95% 区间包含承诺的比例，个案太少，还不能说明服务的水平。")
            }
        }
    }

    /// A period in which a promise was broken.
    pub fn shortfall(&self, words: &ShortfallWords<'_>) -> String {
        let ShortfallWords { target, place, found, promised, missing } = *words;
        match (self.language, missing) {
            (Language::En, Some(missing)) => {
                let cases = if missing == 1 { "case" } else { "cases" };
                format!("{target}, {place}: {found}, promised {promised}: {missing} {cases} short")
            }
            (Language::En, None) => format!("{target}, {place}: {found}, promised {promised}"),
            (Language::Zh, Some(missing)) => {
                format!("{target}，{place}：{found}，承诺 {promised}，还差 {missing} 件")
            }
            (Language::Zh, None) => format!("{target}，{place}：{found}，承诺 {promised}"),
        }
    }

    /// How many broken periods are not in the list.
    pub fn further(&self, periods: usize) -> String {
        match self.language {
            Language::En => format!("{periods} more broken periods"),
            Language::Zh => format!("另有 {periods} 个未兑现的周期"),
        }
    }

    /// A target of a promise that has several.
    pub fn target(&self, name: &str, target: usize) -> String {
        match self.language {
            Language::En => format!("{name}, target {target}"),
            Language::Zh => format!("{name} 目标 {target}"),
        }
    }

    /// Cases past due.
    pub fn overdue(&self, target: &str, cases: u64) -> String {
        match self.language {
            Language::En if cases == 1 => format!("{target}: 1 case is overdue and not ended"),
            Language::En => format!("{target}: {cases} cases are overdue and not ended"),
            Language::Zh => format!("{target}：{cases} 件逾期未结"),
        }
    }

    /// A standard that was missed.
    pub fn warning(&self, id: &str, broken: usize, of: usize) -> String {
        match self.language {
            Language::En => format!("standard {id} was missed in {broken} of {of} periods"),
            Language::Zh => format!("服务标准 {id} 在 {of} 个周期中有 {broken} 个未达"),
        }
    }

    /// Cases that cannot be judged.
    pub fn spoilt(&self, cases: u64, of: u64) -> String {
        match self.language {
            Language::En => format!("{cases} of {of} cases cannot be judged: see the data"),
            Language::Zh => format!("{of} 个个案中有 {cases} 个无法评判：见数据一节"),
        }
    }

    /// What is promised, beside a line of a chart.
    pub fn promised(&self, promised: &str) -> String {
        match self.language {
            Language::En => format!("promised {promised}"),
            Language::Zh => format!("承诺 {promised}"),
        }
    }

    /// The name of a chart over periods.
    pub fn trend(&self, what: &str, group: &str) -> String {
        match (self.language, group) {
            (Language::En, "") => format!("{what} by period"),
            (Language::En, group) => format!("{what} by period: {group}"),
            (Language::Zh, "") => format!("各周期的{what}"),
            (Language::Zh, group) => format!("各周期的{what}：{group}"),
        }
    }

    /// The name of a chart over groups.
    pub fn bars(&self, what: &str, by: &str) -> String {
        match self.language {
            Language::En => format!("{what} by {by}, lowest first"),
            Language::Zh => format!("按 {by} 的{what}，由低到高"),
        }
    }

    /// The name of a map of the week.
    pub fn heat(&self, what: &str) -> String {
        match self.language {
            Language::En => format!("{what} by hour and weekday of the start"),
            Language::Zh => format!("{what}：按开始的时刻和星期"),
        }
    }

    /// The name of a chart of how long cases took, or of their values.
    pub fn distribution(&self, name: &str) -> String {
        match self.language {
            Language::En => format!("Distribution of {name}"),
            Language::Zh => format!("{name} 的分布"),
        }
    }

    /// The bounds of a bin.
    pub fn from_to(&self, from: &str, to: &str) -> String {
        match self.language {
            Language::En => format!("{from} to below {to}"),
            Language::Zh => format!("{from} 至不足 {to}"),
        }
    }

    /// The bounds of a bin of whole numbers, both in it.
    pub fn from_through(&self, from: &str, to: &str) -> String {
        match self.language {
            Language::En => format!("{from} to {to}"),
            Language::Zh => format!("{from} 至 {to}"),
        }
    }

    /// The bounds of the last bin, which holds all that is greater.
    pub fn at_least(&self, from: &str) -> String {
        match self.language {
            Language::En => format!("{from} and more"),
            Language::Zh => format!("{from} 及以上"),
        }
    }

    /// What a distribution shows: its cases, how many are beyond the limit, and percentiles.
    pub fn distribution_of(&self, cases: u64, beyond: u64, percentiles: Option<&[String; 3]>) -> String {
        let percentiles = percentiles.map_or_else(String::new, |[p50, p90, p99]| match self.language {
            Language::En => format!(" Half took up to {p50}, 90% up to {p90}, 99% up to {p99}."),
            Language::Zh => format!("一半不超过 {p50}，90% 不超过 {p90}，99% 不超过 {p99}。"),
        });
        match self.language {
            Language::En => format!("{cases} ended cases, {beyond} beyond the limit.{percentiles}"),
            Language::Zh => format!("已结 {cases} 件，其中 {beyond} 件超出限值。{percentiles}"),
        }
    }

    /// What a chart shows: from where to where, its lowest and its highest.
    pub fn described(&self, ends: [&str; 2], lowest: (&str, &str), highest: (&str, &str)) -> String {
        let ([first, last], (low, low_at), (high, high_at)) = (ends, lowest, highest);
        match self.language {
            Language::En => {
                format!("From {first} to {last}. Lowest: {low} ({low_at}). Highest: {high} ({high_at}).")
            }
            Language::Zh => {
                format!("从 {first} 到 {last}。最低：{low}（{low_at}）；最高：{high}（{high_at}）。")
            }
        }
    }

    /// How many groups are in the table alone.
    pub fn more_groups(&self, groups: usize) -> String {
        match self.language {
            Language::En => format!("{groups} more groups are in the table alone."),
            Language::Zh => format!("另有 {groups} 组只列在表中。"),
        }
    }

    /// What the table behind a chart is called.
    pub fn table(&self, rows: usize) -> String {
        match self.language {
            Language::En if rows == 1 => "Table: 1 row".to_owned(),
            Language::En => format!("Table: {rows} rows"),
            Language::Zh => format!("表格：{rows} 行"),
        }
    }

    /// How the fields of a map of the week are read.
    pub fn heat_legend(&self) -> [&'static str; 4] {
        match self.language {
            Language::En => [
                "reached",
                "missed by less than 5 points",
                "missed by 5 points or more",
                "fewer than 5 cases",
            ],
            Language::Zh => ["达到", "差距小于 5 个百分点", "差距 5 个百分点及以上", "个案少于 5 件"],
        }
    }

    /// How the marks of a trend are read.
    pub fn trend_legend(&self) -> [&'static str; 4] {
        match self.language {
            Language::En => ["kept", "broken", "open", "strokes: 95% interval"],
            Language::Zh => ["兑现", "未兑现", "未定", "竖线：95% 区间"],
        }
    }
}
