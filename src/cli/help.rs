//! `--help` in Chinese. English stands with the arguments themselves; a test holds that no command
//! and no option lacks its line here.

use crate::render::Language;
use clap::{Arg, ArgAction, Command};
use std::fmt::Write as _;

const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}";

/// The command line with its help in a language.
pub(super) fn in_language(command: Command, language: Language) -> Command {
    match language {
        Language::En => command,
        Language::Zh => chinese(command),
    }
}

fn chinese(mut command: Command) -> Command {
    // The parser adds `--help`, and global options to every command, when it builds.
    command.build();
    translate(command)
}

fn translate(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let mut command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("命令")
        .mut_args(|argument| translate_argument(&name, argument))
        .mut_subcommands(translate);
    if let Some(about) = about(&name) {
        let long = command.get_long_about().is_some();
        command = command.about(about);
        if long {
            command = command.long_about(format!("{about}\n\n{DEFINITIONS}"));
        }
    }
    command
}

fn translate_argument(command: &str, argument: Arg) -> Arg {
    let id = argument.get_id().to_string();
    let heading = if argument.is_positional() { "参数" } else { "选项" };
    let mut argument = argument.help_heading(heading);
    let Some(help) = argument_help(command, &id) else { return argument };
    let mut help = help.to_owned();
    let is_flag = !matches!(argument.get_action(), ArgAction::Set | ArgAction::Append);
    let values: Vec<_> =
        argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let default: Vec<_> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if !is_flag && !default.is_empty() {
        let _ = write!(help, " [默认：{}]", default.join(","));
    }
    if !is_flag && !values.is_empty() {
        let _ = write!(help, " [可选：{}]", values.join(", "));
    }
    argument = argument.help(help.clone()).hide_default_value(true).hide_possible_values(true);
    if argument.get_long_help().is_some() { argument.long_help(help) } else { argument }
}

const DEFINITIONS: &str =
    "定义是 TOML 和 YAML 文件，位于从当前文件夹向上最近的文件夹 `commitments` 中，或在所给的路径中。";

/// What a command does.
fn about(command: &str) -> Option<&'static str> {
    Some(match command {
        "promise" => "服务承诺即代码：检查承诺是否清晰、可行，并报告承诺是否兑现。",
        "check" => "检查定义：承诺是否清晰、可行、一致、及时、灵活？",
        "rule" => "说明一条规则检查什么、为什么，或列出所有规则",
        "report" => "根据日志报告：承诺兑现了吗？",
        "cases" => "列出每个个案在各个相关目标下的情况",
        "tally" => "把日志中的个案统计成文件，供他处生成报告或与其他部分合并",
        "sql" => "把日志的统计写成 SQL，由存有日志的引擎执行",
        "calendar" => "显示编译后的日历：营业的日子和时段、节假日名称",
        "explain" => "逐项说明一个个案：适用什么、每段时间是否计入",
        "diff" => "说明定义的改动意味着什么：放松、收紧、新增或撤销了什么",
        "publish" => "写出客户所见的页面：承诺什么，以及最近一个周期的结果",
        "suggest" => "根据日志建议可以承诺的限值和达成率（95% 置信度）",
        "appraise" => "公平地比较团队或人员：同类个案相比，排除偶然，并提示值得查看的迹象",
        "status" => "说明各项承诺处于生命周期的哪一步，下一步还缺什么",
        "expectations" => "对照客户期望什么、承诺什么、实际得到什么，以及哪些没有承诺涉及",
        "inspect" => "查看 CSV 文件的样子，并给出可用来报告的定义",
        "fmt" => "把定义文件整理成统一的版式，或在 TOML 和 YAML 之间转换",
        "init" => "写一个带注释的起步文件夹",
        "schema" => "输出定义文件或 promise.toml 的 JSON Schema，供编辑器使用",
        "completions" => "输出 shell 的命令补全脚本",
        _ => return None,
    })
}

/// What an argument is for. What several commands share is told once.
fn argument_help(command: &str, id: &str) -> Option<&'static str> {
    let own = match command {
        "publish" => publish_argument(id),
        "status" => status_help(id),
        "appraise" => appraise_help(id),
        "expectations" => expectations_help(id),
        "sql" => sql_argument(id),
        "calendar" => calendar_argument(id),
        "tally" if id == "compare" => Some("比较两个统计文件，指出最先不同之处；有不同时退出码为 1"),
        _ => None,
    };
    own.or_else(|| any_argument(command, id))
}

