// Where lines end: never within a word that has no hyphen there, and no line begins with a full
// stop or a comma.
const WIDTHS = [320, 768, 1280];

/** Words in two lines and punctuation at the beginning of one. */
const torn = () => {
  const found = [];
  const range = document.createRange();
  const tops = (node, from, to) => {
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...new Set([...range.getClientRects()].filter((it) => it.width > 0).map((it) => Math.round(it.top)))];
  };
  const clipped = (it) => it && (getComputedStyle(it).clipPath.startsWith("inset") || clipped(it.parentElement));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const own = node.parentElement;
    if (!node.data.trim() || own.closest("svg, pre, code") || !own.checkVisibility() || clipped(own)) continue;
    if (getComputedStyle(own).hyphens !== "auto") {
      for (const it of node.data.matchAll(/[\p{L}\p{N}]{2,}/gu)) {
        if (tops(node, it.index, it.index + it[0].length).length > 1) found.push(`«${it[0]}» is cut`);
      }
    }
    const mark = /^[.,;:!?]/.test(node.data) && node.previousSibling;
    // Code may break anywhere, before the colon behind it too.
    if (!mark || mark.nodeType !== Node.ELEMENT_NODE || mark.closest("code, pre")) continue;
    const before = [...mark.getClientRects()].at(-1);
    const [top] = tops(node, 0, 1);
    if (before && top >= before.bottom - 1) found.push(`a line begins with «${node.data.slice(0, 20)}» after «${mark.textContent.slice(-20)}»`);
  }
  return found.slice(0, 5);
};

export default {
  name: "wraps",
  run: async ({ site, each, expect }) => {
    for (const width of WIDTHS) {
      await each(site.samples, { viewport: { width, height: 800 } }, async (page, it) => {
        await page.goto(it.url);
        await page.evaluate(() => document.fonts.ready);
        expect(`${width} px: ${it.path}`, await page.evaluate(torn));
      });
    }
  },
  plants: [
    {
      name: "a column of letters",
      alter: (path, text) => (path.endsWith("civic.css") ? `${text}\nh1{width:2em;hyphens:none}` : text),
    },
    {
      name: "a lonely full stop",
      alter: (path, text) =>
        path.endsWith(".html")
          ? text.replace("</main>", '<p class="x"><a href="#main">строка</a>. И ещё</p></main>')
          : path.endsWith(".css") ? `${text}\n.x{display:grid}` : text,
    },
  ],
};
