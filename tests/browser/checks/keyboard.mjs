// The keyboard alone: to the text, to the panel, through six settings and back; every stop is seen
// whole, and nothing lies over it.
const PANEL = "#view";

/** What is focused, and whether it shows. */
const stop = (page) =>
  page.evaluate(() => {
    const it = document.activeElement;
    if (!it || it === document.body) return null;
    const seen = (element) => {
      const style = getComputedStyle(element);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3;
    };
    // What a click in the middle of its first line would hit.
    const covered = (it, label, box) => {
      // A mark of a drawing is hit in the first of its shapes.
      const shape = it.ownerSVGElement && it.querySelector("rect, circle, path, text");
      const line = (shape ?? it).getClientRects()[0] ?? box;
      const own = it.matches("input[type=radio]") ? box : line;
      const hit = document.elementFromPoint(own.left + own.width / 2, own.top + own.height / 2);
      const isOwn = hit && (it.contains(hit) || hit.contains(it) || label?.contains(hit));
      return isOwn ? null : (hit?.localName ?? "nothing");
    };
    const label = it.labels?.[0];
    // How far its outline stands out.
    const { outlineOffset, outlineWidth } = getComputedStyle(it);
    const reach = Math.max(0, Math.floor(parseFloat(outlineOffset) + parseFloat(outlineWidth)));
    const box = (label && it.matches("input") ? label : it).getBoundingClientRect();
    return {
      name: (it.textContent || label?.textContent || it.value || it.id).trim().slice(0, 40),
      id: it.id,
      tag: it.localName,
      inPanel: Boolean(it.closest("#view")),
      opensPanel: it.matches("details:has(#view) > summary"),
      isSeen: seen(it) || (label && seen(label)) || (it.parentElement && seen(it.parentElement)),
      inView: box.width > 0 && ((box.top >= reach && box.bottom <= innerHeight - reach) || box.height > innerHeight / 2),
      isCovered: covered(it, label, box),
    };
  });
const look = (page) => page.evaluate(() => ({ ...document.documentElement.dataset }));
const until = async (page, found, most = 40) => {
  for (let at = 1; at <= most; at += 1) {
    await page.keyboard.press("Tab");
    const it = await stop(page);
    if (it && found(it)) return at;
  }
  return Infinity;
};

export default {
  name: "keyboard",
  run: async ({ site, with: visit, each, expect, all }) => {
    const home = site.ordinary.find((it) => it.path === "index.html");
    await visit({}, async (page) => {
      await page.goto(home.url);
      const first = await until(page, (it) => it.tag === "a" && /слабовидящих/.test(it.name), 4);
      expect("the accessible version is among the first stops", first > 3 ? [`stop ${first}`] : []);
      await page.goto(home.url);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.waitForTimeout(100);
      await page.keyboard.press("Tab");
      const within = await page.evaluate(() => Boolean(document.activeElement?.closest("main")));
      expect("two keys lead past the frame", within ? [] : [`the third is at «${(await stop(page))?.name}»`]);
      await page.goto(home.url);
      await until(page, (it) => it.opensPanel);
      await page.keyboard.press("Enter");
      const wrong = [];
      for (const name of ["size", "scheme", "letters", "lines", "face", "images"]) {
        const at = await until(page, (it) => it.inPanel && it.id.startsWith(`view-${name}-`), 20);
        if (at === Infinity) {
          wrong.push(`${name} is out of reach`);
          continue;
        }
        const before = (await look(page))[name];
        await page.keyboard.press("ArrowRight");
        const after = (await look(page))[name];
        if (before === after) wrong.push(`${name} stays ${before}`);
        const it = await stop(page);
        if (!it.isSeen) wrong.push(`the focus on ${name} is not seen`);
      }
      expect("six settings are changed by arrows", wrong);
      await until(page, (it) => it.tag === "button", 8);
      await page.keyboard.press("Enter");
      await page.waitForTimeout(50);
      const left = Object.keys(await look(page)).filter((it) => it !== "live");
      expect("the reset button gives the ordinary look back", left);
    });
    await visit({}, async (page) => {
      await page.goto(home.url);
      await until(page, (it) => it.tag === "a" && /слабовидящих/.test(it.name), 4);
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.href !== home.url, { timeout: 3000 }).catch(() => {});
      const there = new URL(page.url()).pathname;
      await until(page, (it) => it.id === "view-off", 6);
      await page.keyboard.press("Enter");
      await page.waitForURL(home.url, { timeout: 3000 }).catch(() => {});
      const back = new URL(page.url()).pathname;
      const found = [];
      if (!site.prefixes.some((it) => there.startsWith(`/${it}`))) found.push(`went to ${there}`);
      if (back !== "/index.html" && back !== "/") found.push(`came back to ${back}`);
      expect("to the accessible version and back", found);
    });
    await each(all ? site.ordinary : site.samples, {}, async (page, it) => {
      await page.goto(it.url);
      const found = [];
      const most = all ? 400 : 150;
      for (let at = 0, before = ""; at < most; at += 1) {
        await page.keyboard.press("Tab");
        const it = await stop(page);
        if (!it) break;
        const key = `${it.tag} ${it.id} «${it.name}»`;
        if (!it.isSeen) found.push(`no focus to see: ${key}`);
        if (!it.inView) found.push(`focus out of view: ${key}`);
        else if (it.isCovered) found.push(`covered by ${it.isCovered}: ${key}`);
        before = key;
      }
      expect(`every stop is seen: ${it.path}`, found);
    });
  },
  plants: [
    {
      name: "a bar over the page",
      alter: (path, text) =>
        path.endsWith(".css") ? `${text}\n.site-header{position:sticky!important;top:0;z-index:9}` : text,
    },
    {
      name: "no way past the frame",
      alter: (path, text) => (path.endsWith(".html") ? text.replace(/<a class="skip"[^>]*>[^<]*<\/a>/, "") : text),
    },
    {
      name: "no outlines",
      alter: (path, text) =>
        path.endsWith(".css") ? `${text}\n*:focus{outline:none!important}` : text,
    },
    {
      name: "a setting out of reach",
      alter: (path, text) =>
        path.endsWith(".html") ? text.replaceAll('name="lines"', 'name="lines" tabindex="-1"') : text,
    },
  ],
};
