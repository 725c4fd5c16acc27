// More than fifty edits in front of an open browser: after each the page that is being looked at must
// show the new bytes without anybody's help, none may be stale or broken, and the place scrolled to stays.
// Pages are made, renamed and deleted too: their old addresses are missing at once and name the new one.
// After every round served pages are compared with those of a build from nothing, byte for byte, and no
// link of an open page may lead nowhere.
//
//   node tests/browser/edits.mjs NOVATOR CHROMIUM
//
// Works on a copy of the bundled site. Needs the package playwright-core; where that is missing the
// session is skipped, which is said.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

let playwright;
try {
  playwright = await import("playwright-core");
} catch {
  console.log("skipped: the package playwright-core is not installed");
  process.exit(0);
}

const [novator = "target/debug/novator", chromium = "/usr/bin/chromium"] = process.argv.slice(2);
const root = mkdtempSync(join(tmpdir(), "edits-"));
const file = (path) => join(root, path);
cpSync("content", file("content"), { recursive: true });
cpSync("themes", file("themes"), { recursive: true });

const server = spawn(resolve(novator), ["serve", "--root", root, "--port", "0", "--date", "2026-11-21"]);
const address = await new Promise((found, failed) => {
  let said = "";
  server.stdout.on("data", (data) => {
    said += data;
    const match = said.match(/http:\/\/[^ ]+/);
    if (match) found(match[0]);
  });
  server.on("exit", (code) => failed(new Error(`the preview ended with ${code}: ${said}`)));
});

const browser = await playwright.chromium.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const troubles = [];
async function opened() {
  const page = await browser.newPage({ viewport: { width: 1000, height: 500 } });
  page.on("pageerror", (error) => troubles.push(`script: ${error.message}`));
  page.on("response", (it) => {
    const own = it.url().startsWith(address);
    if (own && it.status() >= 500) troubles.push(`${it.status()} ${it.url()}`);
  });
  return page;
}
const page = await opened();

// Waits until the page shows what it should; a page that never does is stale.
async function shows(what, words, where = page) {
  const begun = performance.now();
  try {
    await where.waitForFunction(
      (words) => document.documentElement.textContent.includes(words),
      words,
      { polling: 5, timeout: 20000 },
    );
  } catch {
    troubles.push(`stale: ${what}`);
  }
  return performance.now() - begun;
}

const overlay = () =>
  page.evaluate(() => {
    const root = document.querySelector("novator-overlay")?.shadowRoot;
    const dialog = root?.querySelector(".dialog");
    return dialog && !dialog.hidden ? dialog.textContent : "";
  });

async function until(what, holds) {
  for (let tries = 0; tries < 2000; tries += 1) {
    try {
      if (await holds()) return;
    } catch {
      // The page was just being reloaded.
    }
    await new Promise((next) => setTimeout(next, 10));
  }
  troubles.push(`in vain: ${what}`);
}

const status = async (path) => (await fetch(address + path)).status;

// Links of the page that is being looked at: each must lead somewhere.
async function leadsSomewhere() {
  const links = await page.evaluate(() => [...document.querySelectorAll("a[href]")].map((it) => it.href));
  for (const link of new Set(links.map((it) => it.split("#")[0]))) {
    if (!link.startsWith(address)) continue;
    const path = link.slice(address.length);
    if ((await status(path)) !== 200) troubles.push(`broken: ${path}`);
  }
}

// Every so many of the served pages, and all lists, against a build from nothing.
let compared = 0;
function pathsBelow(folder, inner = "") {
  return readdirSync(join(folder, inner), { withFileTypes: true }).flatMap((it) => {
    const path = inner ? `${inner}/${it.name}` : it.name;
    return it.isDirectory() ? pathsBelow(folder, path) : [path];
  });
}
async function equalsCleanBuild(round) {
  const out = mkdtempSync(join(tmpdir(), "edits-clean-"));
  const options = ["--root", root, "--date", "2026-11-21", "--base-url", "", "--out", join(out, "site")];
  const built = spawnSync(resolve(novator), ["build", ...options], { encoding: "utf8" });
  if (built.status !== 0) troubles.push(`a clean build ended with ${built.status}: ${built.stderr}`);
  const paths = pathsBelow(join(out, "site")).filter((it) => it !== ".novator-manifest.json");
  const chosen = paths.filter((it, at) => it.endsWith("index.html") || at % 10 === round % 10);
  for (const path of chosen) {
    const answer = await fetch(address + encodeURI(path));
    const served = Buffer.from(await answer.arrayBuffer()).toString("latin1");
    const own = served.replace(/<script src="\/\.novator\/live\.js"[^>]*><\/script>/, "");
    const clean = readFileSync(join(out, "site", path)).toString("latin1");
    if (answer.status !== 200 || own !== clean) troubles.push(`other than a clean build: ${path}`);
    compared += 1;
  }
  rmSync(out, { recursive: true });
}

