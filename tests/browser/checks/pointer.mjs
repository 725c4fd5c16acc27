// The pointer alone changes nothing: what it passes over neither opens, nor goes, nor leads away.

/** What is shown and where. */
const shown = () =>
  [location.href, ...[...document.querySelectorAll("body *")].map((it) => Number(it.checkVisibility({ opacityProperty: true, visibilityProperty: true })))].join("");

export default {
  name: "pointer",
  run: async ({ site, each, expect }) => {
    await each(site.samples, {}, async (page, it) => {
      await page.goto(it.url);
      const found = [];
      const before = await page.evaluate(shown);
      const places = await page.evaluate(() =>
        [...document.querySelectorAll("a, summary, button, input, svg a, th, .card")]
          .map((it) => [it.textContent.trim().slice(0, 30), it.getBoundingClientRect()])
          .filter(([, box]) => box.width > 2 && box.top >= 0 && box.bottom < innerHeight)
          .map(([words, box]) => [words, box.left + box.width / 2, box.top + box.height / 2]),
      );
      for (const [words, x, y] of places) {
        await page.mouse.move(x, y);
        if ((await page.evaluate(shown)) !== before) found.push(`something changes over «${words}»`);
      }
      if (places.length === 0) found.push("there is nothing to pass over");
      expect(it.path, found);
    });
  },
  plants: [
    {
      name: "a menu that opens by itself",
      alter: (path, text) =>
        path.endsWith(".css") ? `${text}\n.site-owner{display:none}.site-title:hover + .site-owner{display:block}` : text,
    },
  ],
};
