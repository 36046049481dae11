// The HTML pages in a browser: what no reading of the file can tell. Run by .ci/run.
//
//     node test.js [PROGRAM]
//
// CHROMIUM names the browser, which is Debian's if it does not. Pictures of every page, width and colour scheme are left in target/browser for whoever looks.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const program = resolve(process.argv[2] ?? join(root, "target/debug/promise"));
const folder = join(root, "target/browser");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Pages of `promise report`. */
const REPORTS = {
  whole: ["commitments"],
  "whole-zh": ["commitments", "--lang", "zh"],
  channels: ["commitments", "--by", "channel"],
  week: ["commitments", "--by", "@weekday,@hour", "--commitment", "first-answer"],
  days: ["commitments", "--period", "day", "--commitment", "parts-delivery"],
  statistics: ["examples/values"],
  scorecard: ["commitments", "--scorecard", "--commitment", "complaint-settlement,repair-visit,parts-delivery"],
  "scorecard-zh": ["examples/chinese", "--scorecard", "--lang", "zh"],
};
/** Pages of `promise publish`. */
const PUBLISHED = {
  published: ["commitments", "--today", "2026-10-01"],
  "published-zh": ["commitments", "--today", "2026-10-01", "--language", "zh"],
  staff: ["commitments", "--staff", "--today", "2026-10-01"],
  "staff-zh": ["commitments", "--staff", "--today", "2026-10-01", "--language", "zh"],
};
const PAGES = [
  ...Object.entries(REPORTS).map(([name, args]) => [name, ["report", ...args]]),
  ...Object.entries(PUBLISHED).map(([name, args]) => [name, ["publish", ...args]]),
];
const WIDTHS = [320, 768, 1280];
const SCHEMES = ["light", "dark"];
// Without the background ones, a browser in a closed network asks for its maker's hosts at every start.
const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** The texts of a column of the body of a table. */
const column = (table, place) =>
  table.locator("tbody tr").evaluateAll((rows, place) => rows.map((row) => row.cells[place].textContent), place);

async function looks(page, name, width, scheme) {
  const { wide, screen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  assert.ok(wide <= screen, `${name}: the page is ${wide} wide on a screen of ${screen}`);
  await page.screenshot({ path: join(folder, `${name}-${width}-${scheme}.png`), fullPage: true });
}

async function isAccessible(page, name) {
  // What is folded is looked at too.
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run(document));
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].html} ${nodes[0].failureSummary}`);
  assert.deepEqual(told, [], name);
  assert.ok(passes.length > 20, `${name}: axe looked at ${passes.length} rules only`);
}

async function sorts(page) {
  const table = page.locator("table.sortable").first();
  const before = await column(table, 0);
  const buttons = table.locator("thead button");
  const kept = buttons.nth(2);
  await kept.focus();
  await page.keyboard.press("Enter");
  assert.equal(await table.locator("thead th").nth(2).getAttribute("aria-sort"), "ascending");
  const ascending = (await column(table, 2)).map(Number);
  assert.deepEqual(ascending, [...ascending].sort((one, other) => one - other));
  await kept.click();
  assert.equal(await table.locator("thead th").nth(2).getAttribute("aria-sort"), "descending");
  const descending = (await column(table, 2)).map(Number);
  assert.deepEqual(descending, [...descending].sort((one, other) => other - one));
  assert.notDeepEqual(ascending, descending, "the column has different numbers");
  await buttons.first().click();
  assert.equal(await table.locator("thead th[aria-sort]").count(), 1);
  assert.deepEqual([...(await column(table, 0))].sort(), [...before].sort(), "no row is lost");
}

async function prints(page, name) {
  const pdf = await page.pdf({ format: "A4", path: join(folder, `${name}.pdf`) });
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  assert.ok(pdf.length > 10_000, `${name}: a PDF of ${pdf.length} bytes`);
}

assert.ok(existsSync(program), `build the program first: ${program}`);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGUMENTS });
let looked = 0;
try {
  for (const [name, args] of PAGES) {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, execFileSync(program, [...args, "--format", "html"], { cwd: root, maxBuffer: 1 << 28 }));
    for (const colorScheme of SCHEMES) {
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      const said = [];
      page.on("console", (message) => said.push(message.text()));
      page.on("pageerror", (error) => said.push(String(error)));
      page.on("request", (request) => {
        if (!request.url().startsWith("file:")) said.push(`asks for ${request.url()}`);
      });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(pathToFileURL(file).href);
        await looks(page, name, width, colorScheme);
        // It takes seconds a page; what depends on the width is seen on one page as on all.
        if (width === WIDTHS[0] || name === "whole") await isAccessible(page, `${name} ${width} ${colorScheme}`);
        looked += 1;
      }
      if (name === "whole") await sorts(page);
      if (colorScheme === "light") await prints(page, name);
      assert.deepEqual(said, [], `${name}: the console is silent`);
      await context.close();
    }
  }
} finally {
  await browser.close();
}
console.log(`${looked} views of ${PAGES.length} pages: no faults`);
