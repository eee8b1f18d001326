// Every page of the pack of each shipped book, as a reader with a browser meets it: nothing is fetched, nothing is logged,
// axe finds nothing at AA, it reads at 400% zoom, nothing vanishes with colours forced, and it prints on A4, letters
// upright and all else across.
//
// node axe.mjs PLIMSOLL

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

// `import` does not look where NODE_PATH says; `require` does.
const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const axe = require("axe-core");

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const plimsoll = resolve(process.argv[2]);
const books = [
  ["oxfordshire-2019", "2019-06-13"],
  ["example-borough", "2024-06-13"],
  ["cqc-action-plan-2019", "2019-06-13"],
  ["primary-care-networks-2019", "2019-06-13"],
];
// 1280 pixels at 400% are 320; on A4 with our margins a line is 1024 long across, and 657 upright.
const WIDTHS = [320, 640, 900, 1024, 1280];
const PRINTED = 1024;
const PRINTED_UPRIGHT = 657;
const AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const ACROSS = /\/MediaBox\s*\[\s*0 0 84[12](\.\d+)? 59[456](\.\d+)?\s*\]/g;
const UPRIGHT = /\/MediaBox\s*\[\s*0 0 59[456](\.\d+)? 84[12](\.\d+)?\s*\]/g;

const faults = [];
const advice = new Map();
const folder = mkdtempSync(join(tmpdir(), "plimsoll-pages-"));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

/// What is wider than the page, by its tag and first words.
function tooWide(width) {
  const found = [];
  if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
  for (const one of document.querySelectorAll("main *, header *, nav *")) {
    const box = one.getBoundingClientRect();
    const hidden = getComputedStyle(one).clipPath !== "none" || one.closest("thead, caption");
    if (box.width > 0 && box.right > width + 1 && !hidden) {
      found.push(`<${one.tagName.toLowerCase()}> "${one.textContent.trim().slice(0, 40)}" reaches ${Math.round(box.right)}`);
    }
  }
  return found.slice(0, 3);
}

/// What is not to be seen with colours forced, as Windows does for high contrast: no ground and no shadow is drawn.
function vanished() {
  const found = [];
  const shapes = new Map([["best", "\u25cf"], ["middle", "\u25b2"], ["worst", "\u25a0"]]);
  for (const one of document.querySelectorAll(".level")) {
    const look = getComputedStyle(one);
    const [, shape] = [...shapes].find(([name]) => one.classList.contains(name)) ?? [];
    const drawn = getComputedStyle(one, "::before").content;
    if (!shape || !drawn.includes(shape)) found.push(`the level "${one.textContent}" has no shape`);
    if (parseFloat(look.borderTopWidth) < 1 || look.borderTopColor === look.backgroundColor) {
      found.push(`the level "${one.textContent}" has no edge`);
    }
  }
  for (const one of document.querySelectorAll("svg")) {
    const look = getComputedStyle(one);
    if (look.forcedColorAdjust !== "none" || look.backgroundColor !== "rgb(255, 255, 255)") found.push("a chart has no ground of its own");
  }
  for (const one of document.querySelectorAll("thead th")) {
    if (parseFloat(getComputedStyle(one).borderBottomWidth) < 1) found.push(`no line stands beneath the heading "${one.textContent}"`);
  }
  for (const one of document.querySelectorAll(".callout, .counts li")) {
    if (parseFloat(getComputedStyle(one).borderTopWidth) < 1) found.push(`"${one.textContent.trim().slice(0, 40)}" has no edge`);
  }
  return [...new Set(found)].slice(0, 3);
}

async function look(name, url) {
  const fault = (text) => faults.push(`${name}: ${text}`);
  const upright = basename(name).startsWith("letter-");
  const printed = upright ? PRINTED_UPRIGHT : PRINTED;
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on("console", (message) => fault(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => fault(`error: ${error.message}`));
  page.on("request", (request) => { if (request.url() !== url) fault(`asks for ${request.url()}`); });
  await page.goto(url);
  if ((await page.locator("script, link, img, iframe").count()) > 0) fault("holds a script, or something to be loaded");
  if ((await page.locator("h1").count()) !== 1) fault("has not one h1");

  for (const open of [false, true]) {
    const folds = open ? "folds open" : "folds shut";
    await page.evaluate((open) => document.querySelectorAll("details").forEach((one) => { one.open = open; }), open);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const found of await page.evaluate(tooWide, width)) fault(`at ${width}, ${folds}: ${found}`);
    }
    await page.setViewportSize({ width: printed, height: 700 });
    await page.emulateMedia({ media: "print" });
    for (const found of await page.evaluate(tooWide, printed)) fault(`printed, ${folds}: ${found}`);
    await page.emulateMedia({ media: null });
  }

  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ forcedColors: "active" });
  for (const found of await page.evaluate(vanished)) fault(`with colours forced: ${found}`);
  await page.emulateMedia({ forcedColors: null });
  await page.evaluate(axe.source);
  for (const [tags, report] of [[AA, fault], [["best-practice"], (text) => advice.set(text, (advice.get(text) ?? 0) + 1)]]) {
    const { violations } = await page.evaluate((tags) => axe.run({ runOnly: tags }), tags);
    for (const one of violations) {
      const where = one.nodes.slice(0, 2).map((node) => node.target.join(" ")).join(", ");
      report(`${one.id}: ${one.help} (${one.nodes.length}: ${where})`);
    }
  }

  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = false; }));
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: false })).toString("latin1");
  const pages = (pdf.match(/\/Type\s*\/Page\b/g) ?? []).length;
  const [way, size] = upright ? ["upright", UPRIGHT] : ["across", ACROSS];
  const right = (pdf.match(size) ?? []).length;
  if (pages === 0 || pages !== right) fault(`${right} of ${pages} printed pages are A4 ${way}`);
  await page.close();
  return pages;
}

try {
  for (const [book, day] of books) {
    const out = join(folder, book);
    const run = ["run", join("rules", book), "--as-of", day, "--format", "html", "--out", out];
    execFileSync(plimsoll, run, { cwd: root, stdio: "ignore" });
    const files = readdirSync(out).filter((name) => name.endsWith(".html")).sort();
    const before = faults.length;
    let printed = 0;
    for (const file of files) printed += await look(`${book}/${file}`, pathToFileURL(join(out, file)).href);
    const found = faults.length - before;
    console.log(`${book}: ${files.length} pages, ${printed} when printed: ${found === 0 ? "nothing found" : `${found} faults`}`);
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
for (const [text, count] of advice) console.log(`good practice (${count}): ${text}`);
for (const fault of faults) console.log(`FAULT ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);
