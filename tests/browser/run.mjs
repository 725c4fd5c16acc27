// Visits a built site as its readers do:
//
//   node run.mjs SITE [--all] [--plants] [--only NAME] [--update]
//   node run.mjs SITE --all-states [--template NAME]
//   node run.mjs SITE --record
//
// Without --all a page of every template is visited, with it every page. With --plants every
// check first has to find the faults that are planted for it: a check that finds none is none.
// --all-states runs axe in every one of the panel's states, on eight templates or on those named.
// --record writes down what a run without a fault looked at, for the page «Доступность».
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { serve } from "./site.mjs";
import * as checks from "./checks/index.mjs";
import { record } from "./record.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: "boolean", default: false },
    "all-states": { type: "boolean", default: false },
    record: { type: "boolean", default: false },
    template: { type: "string", multiple: true },
    plants: { type: "boolean", default: false },
    update: { type: "boolean", default: false },
    only: { type: "string", multiple: true },
    chromium: { type: "string", default: "/usr/bin/chromium" },
  },
});
const [folder] = positionals;
const only = values["all-states"] ? ["states"] : values.only;

const launch = {
  executablePath: values.chromium,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
const browser = await chromium.launch(launch);

/** Runs `work` in a browser that somebody has set up: `preferences` as Chromium keeps them. */
const profile = async (preferences, work) => {
  const home = mkdtempSync(join(tmpdir(), "profile-"));
  mkdirSync(join(home, "Default"));
  writeFileSync(join(home, "Default", "Preferences"), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(home, { ...launch, viewport: { width: 1280, height: 900 } });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
    rmSync(home, { recursive: true, force: true });
  }
};

const visit = async (check, alter) => {
  const site = await serve(folder, alter);
  const faults = [];
  let cases = 0;
  const tools = {
    site,
    browser,
    profile,
    alter,
    // A planted fault is on every page: one of each template is enough to find it.
    all: values.all && !alter,
    allStates: values["all-states"],
    templates: values.template,
    update: values.update,
    /** One thing that must hold; `found` lists what does not. */
    expect: (name, found = []) => {
      cases += 1;
      if (found.length > 0) faults.push([name, found]);
    },
    /** Runs `work` with a fresh page of a fresh visitor. */
    with: async (options, work) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      // A busy machine is slow, not wrong.
      context.setDefaultTimeout(180_000);
      try {
        return await work(await context.newPage(), context);
      } finally {
        await context.close();
      }
    },
    /** The same for many things, two visitors at a time. */
    each: async (things, options, work) => {
      const queue = [...things];
      const visitor = () =>
        tools.with(options, async (page, context) => {
          for (let it; (it = queue.shift()); ) await work(page, it, context);
        });
      await Promise.all([visitor(), visitor()]);
    },
  };
  try {
    await check.run(tools);
  } catch (error) {
    faults.push([check.name, [`broke off: ${error.message.split("\n").slice(0, 3).join(" ")}`]]);
  } finally {
    site.close();
  }
  return { cases, faults };
};

const done = [];
let passed = 0;
let failed = 0;
for (const check of Object.values(checks)) {
  if (only && !only.includes(check.name)) continue;
  const since = performance.now();
  const { cases, faults } = await visit(check);
  done.push({ name: check.name, cases });
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  console.log(`${faults.length ? "FAILED" : "ok"}  ${check.name}: ${cases} cases, ${seconds} s`);
  for (const [name, found] of faults) {
    console.log(`  ${name}`);
    for (const it of found.slice(0, 12)) console.log(`    ${it}`);
    if (found.length > 12) console.log(`    and ${found.length - 12} more`);
  }
  passed += cases - faults.length;
  failed += faults.length;
  if (cases === 0) {
    console.log("  nothing was visited");
    failed += 1;
  }
  for (const plant of values.plants ? check.plants : []) {
    const { faults } = await visit(check, plant.alter);
    // A browser that dies finds nothing.
    const seen = faults.some(([, found]) => !found.some((it) => it.includes("has been closed")));
    console.log(`  planted: ${plant.name}: ${seen ? "found" : "NOT FOUND"}`);
    seen ? (passed += 1) : (failed += 1);
  }
}
if (values.record) {
  if (only || failed > 0) console.log("nothing is recorded: a record takes all checks, and no fault");
  else await record(folder, done);
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
