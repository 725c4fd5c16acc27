// Words of another language are told to voices: more than three in a row that are not Russian
// stand in an element with `lang`. Names of files, commands and code are no language.

/** Runs of more than three words in Latin letters outside of `lang`. */
const foreign = () => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node; (node = walker.nextNode()); ) {
    const it = node.parentElement;
    if (it.closest("script, style, code, pre, kbd, samp") || it.closest("[lang]")?.lang !== "ru") continue;
    const runs = node.data.match(/\p{Script=Latin}[\p{Script=Latin}’'-]*(?:[\s,;:]+\p{Script=Latin}[\p{Script=Latin}’'-]*){3,}/gu);
    found.push(...(runs ?? []).map((run) => `«${run.slice(0, 60)}»`));
  }
  return found;
};

export default {
  name: "languages",
  run: async ({ site, each, expect, all }) => {
    await each(all ? site.ordinary : site.samples, { javaScriptEnabled: true }, async (page, it) => {
      await page.goto(it.url);
      const own = await page.evaluate(() => document.documentElement.lang);
      expect(it.path, [...(own === "ru" ? [] : [`the page is in «${own}»`]), ...(await page.evaluate(foreign))]);
    });
  },
  plants: [
    {
      name: "English without a mark",
      alter: (path, text) =>
        path.endsWith(".html") ? text.replace("</main>", "<p>All of this is in English</p></main>") : text,
    },
    {
      name: "no language",
      alter: (path, text) => (path.endsWith(".html") ? text.replace(' lang="ru"', "") : text),
    },
  ],
};
