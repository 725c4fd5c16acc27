// Readers who set their own spacing (WCAG 1.4.12) lose no text: none is cut off, none lies on another.
import { overflow } from "./reflow.mjs";

const STYLE = `* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-bottom: 2em !important }`;

/** Boxes that cut their text. */
const cut = () =>
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
    .map((it) => `cuts ${it.localName}.${it.className} «${it.innerText.trim().slice(0, 40)}»`);

/** Lines of one text that lie on lines of another. Drawings are looked at by `charts`. */
const heaped = () => {
  const clipped = (it) => it && (getComputedStyle(it).clipPath !== "none" || clipped(it.parentElement));
  const lines = [];
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const own = node.parentElement;
    if (!node.data.trim() || own.closest("svg") || !own.checkVisibility() || clipped(own)) continue;
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.width > 2) lines.push({ node, box });
  }
  lines.sort((a, b) => a.box.top - b.box.top);
  const wrong = [];
  for (const [at, { node, box }] of lines.entries()) {
    for (let next = at + 1; next < lines.length && lines[next].box.top < box.bottom; next += 1) {
      const { node: other, box: its } = lines[next];
      const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
      const down = Math.min(box.bottom, its.bottom) - its.top;
      // Line boxes are higher than letters: only a true overlap counts.
      if (other !== node && across > 2 && down > Math.min(box.height, its.height) * 0.45)
        wrong.push(`«${other.data.trim().slice(0, 30)}» lies on «${node.data.trim().slice(0, 30)}»`);
    }
  }
  return wrong;
};

export default {
  name: "spacing",
  run: async ({ site, each, expect, all }) => {
    for (const width of [1280, 320]) {
      const options = { viewport: { width, height: 900 }, bypassCSP: true };
      await each(all ? site.ordinary : site.samples, options, async (page, it) => {
        await page.goto(it.url);
        await page.addStyleTag({ content: STYLE });
        const found = [...(await page.evaluate(cut)), ...(await page.evaluate(heaped)), ...(await overflow(page))];
        expect(`${width} px: ${it.path}`, found);
      });
    }
  },
  plants: [
    {
      name: "fixed heights",
      alter: (path, text) =>
        path.endsWith(".css") ? `${text}\nmain p{height:1.2em;overflow:hidden}` : text,
    },
    {
      name: "lines of a fixed place",
      alter: (path, text) => (path.endsWith(".css") ? `${text}\nmain p{height:1.2em;margin:0!important}` : text),
    },
  ],
};
