// What a run found, for the page «Доступность», which every site of the theme shows.
import { readFileSync, writeFileSync } from "node:fs";
import { serve } from "./site.mjs";

const RECORD = new URL("../../src/page/accessibility/audit.json", import.meta.url);
const CARGO = new URL("../../Cargo.toml", import.meta.url);

/** Writes the record: the theme that was visited, the day, every check with what it looked at. */
export const record = async (folder, checks) => {
  const site = await serve(folder);
  const page = site.ordinary.find((it) => it.template === "accessibility");
  const theme = /data-theme="([0-9a-f]{64})"/.exec(page.html)[1];
  const version = /^version = "([^"]+)"/m.exec(readFileSync(CARGO, "utf8"))[1];
  const date = new Date().toISOString().slice(0, 10);
  site.close();
  const told = { theme, version, date, pages: site.samples.length, checks };
  writeFileSync(RECORD, `${JSON.stringify(told, null, 2)}\n`);
  console.log(`recorded: ${checks.length} checks of ${told.pages} pages on ${date}`);
};