fn any_argument(command: &str, id: &str) -> Option<&'static str> {
    Some(match (command, id) {
        (_, "help") => "显示帮助",
        (_, "version") => "显示版本",
        (_, "lang") => "输出的语言 [默认：随系统区域设置]",
        (_, "color") => "何时使用颜色",
        ("fmt", "paths") => "定义所在的文件夹或文件，`-` 为标准输入 [默认：最近的文件夹 `commitments`]",
        ("fmt", "stdin_filename") => "与 `-` 合用：文本是哪个文件的，用于判断语法和显示信息",
        ("diff", "arguments") => {
            "git 的一个或两个版本，后面是文件夹或文件；或者两个要比较的文件夹或文件 \
             [默认：与主分支的共同祖先，以及最近的文件夹 `commitments`]"
        }
        ("diff", "paths") => "定义所在的文件夹或文件，绝不当作版本",
        ("diff", "format") => "以何种格式显示改动",
        ("diff", "output") => "把改动写入此文件，而不是标准输出",
        ("diff", "customer") => "用中英文的平实语言说明对客户有何变化",
        ("diff", "fail_on") => "有这些种类的改动时，退出码为 1",
        ("diff", "today") => "日历和版本都没有写明年份时，以这一天的年份比较 [默认：系统日期]",
        ("diff", "logs") => "同时在日志的个案上试算改动：改动前后的达成率、结果改变的个案、补偿",
        ("diff", "worst") => "每种结果改变各列出多少件个案，超时最多的在前",
        (_, "paths") => "定义所在的文件夹或文件 [默认：最近的文件夹 `commitments`]",
        (_, "threads") => "读取和判定日志的线程数；结果与线程数无关 [默认：每个处理器一个]",
        ("check", "format") => "在标准输出上以何种格式显示发现的问题 [默认：text]",
        ("check", "output") => "同时以此格式写入此文件；`-` 为标准输出；可重复",
        ("check", "fail_on") => "有此级别或更高级别的问题时，退出码为 1",
        ("check", "select") => "只检查这些规则或规则类，例如 CLR001 或 FLX",
        ("check", "ignore") => "不检查这些规则或规则类",
        ("check", "logs") => "同时检查需要日志个案的规则；其中关于改动的规则还需要 `--since`",
        ("check", "today") => "规则以哪一天为今天 [默认：系统日期]",
        ("check", "statistics") => "不逐个列出问题，而是按规则统计，并评价每条承诺的五项品质",
        ("check", "fix") => "应用确定不改变含义的修正",
        ("check", "unsafe_fixes") => "也应用需要人工核对的修正",
        ("check", "diff") => "只显示修正会改动什么，不写入文件；有改动时退出码为 1",
        ("check", "baseline") => "不列出此文件（基线）中已有的问题",
        ("check", "write_baseline") => "把发现的问题写入此文件，今后不再列出",
        ("check", "since") => "不列出 git 的这个版本中已有的问题，并与该版本比较",
        ("fmt", "check") => "不改动文件；列出版式不一致的文件，有则退出码为 1",
        ("fmt", "diff") => "不改动文件；显示会改动什么",
        ("fmt", "as") => "把一个文件转换成此语法，连同注释写到标准输出",
        ("fmt", "output") => "与 `--as` 合用：写入此文件，而不是标准输出",
        ("inspect", "file") => "文件；`-` 为标准输入",
        ("inspect", "rows") => "只看前多少行 [默认：全部]",
        ("init", "dir") => "在哪里建立文件夹 `commitments` [默认：当前目录]",
        ("init" | "inspect", "yaml") => "用 YAML 而不是 TOML 写定义",
        ("init", "today") => "起步文件夹中各日期的推算基准 [默认：系统日期]",
        ("schema", "of") => "哪一类文件",
        ("completions", "shell") => "哪一种 shell",
        ("rule", "code") => {
            "规则的编号或名称，例如 CLR001 或 vague-time；写规则类则列出其中的规则 [默认：全部]"
        }
        ("rule", "all") => "显示所有规则的说明",
        ("rule" | "inspect" | "status" | "expectations", "format") => "以何种格式显示",
        ("report" | "cases" | "tally" | "explain" | "suggest", "commitment") => {
            "只看这些承诺或标准；草案和已废止的也可以"
        }
        ("report" | "cases" | "tally" | "explain" | "suggest" | "diff", "from") => "从这一天起统计",
        ("report" | "cases" | "tally" | "explain" | "suggest" | "diff", "until") => {
            "统计到这一天为止，当天不计"
        }
        ("report" | "cases" | "tally" | "explain" | "suggest", "terms") => {
            "按哪一版承诺评判：个案开始时生效的，或截至时间生效的"
        }
        ("explain", "case") => "日志中的个案编号；没有编号的个案写文件名和行号",
        (
            "check" | "report" | "cases" | "tally" | "explain" | "suggest" | "diff" | "status"
            | "expectations",
            "as_of",
        ) => "此后发生的事视为未知；写日期则指当天结束时 [默认：日志中最晚的时间]",
        ("report", "compare") => "同时给出不除外任何个案、不扣除任何暂停时的达成率；日志将读取三次",
        ("report", "scorecard") => {
            "同时按五性（清晰、可行、一致、及时、灵活）评价各项承诺：规则怎么说，日志实测如何；日志会再读一次"
        }
        ("report", "min_cases") => "计入的个案少于此数的分组加以标注，不与其他分组比较",
        ("report", "remedies") => "同时把应付客户的补偿写入此文件（CSV），每个个案或周期一行",
        ("report" | "cases", "rejects") => "把未评判或无效的每一行写入此文件（CSV）",
        ("report" | "cases", "bom") => "在 CSV 开头写入字节顺序标记（BOM），Excel 据此识别 UTF-8",
        ("report" | "cases", "max_invalid") => "无效的个案超过此比例（例如 1% 或 0.01）时，退出码为 1",
        ("report" | "tally", "by") => "按这些列分组统计",
        ("suggest", "by") => "按这些列把个案分成各类",
        ("suggest", "shares") => "在现行达成率之外，求这些达成率下的最紧限值 [默认：90%,95%,98%,99%]",
        ("suggest", "limits") => {
            "在现行限值之外，求这些限值下的最高达成率，例如 4h、2天或 4.5 [默认：实际用时附近的整数限值]"
        }
        ("suggest", "format") => "以何种格式显示建议",
        ("suggest", "output") => "把建议写入此文件，而不是标准输出",
        ("report" | "tally" | "diff", "period") => "按此周期评判，而不按各目标自己的周期",
        ("tally", "output") => "把计数写入此文件，而不是标准输出",
        ("report", "tally") => "用 `promise tally` 的这些文件生成报告，而不读日志",
        ("report", "percentiles") => "如何求百分位数 [默认：1.34亿个数以内精确，超过则按分段]",
        ("report", "format") => "以何种格式显示报告",
        ("report", "output") => "把报告写入此文件，而不是标准输出",
        ("report", "fail_on") => "有任何周期的承诺未兑现时，退出码为 1",
        ("cases", "state") => "只列出这些状态的个案",
        ("cases", "worst") => "只列出超过限值最多的若干个案（按超出部分与限值之比）",
        ("cases", "due_within") => {
            "当日工作清单：在截至时间之后这段时长内到期的未结个案，例如 4h 或 2天；先到期的在前"
        }
        ("cases", "format") => "以何种格式列出个案",
        ("cases", "output") => "把个案写入此文件，而不是标准输出",
        _ => return None,
    })
}

