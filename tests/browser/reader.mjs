// A screen reader without a voice.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const source = readFileSync(
  join(dirname(require.resolve("@guidepup/virtual-screen-reader")), "../esm/index.browser.js"),
  "utf8",
);

/** What is said of `part` of a page, at most so many phrases; the page was opened with `bypassCSP`. */
export const listen = (page, part, most) =>
  page.evaluate(
    async ([code, most, part]) => {
      const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
      const { virtual: reader } = await import(url);
      await reader.start({ container: document.querySelector(part) });
      const first = await reader.lastSpokenPhrase();
      for (let at = 0; at < most; at += 1) {
        await reader.next();
        if ((await reader.lastSpokenPhrase()) === `end of ${first}`) break;
      }
      const log = await reader.spokenPhraseLog();
      await reader.stop();
      return log;
    },
    [source, most, part],
  );
