// A choice is kept: over pages, reloads, tabs, ports and files from a disk, without a flash or a
// jump; and where nothing may be kept the panel works all the same.
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { frames } from "../frames.mjs";
import { serve } from "../site.mjs";
import { openPanel } from "../states.mjs";

const look = (page) => page.evaluate(() => ({ ...document.documentElement.dataset }));
const pick = async (page) => {
  await openPanel(page);
  await page.locator('label[for="view-scheme-2"]').click();
  await page.locator('label[for="view-size-200"]').click();
};
const kept = async (page) => {
  const { scheme, size } = await look(page);
  const checked = await page.evaluate(() => document.getElementById("view-scheme-2")?.checked);
  return scheme === "2" && size === "200" && checked ? [] : [`scheme ${scheme}, size ${size}`];
};

/** How much of the page jumped while it was loading (cumulative layout shift). */
const jumps = (page) =>
  page.evaluate(
    () =>
      new Promise((told) => {
        new PerformanceObserver((list) => told(list.getEntries().reduce((sum, it) => sum + it.value, 0))).observe({
          type: "layout-shift",
          buffered: true,
        });
        setTimeout(told, 500, 0);
      }),
  );

export default {
  name: "memory",
  run: async ({ site, with: visit, profile, alter, expect }) => {
    const [first, ...others] = site.samples;
    await visit({}, async (page, context) => {
      await page.goto(first.url);
      await pick(page);
      expect("the choice shows at once", await kept(page));
      await page.reload();
      expect("it is there after a reload", await kept(page));
      for (const it of others.slice(0, 20)) {
        await page.goto(it.url);
        expect(`it is there on ${it.path}`, await kept(page));
      }
      await page.goBack();
      expect("it is there on the way back", await kept(page));
      const tab = await context.newPage();
      await tab.addInitScript(() => {
        requestAnimationFrame(() => {
          window.firstLook = getComputedStyle(document.documentElement).backgroundColor;
        });
      });
      await tab.goto(first.url);
      expect("it is there in another tab", await kept(tab));
      const [before, after] = await tab.evaluate(() => [
        window.firstLook,
        getComputedStyle(document.documentElement).backgroundColor,
      ]);
      expect("the first frame has it already", before === after ? [] : [`${before} → ${after}`]);
      await openPanel(tab);
      await tab.locator('label[for="view-scheme-3"]').click();
      await page.waitForFunction(() => document.documentElement.dataset.scheme === "3", null, {
        timeout: 2000,
      });
      expect("open tabs follow each other");
    });
    await visit({ viewport: { width: 640, height: 400 } }, async (page) => {
      await page.goto(first.url);
      // White on black: any bright frame on the way from page to page is a flash.
      await page.evaluate(() => (localStorage.view = JSON.stringify({ scheme: "2", size: "200", lines: "2" })));
      await page.reload();
      const found = [];
      for (const it of others.slice(0, 3)) {
        const shades = await frames(page, async () => {
          await page.goto(it.url, { waitUntil: "networkidle" });
        });
        if (shades.length === 0) found.push(`${it.path}: no frame was seen`);
        const bright = shades.filter((shade) => shade > 100);
        if (bright.length) found.push(`${it.path}: ${bright.length} of ${shades.length} frames are bright`);
        const moved = await jumps(page);
        if (moved > 0.001) found.push(`${it.path}: it jumps by ${moved.toFixed(3)}`);
      }
      expect("no frame shows other colours, nothing jumps", found);
    });
    const other = await serve(site.folder, alter);
    await visit({}, async (page) => {
      await page.goto(`${other.origin}/${first.path}`);
      await pick(page);
      await page.goto(`${other.origin}/${others[0].path}`);
      expect("it is kept on any port", await kept(page));
    });
    other.close();
    await visit({}, async (page) => {
      await page.goto(pathToFileURL(join(site.folder, first.path)).href);
      await pick(page);
      await page.goto(pathToFileURL(join(site.folder, others[0].path)).href);
      expect("it is kept on a disk too", await kept(page));
    });
    // The visitor forbids sites to keep anything: the browser's own setting.
    const forbidding = { profile: { default_content_setting_values: { cookies: 2 } } };
    await profile(forbidding, async (page) => {
      const broken = [];
      page.on("pageerror", (error) => broken.push(error.message));
      await page.goto(first.url);
      const isForbidden = await page.evaluate(() => {
        try {
          return !localStorage;
        } catch {
          return true;
        }
      });
      if (!isForbidden) broken.push("the browser did not forbid it");
      await pick(page);
      expect("where nothing may be kept it works on the page", [...(await kept(page)), ...broken]);
    });
  },
  plants: [
    {
      name: "breaks where nothing may be kept",
      alter: (path, text) =>
        path.endsWith("panel.js") ? text.replaceAll(/try \{ localStorage.view = kept; \} catch \{\}/g, "localStorage.view = kept;") : text,
    },
    {
      name: "colours that come later",
      alter: (path, text) =>
        path.endsWith("panel.js") ? text.replace("show();\n  for", "setTimeout(show, 300);\n  for") : text,
    },
    {
      name: "forgets",
      alter: (path, text) =>
        path.endsWith("panel.js") ? text.replaceAll("localStorage.view = kept", "0") : text,
    },
    {
      name: "a late script",
      alter: (path, text) =>
        path.endsWith(".html")
          ? text.replace(/<script src="([^"]*panel\.js)"><\/script>/, "").replace(
              "</body>",
              '<script src="/assets/panel.js" async></script></body>',
            )
          : path.endsWith("panel.js")
            ? `setTimeout(()=>{${text}},200)`
            : text,
    },
  ],
};
