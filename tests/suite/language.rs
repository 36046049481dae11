//! Whatever stops a command says so in the language of the run.

use crate::command::{Folder, promise};

const LOG: &str = "[[commitment]]\nid = \"a\"\nstatus = \"published\"\ntext = \"24h\"\n\
    [[commitment.target]]\nclock = \"c\"\nwithin = \"24h\"\n\
    [[clock]]\nid = \"c\"\nstart = \"s\"\nstop = \"e\"\n\
    [[log]]\nid = \"l\"\npath = \"l.csv\"\ntimestamps = \"iso\"\ncolumns = { s = \"s\", e = \"e\" }\n";

/// The same with a log that says nothing of its columns, so that one does not miss them.
const UNMAPPED: &str = "[[commitment]]\nid = \"a\"\nstatus = \"published\"\ntext = \"24h\"\n\
    [[commitment.target]]\nclock = \"c\"\nwithin = \"24h\"\n\
    [[clock]]\nid = \"c\"\nstart = \"s\"\nstop = \"e\"\n\
    [[log]]\nid = \"l\"\npath = \"l.csv\"\ntimestamps = \"iso\"\n";

#[track_caller]
fn says(arguments: &[&str], english: &str, chinese: &str) {
    let folder = Folder::new()
        .file("commitments/a.toml", LOG)
        .file("commitments/l.csv", "s,e,type\n2026-01-01T00:00:00,2026-01-01T01:00:00,x\n")
        .file("books/a.toml", LOG)
        .file("books/l.csv", "PK\x03\x04")
        .file("twice/a.toml", LOG)
        .file("twice/l.csv", "s,e,e\n1,2,3\n")
        .file("lacking/a.toml", LOG)
        .file("lacking/l.csv", "s;e\n1;2\n")
        .file("open/a.toml", LOG.replace("timestamps = \"iso\"\n", ""))
        .file("open/l.csv", "s,e\n1/2/2026,2/3/2026\n")
        .file("words/a.toml", LOG.replace("timestamps = \"iso\"\n", ""))
        .file("words/l.csv", "s,e\nnoon,night\n")
        .file("pages/a.toml", UNMAPPED)
        .file("pages/l.csv", "<div><p>nothing</p></div>")
        .file("objects/a.toml", UNMAPPED)
        .file("objects/l.csv", "{\"s\": 1}\n")
        .file("prose/a.toml", UNMAPPED)
        .file("prose/l.csv", "Minutes of the meeting\n\nNothing was said.\n")
        .file("bytes/a.toml", UNMAPPED)
        .file("bytes/l.csv", b"s\xFF\xFE,e\x81\n")
        .file("semicolons/a.toml", UNMAPPED)
        .file("semicolons/l.csv", "s;e\n1;2\n")
        .file("cut/a.toml", LOG)
        .file("cut/l.csv", b"\x1F\x8B\x08\0\0")
        .file("nothing/readme.md", "");
    let english_said = folder.promise(arguments);
    assert!(english_said.stderr.contains(english), "{arguments:?}: {}", english_said.stderr);
    let said = folder.promise(&[arguments, &["--lang", "zh"]].concat());
    assert_eq!(said.code, english_said.code, "{arguments:?}: {}", said.stderr);
    assert!(said.stderr.contains(chinese), "{arguments:?}: {}", said.stderr);
    assert!(!said.stderr.contains("error:"), "{arguments:?}: {}", said.stderr);
}

#[test]
fn files() {
    says(&["check", "nowhere"], "cannot read nowhere", "错误：无法读取 nowhere：文件或文件夹不存在");
    says(&["check", "nothing/readme.md"], "is not a definition file", "不是定义文件");
    says(&["check", "nothing"], "no definitions found in nothing", "nothing 中没有定义");
    says(&["check", "--output", "sarif=no/x"], "there is no folder no", "错误：无法写入 no/x：没有文件夹 no");
    says(&["check", "--output", "sarif=nothing"], "it is a folder", "无法写入 nothing：它是文件夹");
    says(
        &["report", "--output", "no/x"],
        "cannot write no/x: there is no folder no",
        "错误：无法写入 no/x：没有文件夹 no",
    );
    says(&["fmt", "-"], "`promise fmt - --stdin-filename a.toml`", "错误：`-`是标准输入");
}

#[test]
fn rules() {
    says(&["rule", "vague-tme"], "did you mean `CLR001`?", "错误：没有规则 `vague-tme`；是不是指 `CLR001`？");
    says(&["rule", "nothing-like-it"], "`promise rule` lists them", "`promise rule` 列出所有规则");
    says(&["check", "--select", "QQQ"], "no rule or family `QQQ`", "没有规则或规则类 `QQQ`");
    says(&["check", "--ignore", "DEF001"], "cannot be ignored", "不能忽略 `DEF001`");
}

