"use strict";
// Sorting: headings become buttons; rows without a number come last, and the sums below stay.
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  if (body.rows.length < 2) continue;
  const heads = Array.from(table.tHead.rows[0].cells);
  const texts = new Intl.Collator(document.documentElement.lang, { numeric: true });
  heads.forEach((head, column) => {
    const numeric = "numeric" in head.dataset;
    const key = (row) => {
      const cell = row.cells[column];
      const text = cell.dataset.key ?? cell.textContent;
      return numeric ? (text === "" ? NaN : Number(text)) : text;
    };
    const compare = (one, other) => {
      if (!numeric) return texts.compare(one, other);
      return one - other;
    };
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = Array.from(body.rows, (row) => ({ row, key: key(row) }));
      const known = rows.filter(({ key }) => !Number.isNaN(key));
      known.sort((one, other) => (down ? -1 : 1) * compare(one.key, other.key));
      const unknown = rows.filter(({ key }) => Number.isNaN(key));
      body.append(...known.concat(unknown).map(({ row }) => row));
    });
  });
}
// On paper nothing is folded.
let folded = [];
addEventListener("beforeprint", () => {
  folded = Array.from(document.querySelectorAll("details:not([open])"));
  for (const details of folded) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of folded) details.open = false;
});
