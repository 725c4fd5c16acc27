// A choice is kept: over pages, reloads, tabs and files from a disk, without a flash; and where
// nothing may be kept the panel works all the same.
import { pathToFileURL } from "node:url";
import { join } from "node:path";
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

export default {
  name: "memory",
  run: async ({ site, with: visit, expect }) => {
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
    await visit({}, async (page) => {
      await page.goto(pathToFileURL(join(site.folder, first.path)).href);
      await pick(page);
      await page.goto(pathToFileURL(join(site.folder, others[0].path)).href);
      expect("it is kept on a disk too", await kept(page));
    });
    await visit({}, async (page) => {
      const broken = [];
      page.on("pageerror", (error) => broken.push(error.message));
      await page.addInitScript(() => {
        Object.defineProperty(window, "localStorage", {
          get() {
            throw new DOMException("denied", "SecurityError");
          },
        });
      });
      await page.goto(first.url);
      await pick(page);
      expect("where nothing may be kept it works on the page", [...(await kept(page)), ...broken]);
    });
  },
  plants: [
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
