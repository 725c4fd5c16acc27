// What is pressed is as large as a finger, 44 px in height and width, and no two targets lie over
// each other. Links within a sentence are as high as its lines, and marks of a drawing are repeated
// in its table: WCAG 2.5.5 leaves both out.
import { openPanel } from "../states.mjs";

const small = () => {
  const LEAST = 43.5;
  const text = (it) => it.innerText.replace(/\s+/g, " ").trim();
  const blockOf = (it) => {
    while (/^(inline|contents)/.test(getComputedStyle(it).display)) it = it.parentElement;
    return it;
  };
  // A link is part of a text if its block says more, in the same lines, than the links in it.
  const isInline = (it) => {
    if (it.localName !== "a") return false;
    const block = blockOf(it.parentElement);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
      const isWord = /[\p{L}\p{N}]/u.test(node.data) && !node.parentElement.closest("a, .hidden");
      if (isWord && blockOf(node.parentElement) === block) return true;
    }
    return false;
  };
  const targets = [...document.querySelectorAll("a[href], button, summary, input, select, textarea, .options label")]
    .filter((it) => it.checkVisibility() && !it.closest("svg, .skip, .hidden") && !it.matches(".options input"))
    .map((it) => ({ it, box: it.getBoundingClientRect(), inline: isInline(it) }));
  const alone = targets.filter((target) => !target.inline);
  const wrong = alone
    .filter(({ box }) => box.height < LEAST || box.width < LEAST)
    .map(({ it, box }) => `«${text(it)}» is ${Math.round(box.width)} × ${Math.round(box.height)} px`);
  for (const [at, { it, box }] of alone.entries()) {
    for (const { it: other, box: its } of alone.slice(at + 1)) {
      const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
      const down = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
      if (across > 2 && down > 2) wrong.push(`«${text(other)}» lies over «${text(it)}» by ${Math.round(down)} px`);
    }
  }
  return wrong;
};

export default {
  name: "targets",
  run: async ({ site, each, expect, all }) => {
    for (const width of [1280, 320]) {
      await each(all ? site.ordinary : site.samples, { viewport: { width, height: 900 } }, async (page, it) => {
        await page.goto(it.url);
        await openPanel(page);
        expect(`${width} px: ${it.path}`, await page.evaluate(small));
      });
    }
  },
  plants: [
    {
      name: "small buttons",
      alter: (path, text) =>
        path.endsWith(".css") ? `${text}\n.menu a,button{min-height:0!important;padding:0!important}` : text,
    },
    {
      name: "links on links",
      alter: (path, text) => (path.endsWith(".css") ? `${text}\n.menu li + li{margin-left:-3rem}` : text),
    },
  ],
};
