// On paper: the page itself, black on white, without menu and panel; head and foot take no more
// than one sheet.
/** Sheets of a PDF. */
const sheets = (paper) => paper.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;

export default {
  name: "print",
  run: async ({ site, each, expect }) => {
    await each(site.samples, { colorScheme: "dark", bypassCSP: true }, async (page, it) => {
      await page.goto(it.url);
      await page.evaluate(() => {
        localStorage.view = JSON.stringify({ scheme: "2", size: "200" });
        dispatchEvent(new Event("pageshow"));
      });
      await page.emulateMedia({ media: "print" });
      const found = await page.evaluate(() => {
        const shown = (selector) =>
          [...document.querySelectorAll(selector)].filter((it) => it.checkVisibility());
        const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
        const wrong = [];
        if (shown("body > header nav, #view, .pager, .neighbours, .site-links").length) wrong.push("menu or panel");
        if (!shown("h1").length) wrong.push("no heading");
        for (const it of [document.documentElement, document.body]) {
          const [red, green, blue, alpha = 1] = channels(getComputedStyle(it).backgroundColor);
          if (alpha > 0 && red + green + blue < 720) wrong.push(`${it.localName} is not white`);
        }
        const text = shown("main p, main li")[0];
        if (text) {
          const [red, green, blue] = channels(getComputedStyle(text).color);
          if (red + green + blue > 200) wrong.push(`text is ${getComputedStyle(text).color}`);
        }
        return wrong;
      });
      const paper = await page.pdf({ format: "A4", tagged: true });
      if (paper.length < 2000) found.push("an empty PDF");
      if (!paper.includes("/StructTreeRoot")) found.push("a PDF without tags");
      const all = sheets(paper);
      if (all === 0) found.push("no sheets");
      // The text itself takes one at least.
      if (all > 2) {
        await page.addStyleTag({ content: "body > header, body > footer { display: none !important }" });
        const bare = sheets(await page.pdf({ format: "A4", tagged: false }));
        if (all - bare > 1) found.push(`${all} sheets for ${bare} of text`);
      }
      await page.emulateMedia({ media: null });
      expect(it.path, found);
    });
  },
  plants: [
    {
      name: "a foot of two sheets",
      alter: (path, text) => (path.endsWith("print.css") ? `${text}\n@media print{.site-footer{height:60cm}}` : text),
    },
    {
      name: "no print styles",
      alter: (path, text) => (path.endsWith(".css") ? text.replaceAll("@media print", "@media tv") : text),
    },
  ],
};
