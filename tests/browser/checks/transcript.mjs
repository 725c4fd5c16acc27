// What a screen reader says of each template, compared with what it said when a person listened.
import { createRequire } from "node:module";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const reader = readFileSync(
  join(dirname(require.resolve("@guidepup/virtual-screen-reader")), "../esm/index.browser.js"),
  "utf8",
);
const golden = new URL("../transcripts/", import.meta.url);
/** Enough of a page to hear its order, its headings and its lists. */
const MOST = 160;

export default {
  name: "transcript",
  run: async ({ site, each, expect, update }) => {
    if (update) mkdirSync(golden, { recursive: true });
    await each(site.samples, { bypassCSP: true }, async (page, it) => {
      await page.goto(it.url);
      await page.evaluate(async (code) => {
        const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
        window.reader = (await import(url)).virtual;
      }, reader);
      // The frame is heard once, on the start page.
      const part = it.template === "home" ? "body" : "main";
      const said = await page.evaluate(async ([most, part]) => {
        const { reader } = window;
        await reader.start({ container: document.querySelector(part) });
        const first = await reader.lastSpokenPhrase();
        for (let at = 0; at < most; at += 1) {
          await reader.next();
          if ((await reader.lastSpokenPhrase()) === `end of ${first}`) break;
        }
        const log = await reader.spokenPhraseLog();
        await reader.stop();
        return log;
      }, [MOST, part]);
      const text = `${it.path}\n\n${said.join("\n")}\n`;
      const file = new URL(`${it.template}.txt`, golden);
      if (update) writeFileSync(file, text);
      const before = existsSync(file) ? readFileSync(file, "utf8") : "";
      const [now, then] = [text.split("\n"), before.split("\n")];
      const at = now.findIndex((line, number) => line !== then[number]);
      const same = text === before;
      expect(it.template, same ? [] : [`line ${at + 1}: «${now[at]}», it was «${then[at]}»`]);
    });
  },
  plants: [
    {
      name: "a heading that is none",
      alter: (path, text) => (path.endsWith(".html") ? text.replace(/<(\/?)h1\b/g, "<$1p") : text),
    },
  ],
};
