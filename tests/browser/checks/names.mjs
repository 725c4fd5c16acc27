// What programs are told of everything that can be worked: its name, its role, its state; every page
// has a title of its own. The frame of the page is compared with what it was when a person read it.
import { compare } from "../golden.mjs";
import { choose, openPanel } from "../states.mjs";
import { tree } from "../tree.mjs";

/** Roles of what can be worked. */
const WORKED = new Set(["button", "checkbox", "combobox", "DisclosureTriangle", "link", "radio", "searchbox", "textbox"]);
/** Roles of regions that are listed beside each other. */
const REGIONS = new Set(["form", "navigation", "region", "search"]);

const nameless = (nodes) => nodes.filter((it) => WORKED.has(it.role) && !it.name).map((it) => `a nameless ${it.role}`);
const stateless = (nodes) => [
  ...nodes.filter((it) => it.role === "radio" && it.checked === undefined).map((it) => `«${it.name}» tells no state`),
  ...nodes.filter((it) => it.role === "DisclosureTriangle" && it.expanded === undefined).map((it) => `«${it.name}» tells no state`),
];
const doubled = (names) => [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];

/** Names that are there twice in one group: regions, choices of a setting, links of a menu. */
const twice = () => {
  const text = (it) => it.textContent.replace(/\s+/g, " ").trim();
  const found = [];
  for (const group of document.querySelectorAll("fieldset, nav")) {
    const seen = new Map();
    for (const it of group.querySelectorAll("label, a[href]")) {
      const leads = it.href ?? it.htmlFor;
      if (seen.has(text(it)) && seen.get(text(it)) !== leads) found.push(`«${text(it)}» is there twice in one group`);
      seen.set(text(it), leads);
    }
  }
  return found;
};

export default {
  name: "names",
  run: async ({ site, with: visit, each, expect, all, update }) => {
    await each(all ? site.ordinary : site.samples, {}, async (page, it) => {
      await page.goto(it.url);
      await openPanel(page);
      const nodes = await tree(page);
      const regions = nodes.filter((it) => REGIONS.has(it.role)).map((it) => `${it.role} «${it.name}»`);
      expect(it.path, [
        ...nameless(nodes),
        ...stateless(nodes),
        ...doubled(regions).map((it) => `two regions: ${it}`),
        ...(await page.evaluate(twice)),
      ]);
    });
    const title = (it) => /<title>([^<]*)<\/title>/.exec(it.html)?.[1].trim() || "no title";
    expect("titles", doubled(site.ordinary.map(title)).map((it) => `two pages are called «${it}»`));
    await visit({}, async (page) => {
      await page.goto(site.ordinary.find((it) => it.path === "index.html").url);
      const header = page.locator(".site-header");
      const told = async (name) =>
        expect(name, compare(`outlines/${name}.yaml`, `${await header.ariaSnapshot()}\n`, update));
      await told("header");
      await openPanel(page);
      await told("panel");
      await choose(page, { size: "200", scheme: "2", letters: "1", lines: "1", face: "serif", images: "off" });
      await told("panel-changed");
    });
  },
  plants: [
    {
      name: "a link without words",
      alter: (path, text) => (path.endsWith(".html") ? text.replace("</main>", '<a href="index.html"></a></main>') : text),
    },
    {
      name: "pages of one title",
      alter: (path, text) => (path.endsWith(".html") ? text.replace(/<title>.*? — /, "<title>") : text),
    },
    {
      name: "two menus of one name",
      alter: (path, text) =>
        path.endsWith(".html") ? text.replace(/<nav class="site-map" aria-label="[^"]*"/, '<nav aria-label="Разделы"').replace(/<nav class="menu" aria-label="[^"]*"/, '<nav class="menu" aria-label="Разделы"') : text,
    },
    {
      name: "choices that are no radio buttons",
      alter: (path, text) => (path.endsWith(".html") ? text.replaceAll('type="radio" name="scheme"', 'type="button" name="scheme"') : text),
    },
  ],
};
