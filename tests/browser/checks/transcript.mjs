// What a screen reader says of each template, compared with what it said when a person listened.
import { compare } from "../golden.mjs";
import { listen } from "../reader.mjs";

/** Enough of a page to hear its order, its headings and its lists. */
const MOST = 160;

export default {
  name: "transcript",
  run: async ({ site, each, expect, update }) => {
    await each(site.samples, { bypassCSP: true }, async (page, it) => {
      await page.goto(it.url);
      // Results of the last run differ from run to run.
      await page.evaluate(() => document.querySelectorAll(".audit").forEach((it) => it.remove()));
      // The frame is heard once, on the start page.
      const part = it.template === "home" ? "body" : "main";
      const said = await listen(page, part, MOST);
      const text = `${it.path}\n\n${said.join("\n")}\n`;
      expect(it.template, compare(`transcripts/${it.template}.txt`, text, update));
    });
  },
  plants: [
    {
      name: "a heading that is none",
      alter: (path, text) => (path.endsWith(".html") ? text.replace(/<(\/?)h1\b/g, "<$1p") : text),
    },
  ],
};
