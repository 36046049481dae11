//! The Markdown page.

use super::page;

#[test]
fn tables_have_as_many_cells_in_every_row() {
    for arguments in [&["markdown"][..], &["markdown", "--by", "team"], &["markdown", "--lang", "zh"]] {
        let page = page(arguments);
        let mut width = None;
        let mut tables = 0;
        for line in page.lines() {
            if !line.starts_with('|') {
                width = None;
                continue;
            }
            let cells = line.replace("\\|", "").matches('|').count();
            tables += usize::from(width.is_none());
            assert_eq!(*width.get_or_insert(cells), cells, "{line}");
        }
        assert!(tables >= 3, "{page}");
        assert_eq!(page.matches("<details>").count(), page.matches("</details>").count());
    }
}

#[test]
fn what_files_hold_is_text_and_nothing_else() {
    let page = page(&["markdown", "--by", "team"]);
    assert!(page.contains("We answer &lt;fast&gt; &amp; \"well\" \\| \\*soon\\*"), "{page}");
    assert!(page.contains("&lt;b&gt;south&lt;/b&gt;") && page.contains("=1+1\\|x \\[31m "));
    assert!(!page.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'));
}
