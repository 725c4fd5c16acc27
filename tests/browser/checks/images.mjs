// Without pictures nothing is lost: their words stand in their place, and nothing is fetched.
import { choose } from "../states.mjs";

export default {
  name: "images",
  run: async ({ site, each, expect }) => {
    const pictured = site.ordinary.filter((it) => /<img\b/.test(it.html)).slice(0, 12);
    expect("there is a page with a picture", pictured.length ? [] : ["none"]);
    await each(pictured, {}, async (page, it) => {
      await page.goto(`${site.origin}/404.html`);
      await choose(page, { images: "off" });
      const asked = [];
      const note = (request) => request.resourceType() === "image" && asked.push(request.url());
      page.on("request", note);
      await page.goto(it.url, { waitUntil: "networkidle" });
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
  },
  plants: [
    {
      name: "eager pictures",
      alter: (path, text) => (path.endsWith(".html") ? text.replaceAll('loading="lazy"', "") : text),
    },
  ],
};
