// Makes docs/report.png, the picture in README: the paper of one board of an invented borough, as a browser shows it.
//
// node picture.mjs PLIMSOLL

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const plimsoll = resolve(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), "plimsoll-picture-"));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--font-render-hinting=none"],
});
try {
  const run = ["run", join("rules", "example-borough"), "--as-of", "2024-06-13", "--format", "html", "--out", folder];
  execFileSync(plimsoll, run, { cwd: root, stdio: "ignore" });
  const page = await browser.newPage({ viewport: { width: 1180, height: 1380 }, deviceScaleFactor: 1 });
  await page.goto(pathToFileURL(join(folder, "board-paper-place.html")).href);
  await page.screenshot({ path: join(root, "docs", "report.png") });
  console.log("docs/report.png is made");
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
