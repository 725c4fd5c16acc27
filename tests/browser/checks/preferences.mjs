// What readers have asked of their system comes first: its colours, more contrast, no motion, a
// larger font, in every scheme of the panel.
import { SETTINGS, choose } from "../states.mjs";
import { overflow } from "./reflow.mjs";

/** Colours of the page beside those of the system. */
const colours = () => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.cssText = "color:CanvasText;background:Canvas;forced-color-adjust:none";
  const { color, backgroundColor } = getComputedStyle(probe);
  probe.remove();
  const own = getComputedStyle(document.body);
  const heading = getComputedStyle(document.querySelector("h1"));
  const wrong = [];
  if (own.backgroundColor !== backgroundColor) wrong.push(`ground ${own.backgroundColor}`);
  for (const it of [own.color, heading.color]) if (it !== color) wrong.push(`text ${it}`);
  return wrong;
};

const moving = () =>
  [...document.querySelectorAll("*")]
    .filter((it) => {
      const style = getComputedStyle(it);
      const takes = [style.transitionDuration, style.animationName === "none" ? "0s" : style.animationDuration];
      return takes.some((time) => parseFloat(time) > 0) || style.scrollBehavior === "smooth";
    })
    .slice(0, 3)
    .map((it) => `${it.localName}.${it.className} moves`);

/** What is pale where more contrast is asked for. */
const pale = () => {
  const ink = getComputedStyle(document.body).color;
  const soft = [...document.querySelectorAll("main .lead, main .sub, main dt, thead th")];
  return soft
    .filter((it) => it.checkVisibility() && !it.closest(".hero") && getComputedStyle(it).color !== ink)
    .slice(0, 3)
    .map((it) => `${it.localName}.${it.className} is ${getComputedStyle(it).color}`);
};

/** Letters of the page and of its plain text, in px. */
const sizes = () => {
  const px = (it) => parseFloat(getComputedStyle(it).fontSize);
  return { root: px(document.documentElement), text: px(document.body) };
};

export default {
  name: "preferences",
  run: async ({ site, each, profile, expect, all }) => {
    await each(site.samples, { forcedColors: "active" }, async (page, it) => {
      await page.goto(it.url);
      const found = [];
      for (const scheme of SETTINGS.scheme) {
        await choose(page, { scheme });
        found.push(...(await page.evaluate(colours)).map((it) => `scheme ${scheme}: ${it}`));
      }
      expect(`colours of the system: ${it.path}`, found);
    });
    await each(site.samples, { reducedMotion: "reduce" }, async (page, it) => {
      await page.goto(it.url);
      expect(`nothing moves: ${it.path}`, await page.evaluate(moving));
    });
    await each(site.samples, { contrast: "more" }, async (page, it) => {
      await page.goto(it.url);
      expect(`more contrast: ${it.path}`, await page.evaluate(pale));
    });
    await each(site.samples, {}, async (page, it) => {
      await page.goto(it.url);
      const held = await page.evaluate(() => document.querySelector("meta[name=viewport]").content);
      expect(`zoom is free: ${it.path}`, /scal/.test(held.replace("initial-scale=1", "")) ? [held] : []);
    });
    // Letters of 32 px in the browser's own settings, twice as large by the panel: 64 px.
    await profile({ webkit: { webprefs: { default_font_size: 32 } } }, async (page) => {
      for (const it of all ? site.samples : site.samples.filter((_, at) => at % 4 === 0)) {
        await page.goto(it.url);
        const found = [];
        for (const [size, least] of [["100", 32], ["200", 64]]) {
          await choose(page, { size });
          const letters = await page.evaluate(sizes);
          if (letters.root !== least) found.push(`${size} %: the page has ${letters.root} px, not ${least}`);
          if (letters.text < least) found.push(`${size} %: the text has ${letters.text} px, not ${least}`);
          found.push(...(await overflow(page)).map((wide) => `${size} %: ${wide}`));
        }
        await choose(page, {});
        expect(`a reader's own size of letters: ${it.path}`, found);
      }
    });
    const fixed = [...site.known]
      .filter((it) => it.endsWith(".css"))
      .filter((it) => /font(-size)?:[^;}]*\d(px|vw)\b(?![^;}]*rem)/.test(site.read(it).toString().replace(/clamp\([^)]*\)/g, "")));
    expect("letters grow with the reader's own", fixed);
  },
  plants: [
    {
      name: "colours of its own",
      alter: (path, text) =>
        path.endsWith(".css") ? `${text}\nh1{color:#123!important;forced-color-adjust:none}` : text,
    },
    {
      name: "motion",
      alter: (path, text) =>
        path.endsWith(".css") ? `${text.replaceAll("prefers-reduced-motion", "x")}\nmain a{transition:color 1s}` : text,
    },
    {
      name: "pale words",
      alter: (path, text) => (path.endsWith(".css") ? text.replaceAll("prefers-contrast", "x") : text),
    },
    {
      name: "a page of a fixed size",
      alter: (path, text) =>
        path.endsWith("tokens.css") ? text.replace(/font-size:\s*200%/g, "font-size:32px") : text,
    },
    {
      name: "letters of a fixed size",
      alter: (path, text) => (path.endsWith("entry.css") ? `${text}\nmain{font-size:14px}` : text),
    },
  ],
};