/// What the arguments of `appraise` are for, but for those that every command has.
fn appraise_help(id: &str) -> Option<&'static str> {
    Some(match id {
        "commitment" => "只看这些承诺或标准；草案和已废止的也可以",
        "from" => "从这一天起统计",
        "until" => "统计到这一天为止，当天不计",
        "as_of" => "此后发生的事视为未知；写日期则指当天结束时 [默认：日志中最晚的时间]",
        "terms" => "按哪一版承诺评判：个案开始时生效的，或截至时间生效的",
        "by" => "团队或人员所在的列",
        "mix" => {
            "在这些列构成的类别之内比较 [默认：各承诺自己的 `when`、`applies` 以及 `[order]` 所用的属性]"
        }
        "min_cases" => "计入的个案少于此数的分组不单独列出",
        "format" => "以何种格式显示评估",
        "output" => "把评估写入此文件，而不是标准输出",
        _ => return None,
    })
}

/// What the arguments of `status` alone are for.
fn status_help(id: &str) -> Option<&'static str> {
    Some(match id {
        "commitment" => "只看这些承诺",
        "today" => "以哪一天为今天 [默认：系统日期]",
        "no_logs" => "不读日志：试点的个案和结果未知",
        "output" => "把结果写入此文件，而不是标准输出",
        "fail_on" => "有承诺属于这些情形之一时，退出码为 1",
        _ => return None,
    })
}

