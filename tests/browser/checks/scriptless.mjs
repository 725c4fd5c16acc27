// With scripts off: every setting works on the page, and a preset holds over many links.
import { openPanel } from "../states.mjs";
const measure = (page) =>
  page.evaluate(() => {
    const text = document.querySelector("main p, main li, main dd");
    const [root, style] = [document.documentElement, document.body, text].map((it) =>
      getComputedStyle(it),
    );
    const body = getComputedStyle(document.body);
    const picture = document.querySelector("main img");
    return {
      size: parseFloat(root.fontSize),
      scheme: `${body.color} ${body.backgroundColor}`,
      letters: body.letterSpacing,
      lines: style.lineHeight,
      face: body.fontFamily,
      images: picture ? getComputedStyle(picture).display : null,
    };
  });

export default {
  name: "scriptless",
  run: async ({ site, with: visit, expect }) => {
    const options = { javaScriptEnabled: false };
    const pictured = site.ordinary.find((it) => /<main[\s\S]*<img/.test(it.html));
    await visit(options, async (page) => {
      await page.goto((pictured ?? site.samples[0]).url);
      await openPanel(page);
      for (const [name, value] of [
        ["size", "200"],
        ["scheme", "2"],
        ["letters", "2"],
        ["lines", "2"],
        ["face", "serif"],
        ...(pictured ? [["images", "off"]] : []),
      ]) {
        const before = await measure(page);
        await page.locator(`label[for="view-${name}-${value}"]`).click();
        const after = await measure(page);
        expect(`${name} works`, before[name] === after[name] ? [`stays ${after[name]}`] : []);
      }
      await page.locator("#view button[type=reset]").click();
      const checked = await page.locator("#view-size-100").isChecked();
      expect("reset works", checked ? [] : ["the size stays"]);
    });
    await visit(options, async (page) => {
      await page.goto(site.ordinary.find((it) => it.path === "index.html").url);
      await page.locator("a", { hasText: "слабовидящих" }).first().click();
      const scheme = (await measure(page)).scheme;
      const found = [];
      for (let at = 0; at < 12; at += 1) {
        const hrefs = await page.evaluate(() =>
          [...document.querySelectorAll("nav a, main a")]
            .map((it) => it.href)
            .filter((it) => typeof it === "string" && it.startsWith(location.origin) && /\.html$/.test(it)),
        );
        await page.goto(hrefs[(at * 7 + 3) % hrefs.length]);
        const path = new URL(page.url()).pathname;
        if (!site.prefixes.some((it) => path.startsWith(`/${it}`))) found.push(`left it at ${path}`);
        else if ((await measure(page)).scheme !== scheme) found.push(`other colours at ${path}`);
      }
      expect("the preset holds over twelve links", found);
    });
  },
  plants: [
    {
      name: "colours by script alone",
      alter: (path, text) => (path.endsWith(".css") ? text.replaceAll(":has(", ":hasnt(") : text),
    },
  ],
};
