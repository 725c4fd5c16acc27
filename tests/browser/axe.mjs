// axe-core with every rule on, those of level AAA and the experimental ones too.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Gives a page the checker; the page must have been opened with `bypassCSP`. */
export const equip = (page) => page.evaluate(source);

/** What axe finds wrong, a line for each element. */
export const faults = (page) =>
  page.evaluate(async () => {
    const rules = Object.fromEntries(axe.getRules().map((it) => [it.ruleId, { enabled: true }]));
    const { violations } = await axe.run(document, { rules, resultTypes: ["violations"] });
    return violations.flatMap((it) =>
      it.nodes.map((node) => {
        const why = node.any.concat(node.all, node.none)[0]?.message ?? "";
        return `${it.id}: ${node.target.join(" ")} ${why}`.slice(0, 220);
      }),
    );
  });