/// What the arguments of `expectations` alone are for.
fn expectations_help(id: &str) -> Option<&'static str> {
    Some(match id {
        "from" => "从这一天起统计个案和答卷",
        "until" => "个案和答卷统计到这一天为止，当天不计",
        "min_answers" => "答复少于此数的维度加以标注，不与其他维度比较",
        "output" => "把结果写入此文件，而不是标准输出",
        "fail_on" => "有这些种类的差距之一时，退出码为 1",
        _ => return None,
    })
}

/// What an argument of `promise sql` is for.
fn sql_argument(id: &str) -> Option<&'static str> {
    Some(match id {
        "dialect" => "引擎的语言；trino 的语句只经检查，未经执行",
        "from" => "存有日志的表；duckdb 也可以是文件",
        "as_of" => "此后发生的事视为未知；写日期则指当天结束时",
        "commitment" => "只看这些承诺或标准；草案和已废止的也可以",
        "by" => "按这些列分组统计",
        "log" => "读哪一个日志（所问的承诺有多个日志时）",
        "cases" => "每个个案和目标一行，而不是统计",
        "columns" => "所有列名，按顺序 [默认：日志自己的文件中的列名]",
        "typed" => "不带时区的时间戳列：按日志的时区理解",
        "instants" => "带时区的时间戳列",
        "years" => "在这些年份之内判定时间 [默认：--as-of 的前三年至后一年]",
        "calendar_table" => "载入 `promise calendar --csv --relation` 的表 [默认：日历写在语句中]",
        "into" => "把语句写入此文件夹，文件以日志和语言为名",
        _ => return None,
    })
}

/// What an argument of `promise calendar` is for.
fn calendar_argument(id: &str) -> Option<&'static str> {
    Some(match id {
        "calendar" => "只看这些日历",
        "from" => "从这一天起 [默认：系统日期]",
        "until" => "到这一天为止，当天不显示 [默认：四周之后]",
        "csv" => "写 CSV，每天一行",
        "relation" => "写 `promise sql --calendar-table` 的语句所查的表，覆盖 --years 的每一天",
        "years" => "--relation 的年份，与语句的相同",
        "output" => "写入此文件，而不是标准输出",
        _ => return None,
    })
}

/// What an argument of `promise publish` is for.
fn publish_argument(id: &str) -> Option<&'static str> {
    Some(match id {
        "commitment" => "只写这些承诺",
        "staff" => "写员工须知，每个负责人一页：标准、计时、暂停、除外情形、升级上报，以及示例个案何时到期",
        "owner" => "与 --staff 同用：只写此负责人的一页",
        "language" => "页面的语言 [默认：与输出的语言相同]",
        "format" => "以何种格式写页面",
        "output" => "把页面写入此文件，而不是标准输出",
        "into" => "为正文的每种语言各写一页到此文件夹，例如 promises.zh.html 或 staff.zh.html",
        "as_of" => "结果统计到此时为止；写日期则指当天结束时 [默认：日志中最晚的时间]",
        "without_results" => "不写结果，也不读日志",
        "today" => "写哪一天的承诺；示例个案自这一天起 [默认：系统日期]",
        "check" => {
            "不写文件；这些页面与来源不一致时显示差异，退出码为 1；结果只在给出 --as-of 且截至时间相同时才比较"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    fn lacking(command: &Command, found: &mut Vec<String>) {
        let name = command.get_name();
        if about(name).is_none() {
            found.push(name.to_owned());
        }
        let arguments = command.get_arguments().filter(|argument| !argument.is_hide_set());
        let without = arguments.filter(|argument| argument_help(name, argument.get_id().as_str()).is_none());
        found.extend(without.map(|argument| format!("{name} {}", argument.get_id())));
        command.get_subcommands().for_each(|command| lacking(command, found));
    }

    #[test]
    fn every_command_and_argument_has_its_line() {
        let mut command = super::super::Arguments::command();
        command.build();
        let mut found = Vec::new();
        lacking(&command, &mut found);
        assert!(found.is_empty(), "src/cli/help.rs says nothing of {found:?}");
    }

    #[test]
    fn the_translated_command_line_holds_together() {
        chinese(super::super::Arguments::command()).debug_assert();
    }
}