const card = file("content/projects/ds-449.md");
const original = readFileSync(card, "utf8");
const name = file("themes/civic/strings/ru.yaml");
const strings = readFileSync(name, "utf8");
const css = file("themes/civic/assets/civic.css");
const styles = readFileSync(css, "utf8");
const base = file("themes/civic/templates/parts/footer.html");
const footer = readFileSync(base, "utf8");
const settings = file("content/site.yaml");
const site = readFileSync(settings, "utf8");
const title = site.match(/^название: *(.*)$/m)[1];

// As editors save: over the file, or beside it and then into its place.
const saves = [
  (path, text) => writeFileSync(path, text),
  (path, text) => {
    writeFileSync(`${path}.tmp`, text);
    renameSync(`${path}.tmp`, path);
  },
  (path, text) => {
    renameSync(path, `${path}~`);
    writeFileSync(path, text);
    rmSync(`${path}~`);
  },
];

const times = [];
let edits = 0;
await page.goto(`${address}projects/ds-449.html`);
for (let round = 1; round <= 7; round += 1) {
  await page.bringToFront();
  const save = saves[round % saves.length];
  const mark = `Правка номер ${round}`;

  // 1: the text, with the reader somewhere down the page.
  await page.evaluate(() => scrollTo({ top: 200, behavior: "instant" }));
  const before = await page.evaluate(() => scrollY);
  save(card, `${original}\n\n${mark} в тексте.\n`);
  times.push(await shows("text", `${mark}`));
  await until("the place stays", async () => (await page.evaluate(() => scrollY)) === before);

  // 2: a card that breaks, and 3: is mended.
  save(card, original.replace("статус:", "статсу:"));
  await until("the overlay", async () => (await overlay()).includes("статсу"));
  await shows("the last good page", mark);
  save(card, `${original}\n\n${mark} снова.\n`);
  times.push(await shows("mended", `${mark} снова`));
  await until("no overlay", async () => (await overlay()) === "");

  // 4: a style, which is swapped without a reload; then a string, a template or a setting.
  await page.evaluate(() => (window.kept = true));
  save(css, `${styles}\nbody { outline-width: ${round}px }\n`);
  await until("the style", () =>
    page.evaluate((it) => getComputedStyle(document.body).outlineWidth === it, `${round}px`).then(
      // Without an outline style the width may be computed as zero: the sheet itself tells.
      async (seen) =>
        seen ||
        page.evaluate(
          (it) => [...document.styleSheets].some((s) => [...s.cssRules].some((r) => r.cssText.includes(it))),
          `outline-width: ${round}px`,
        ),
    ),
  );
  if (!(await page.evaluate(() => window.kept === true))) troubles.push("a style reloaded the page");

  // 5
  if (round % 3 === 0) {
    save(base, `${footer}<p>${mark} подвала.</p>`);
    times.push(await shows("template", `${mark} подвала`));
  } else if (round % 3 === 1) {
    save(settings, site.replace(title, `${title} ${round}`));
    times.push(await shows("setting", `${title} ${round}`));
  } else {
    save(name, strings.replace(/^( +skip: ).*$/m, `$1${mark} ссылки`));
    times.push(await shows("string", `${mark} ссылки`));
  }
  await leadsSomewhere();

  // 6: a new page, opened in a tab of its own; 7: another name for it, and 8: its end.
  const [first, second] = [`pravka-${round}`, `novaya-pravka-${round}`];
  const text = `---\nназвание: ${mark}\n---\n\n${mark}.\n`;
  const beside = await opened();
  await beside.goto(`${address}pages/${first}.html`);
  if ((await status(`pages/${first}.html`)) !== 404) troubles.push("a page before it was made");
  writeFileSync(file(`content/pages/${first}.md`), text);
  times.push(await shows("made", mark, beside));
  renameSync(file(`content/pages/${first}.md`), file(`content/pages/${second}.md`));
  times.push(await shows("renamed", `Страницы /pages/${first}.html нет`, beside));
  if ((await status(`pages/${first}.html`)) !== 404) troubles.push("an old address after renaming");
  const way = beside.locator(`a[href="/pages/${second}.html"]`);
  if ((await way.count()) === 0) troubles.push("a renamed page is not named at its old address");
  else await way.click();
  await shows("at its new address", mark, beside);
  rmSync(file(`content/pages/${second}.md`));
  times.push(await shows("deleted", `Страницы /pages/${second}.html нет`, beside));
  if ((await status(`pages/${second}.html`)) !== 404) troubles.push("an address after deleting");
  await beside.close();
  await equalsCleanBuild(round);
  edits += 8;
}

server.removeAllListeners("exit");
await browser.close();
server.kill();
rmSync(root, { recursive: true });
times.sort((a, b) => a - b);
const median = times[Math.floor(times.length / 2)].toFixed(0);
console.log(`${edits} edits, median ${median} ms from saving to the new page in the browser`);
if (troubles.length > 0) {
  console.log(troubles.join("\n"));
  process.exit(1);
}
console.log(`never a stale or broken page; ${compared} served files equal a build from nothing`);
