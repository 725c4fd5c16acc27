// Every rule of axe-core on every page; in the dark, in the system's own colours and in the other
// versions of a page those rules that depend on how it looks, each page in one of the versions and
// in more contrast or in the system's colours (with --all, every rule everywhere). Whatever readers
// have asked of their system, the schemes of the panel hold too: each page in the next of them, with
// --all in every one.
import { LOOKS as SEEN, equip, faults } from "../axe.mjs";
import { SETTINGS, choose } from "../states.mjs";

const LOOKS = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["more contrast", { contrast: "more" }],
  ["forced colours", { forcedColors: "active" }],
];

export default {
  name: "rules",
  run: async ({ site, each, expect, all }) => {
    for (const [name, look] of LOOKS) {
      const turn = { "more contrast": 0, "forced colours": 1 }[name];
      const some = site.samples.filter((_, at) => all || turn === undefined || at % 2 === turn);
      const pages = all && name === "light" ? site.ordinary : some;
      await each(pages, { ...look, bypassCSP: true }, async (page, it) => {
        await page.goto(it.url);
        await equip(page);
        expect(`${name}: ${it.path}`, await faults(page, all || name === "light" ? null : SEEN));
        // By daylight the schemes are looked at by `states`.
        if (name === "light") return;
        for (const scheme of all ? SETTINGS.scheme : [SETTINGS.scheme[some.indexOf(it) % SETTINGS.scheme.length]]) {
          await choose(page, { scheme });
          expect(`${name}, scheme ${scheme}: ${it.path}`, await faults(page, SEEN));
        }
        await choose(page, {});
      });
    }
    const twins = site.samples
      .flatMap((it, at) => {
        const trees = all ? site.prefixes : [site.prefixes[at % site.prefixes.length]];
        return trees.map((prefix) => ({ path: `${prefix}${it.path}` }));
      })
      .filter((it) => site.known.has(it.path))
      .map((it) => ({ ...it, url: `${site.origin}/${it.path}` }));
    await each(twins, { bypassCSP: true }, async (page, it) => {
      await page.goto(it.url);
      await equip(page);
      expect(it.path, await faults(page, all ? null : SEEN));
    });
  },
  plants: [
    {
      name: "pale links",
      alter: (path, text) => (path.endsWith(".css") ? `${text}\nmain a{color:#7a8aa0!important}` : text),
    },
    {
      name: "pale letters in the dark",
      alter: (path, text) =>
        path.endsWith("civic.css") ? `${text}\n@media (prefers-color-scheme:dark){main p{color:#888!important}}` : text,
    },
    {
      name: "a scheme that is pale in the dark",
      alter: (path, text) =>
        path.endsWith("civic.css")
          ? `${text}\n@media (prefers-color-scheme:dark){:root[data-scheme="3"] main{color:#6c87a3}}`
          : text,
    },
    {
      name: "a field without a label",
      alter: (path, text) =>
        path.endsWith(".html") ? text.replace("</main>", '<input type="text"></main>') : text,
    },
  ],
};
