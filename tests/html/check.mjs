// Validates every page of the site folders named on the command line.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { HtmlValidate } from "html-validate";

const checker = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // Long non-breaking text is set on purpose: Russian typography.
    "long-title": "off",
    // The pages are written for people who read their source too.
    "no-trailing-whitespace": "off",
    // The panel of settings acts at once: its form is sent nowhere.
    "wcag/h32": "off",
    // Roles are said again where a narrow layout would take them from tables.
    "no-redundant-role": "off",
    "prefer-native-element": "off",
  },
});

const pages = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile() && it.name.endsWith(".html"))
    .map((it) => join(it.parentPath ?? it.path, it.name))
    .sort();

let passed = 0;
let failed = 0;
for (const folder of process.argv.slice(2)) {
  for (const page of pages(folder)) {
    const report = await checker.validateString(readFileSync(page, "utf8"), page);
    if (report.valid) {
      passed += 1;
      continue;
    }
    failed += 1;
    for (const message of report.results.flatMap((it) => it.messages)) {
      const place = `${relative(folder, page)}:${message.line}:${message.column}`;
      console.error(`${place} ${message.ruleId}: ${message.message}`);
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
