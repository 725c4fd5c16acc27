// No scrolling to the side: at 320 px in every size of text with the widest spacing, and at
// 1280 px enlarged four times.
import { SETTINGS, choose } from "../states.mjs";

/** How far the page is wider than its window, and what sticks out. */
export const overflow = (page) =>
  page.evaluate(() => {
    const wide = document.scrollingElement.scrollWidth - innerWidth;
    if (wide <= 0) return [];
    const inner = (it) => {
      for (let at = it.parentElement; at; at = at.parentElement) {
        if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return true;
      }
      return false;
    };
    const out = [...document.querySelectorAll("body *")]
      .filter((it) => it.getBoundingClientRect().right > innerWidth + 0.5 && !inner(it))
      .slice(-3)
      .map((it) => `${it.localName}.${it.className} «${it.textContent.trim().slice(0, 30)}»`);
    return [`wider by ${wide} px: ${out.join(", ")}`];
  });

export default {
  name: "reflow",
  run: async ({ site, each, expect, all }) => {
    const pages = all ? site.ordinary : site.samples;
    const narrow = { viewport: { width: 320, height: 640 } };
    await each(pages, narrow, async (page, it) => {
      await page.goto(it.url);
      await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true)));
      const found = [];
      for (const size of SETTINGS.size) {
        await choose(page, { size, letters: "2", lines: "2" });
        found.push(...(await overflow(page)).map((it) => `${size} %: ${it}`));
      }
      expect(`320 px: ${it.path}`, found);
    });
    const enlarged = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 };
    await each(pages, enlarged, async (page, it) => {
      await page.goto(it.url);
      expect(`1280 px at 400 %: ${it.path}`, await overflow(page));
    });
  },
  plants: [
    {
      name: "a wide table",
      alter: (path, text) =>
        path.endsWith(".html")
          ? text.replace("</main>", '<p class="x">широко</p></main>')
          : path.endsWith(".css") ? `${text}\n.x{min-width:40rem}` : text,
    },
  ],
};
