// Without pictures nothing is lost: their words stand in their place, and nothing is fetched; who
// listens hears those words once, with pictures and without.
import { choose, openPanel } from "../states.mjs";
import { tree } from "../tree.mjs";

export default {
  name: "images",
  run: async ({ site, each, expect, all }) => {
    const pictured = site.ordinary.filter((it) => /<img\b/.test(it.html)).slice(0, all ? undefined : 12);
    expect("there is a page with a picture", pictured.length ? [] : ["none"]);
    await each(pictured, {}, async (page, it) => {
      await page.goto(`${site.origin}/404.html`);
      await choose(page, { images: "off" });
      const asked = [];
      const note = (request) => request.resourceType() === "image" && asked.push(request.url());
      page.on("request", note);
      await page.goto(it.url, { waitUntil: "networkidle" });
      for (let at = 0; at < 20; at += 1) await page.keyboard.press("PageDown");
      await page.waitForTimeout(200);
      page.off("request", note);
      const lost = await page.evaluate(() =>
        [...document.querySelectorAll("img[alt]")]
          .filter((it) => it.alt)
          .filter((it) => !document.querySelector("main").innerText.includes(it.alt))
          .map((it) => it.alt),
      );
      const shown = await page.evaluate(() =>
        [...document.querySelectorAll("img")].filter((it) => it.checkVisibility()).map((it) => it.src),
      );
      await choose(page, { images: "on" });
      const twice = await page.evaluate(() =>
        [...document.querySelectorAll("img[alt]")]
          .filter((it) => it.alt && document.querySelector("main").innerText.includes(it.alt))
          .map((it) => it.alt),
      );
      expect(it.path, [
        ...asked.map((url) => `fetches ${url}`),
        ...lost.map((alt) => `loses «${alt}»`),
        ...shown.map((src) => `still shows ${src}`),
        ...twice.map((alt) => `says twice «${alt}»`),
      ]);
    });
    await each(pictured, {}, async (page, it) => {
      await page.goto(it.url);
      for (const images of ["on", "off"]) {
        await choose(page, { images });
        const words = await page.evaluate(() =>
          [...document.querySelectorAll("main img[alt]")].map((it) => it.alt).filter(Boolean),
        );
        const told = (await tree(page)).filter((it) => /^(image|StaticText)$/.test(it.role));
        const said = told.map((it) => it.name).join("\n");
        const wrong = words
          .map((alt) => [alt, said.split(alt).length - 1])
          .filter(([, times]) => times !== 1)
          .map(([alt, times]) => `«${alt}» is heard ${times} times`);
        expect(`heard once, images ${images}: ${it.path}`, wrong);
      }
    });
    const charted = site.samples.filter((it) => /<figure class="chart"/.test(it.html));
    expect("there is a page with a chart", charted.length ? [] : ["none"]);
    for (const javaScriptEnabled of [true, false]) {
      await each(charted, { javaScriptEnabled }, async (page, it) => {
        await page.goto(it.url);
        await openPanel(page);
        await page.locator('label[for="view-images-off"]').click();
        const found = await page.evaluate(() =>
          [...document.querySelectorAll("figure.chart")].flatMap((it) => {
            const wrong = [];
            const drawn = [...it.querySelectorAll("svg")].some((svg) => svg.checkVisibility());
            const table = it.querySelector("table");
            if (drawn) wrong.push(`${it.id} is still drawn`);
            if (!table?.checkVisibility()) wrong.push(`${it.id} loses its numbers`);
            return wrong;
          }),
        );
        expect(`charts in numbers, ${javaScriptEnabled ? "with" : "without"} scripts: ${it.path}`, found);
      });
    }
  },
  plants: [
    {
      name: "words beside the picture",
      alter: (path, text) => (path.endsWith(".html") ? text.replaceAll('class="instead"', 'class="beside"') : text),
    },
    {
      name: "eager pictures",
      alter: (path, text) => (path.endsWith(".html") ? text.replaceAll('loading="lazy"', "") : text),
    },
    {
      name: "charts without their numbers",
      alter: (path, text) => (path.endsWith("chart.css") ? text.replaceAll("::details-content", "::marker") : text),
    },
  ],
};
