// Readers who set their own spacing (WCAG 1.4.12) lose no text.
import { overflow } from "./reflow.mjs";

const STYLE = `* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-bottom: 2em !important }`;

export default {
  name: "spacing",
  run: async ({ site, each, expect, all }) => {
    await each(all ? site.ordinary : site.samples, { bypassCSP: true }, async (page, it) => {
      await page.goto(it.url);
      await page.addStyleTag({ content: STYLE });
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll("body *")]
          .filter((it) => it.checkVisibility() && it.innerText?.trim())
          .filter((it) => {
            const style = getComputedStyle(it);
            // What is hidden from eyes on purpose is clipped away altogether.
            if (style.clipPath !== "none" || style.display === "inline") return false;
            const hides = /hidden|clip/;
            return (
              (hides.test(style.overflowY) && it.scrollHeight > it.clientHeight + 1) ||
              (hides.test(style.overflowX) && it.scrollWidth > it.clientWidth + 1)
            );
          })
          .map((it) => `cuts ${it.localName}.${it.className} «${it.innerText.trim().slice(0, 40)}»`),
      );
      expect(it.path, [...cut, ...(await overflow(page))]);
    });
  },
  plants: [
    {
      name: "fixed heights",
      alter: (path, text) =>
        path.endsWith(".css") ? `${text}\nmain p{height:1.2em;overflow:hidden}` : text,
    },
  ],
};