#[test]
fn logs() {
    says(&["report", "--commitment", "b"], "no commitment or standard", "没有服务承诺或服务标准 `b`");
    says(
        &["report", "--by", "typ"],
        "--by uses the column",
        "--by 用到列 `typ`，日志 `l` 中没有这一列（是不是指 `type`？）",
    );
    says(&["report", "books"], "is a workbook", "实际是工作簿");
    says(&["report", "twice"], "2 times, at 2, 3", "有 2 个名为 `e` 的列，分别是第 2、3 列");
    says(&["report", "lacking"], "say `delimiter: \";\"`", "请在日志中写明 `delimiter: \";\"`");
    says(&["report", "open"], "or `timestamps: \"%m/%d/%Y\"`", "或 `timestamps: \"%m/%d/%Y\"`");
    says(
        &["report", "words"],
        "1 of 1 values of `s` are no times",
        "`s` 的 1 个值中有 1 个的时间格式无法自动识别",
    );
    says(&["report", "cut"], "in the middle of its gzip data", "的 gzip 数据在中途结束");
    says(&["report", "examples"], "cannot read examples", "无法读取 examples");
}

#[test]
fn logs_that_are_no_tables() {
    for command in [&["report"][..], &["check", "--logs"], &["cases"], &["suggest"], &["tally"]] {
        let says = |file, english: &str, chinese: &str| says(&[command, &[file]].concat(), english, chinese);
        says(
            "pages",
            "log `l`: pages/l.csv is a web page",
            "日志 `l`：pages/l.csv 不论文件名如何，实际是网页",
        );
        says("objects", "objects/l.csv is JSON", "objects/l.csv 不论文件名如何，实际是 JSON");
        says(
            "prose",
            "prose/l.csv does not begin with the names of columns, but with `Minutes of the meeting`; save the table",
            "prose/l.csv 的开头不是各列的名称，而是 `Minutes of the meeting`；请把表格另存为",
        );
        says("bytes", "it is in another encoding, so say `encoding: ", "如果是另一种编码，请在日志中写明");
        says("semicolons", "say `delimiter: \";\"` in the log", "请在日志中写明 `delimiter: \";\"`");
    }
    let folder = Folder::new().file("a.toml", UNMAPPED).file("l.csv", "{}");
    folder.promise(&["report", "."]).ended(2);
    folder.promise(&["check", ".", "--logs", "--fail-on", "never"]).ended(2);
    // A table without what is asked for is one; and so is one whose only column somebody asks for.
    for log in ["id,when\n1,2\n", "e\n2026-01-01T01:00:00\n"] {
        let folder = Folder::new().file("a.toml", UNMAPPED).file("l.csv", log);
        assert!(folder.promise(&["report", "."]).ended(0).stdout.contains("no log has c"));
    }
}

#[test]
fn arguments() {
    says(&["chekc"], "unrecognized subcommand", "错误：没有命令 `chekc`；是不是指 `schema、check`？");
    says(&[], "Usage", "错误：缺少命令");
    says(&["check", "--fial-on", "x"], "unexpected argument", "没有参数 `--fial-on`；是不是指 `--fail-on`？");
    says(&["check", "--fail-on", "x"], "invalid value", "可用的值：error、warning、info、never");
    says(&["check", "--today", "x"], "\"x\" is no date", "“x”不是日期");
    says(&["report", "--threads", "0"], "is no number of threads; write 1, 2 or more", "“0”不是线程数");
    says(&["report", "--as-of", "x"], "is no date or time", "“x”不是日期或时间");
    says(&["check", "--output", "x=y"], "no format `x`", "没有格式 `x`");
    says(&["check", "--output", "json="], "no file after", "`json=` 后面没有文件");
    says(&["rule", "CLR001", "--all"], "cannot be used with", "不能与 --all 同时使用");
    says(
        &["check", "--format", "text", "--output", "json=-"],
        "both go to standard output",
        "都写到标准输出",
    );
    says(
        &["check", "--output", "json=a", "--output", "sarif=a"],
        "two outputs go to a",
        "有两份输出都写到 a",
    );
}

#[test]
fn the_locale_is_enough() {
    let output = promise(&["chekc"]).env("LANG", "zh_CN.UTF-8").run().ended(2);
    assert!(output.stderr.starts_with("错误：没有命令"), "{}", output.stderr);
    let output = promise(&["--help"]).env("LANG", "zh_CN.UTF-8").run().ended(0);
    assert!(output.stdout.contains("用法：promise"), "{}", output.stdout);
}

/// Every option of every command is described in Chinese.
#[test]
fn help() {
    let commands = promise(&["--help"]).run().ended(0).stdout;
    let commands = commands.lines().skip_while(|line| *line != "Commands:").skip(1);
    let mut seen = 0;
    // A line further in continues the description before it.
    let named =
        |line: &'_ str| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')).map(str::to_owned);
    for line in commands.take_while(|line| !line.is_empty()).filter_map(named) {
        let name = line.split(' ').next().unwrap();
        seen += 1;
        let help = promise(&[name, "--help", "--lang", "zh"]).run().ended(0).stdout;
        let mut lines = help.lines().filter(|line| line.trim_start().starts_with('-'));
        assert!(lines.all(|line| line.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c))), "{help}");
    }
    assert!(seen >= 4, "only {seen} commands");
}
