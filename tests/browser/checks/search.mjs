// The page of search: what it needs comes with the first question, and answers it.
const INDEX = /search-index\.js$/;

export default {
  name: "search",
  run: async ({ site, with: visit, expect }) => {
    const search = site.samples.find((it) => it.template === "search");
    if (!search) return expect("a page of search", ["there is none"]);
    await visit({}, async (page) => {
      const loaded = [];
      page.on("request", (it) => loaded.push(new URL(it.url()).pathname));
      await page.goto(search.url);
      await page.waitForLoadState("networkidle");
      const early = loaded.filter((it) => INDEX.test(it) || it.endsWith("speech.js"));
      expect("nothing unasked", early);
      await page.locator("#search input").pressSequentially("Креатив");
      await page.locator("#search li a").first().waitFor({ timeout: 5000 }).catch(() => {});
      const links = await page.locator("#search li a").evaluateAll((all) => all.map((it) => it.href));
      expect("an answer while one types", links.length ? [] : ["no link"]);
      const known = (it) => site.known.has(decodeURIComponent(new URL(it).pathname).slice(1));
      expect("answers lead to pages", links.filter((it) => !known(it)));
      expect("one index", loaded.filter((it) => INDEX.test(it)).slice(1));
      await page.goto(`${search.url}?q=%D0%BA%D0%B2%D0%B0%D0%BA%D0%B2%D0%B0`);
      const said = page.locator("#search [role=status]:not(:empty)");
      await said.waitFor({ timeout: 5000 }).catch(() => {});
      expect("nothing found is said", (await said.count()) ? [] : ["silence"]);
    });
  },
  plants: [
    {
      name: "an index for all",
      alter: (path, text) =>
        path === "search.html" ? text.replace("<script ", '<script src="search-index.js" defer></script><script ') : text,
    },
    {
      name: "a deaf field",
      alter: (path, text) => (path.endsWith("assets/search.js") ? text.replace("field.oninput = find", "") : text),
    },
  ],
};
