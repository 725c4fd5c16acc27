// axe-core with every rule on, those of level AAA and the experimental ones too.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Gives a page the checker; the page must have been opened with `bypassCSP`. */
export const equip = (page) => page.evaluate(source);

/** Rules whose answer depends on colours, sizes and distances; all others read the document alone. */
export const LOOKS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block", "scrollable-region-focusable", "target-size"];

/** What axe finds wrong, a line for each element; by these rules, or by all that there are. */
export const faults = (page, only = null) =>
  page.evaluate(async (only) => {
    const names = only ?? axe.getRules().map((it) => it.ruleId);
    const rules = Object.fromEntries(names.map((it) => [it, { enabled: true }]));
    const some = only ? { runOnly: { type: "rule", values: only } } : {};
    const { violations } = await axe.run(document, { rules, resultTypes: ["violations"], ...some });
    return violations.flatMap((it) =>
      it.nodes.map((node) => {
        const why = node.any.concat(node.all, node.none)[0]?.message ?? "";
        return `${it.id}: ${node.target.join(" ")} ${why}`.slice(0, 220);
      }),
    );
  }, only);
