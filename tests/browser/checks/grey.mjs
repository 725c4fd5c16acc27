// Charts without colours: what stands side by side differs by its pattern, whose lines are seen on
// their ground, or by how bright it is; in every scheme of the panel.
import { SETTINGS, choose } from "../states.mjs";

const read = () => {
  // Relative luminance and contrast as WCAG 2.2 defines them.
  const luminance = (colour) => {
    const [red, green, blue] = colour.match(/[\d.]+/g).map((it) => it / 255);
    const linear = (it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  };
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const LEAST = 3;
  const wrong = [];
  for (const svg of document.querySelectorAll("figure.chart svg")) {
    if (!svg.checkVisibility()) continue;
    const id = svg.closest("figure").id;
    const paper = getComputedStyle(svg.closest("figure")).backgroundColor;
    const grounds = [...svg.querySelectorAll("pattern")].map((it) => {
      const [ground, ...lines] = it.children;
      const fill = getComputedStyle(ground).fill;
      const seen = lines.every((line) => {
        const { stroke, fill: inside } = getComputedStyle(line);
        return contrast(stroke === "none" ? inside : stroke, fill) >= LEAST;
      });
      // A ground as bright as the paper needs an edge.
      const edge = getComputedStyle(svg.querySelector(`[fill="url(#${it.id})"]`) ?? ground).stroke;
      const stands = contrast(fill, paper) >= LEAST || (edge !== "none" && contrast(edge, paper) >= LEAST);
      return { id: it.id, fill, lines: lines.map((line) => line.outerHTML).join(""), seen, stands };
    });
    for (const [at, one] of grounds.entries()) {
      if (!one.stands) wrong.push(`${id}: ${one.id} is lost on its paper`);
      const other = grounds[at + 1];
      if (!other) continue;
      const differ = one.lines !== other.lines && one.seen && other.seen;
      if (!differ && contrast(one.fill, other.fill) < LEAST)
        wrong.push(`${id}: ${one.id} and ${other.id} look alike: ${one.fill}, ${other.fill}`);
    }
  }
  return wrong;
};

export default {
  name: "grey",
  run: async ({ site, each, expect, all }) => {
    const charted = site.ordinary.filter((it) => /<pattern /.test(it.html));
    expect("there are charts", charted.length ? [] : ["none"]);
    const templates = new Map(charted.map((it) => [it.template, it]));
    await each(all ? charted : [...templates.values()], {}, async (page, it) => {
      await page.goto(it.url);
      const found = [];
      for (const scheme of SETTINGS.scheme) {
        await choose(page, { scheme });
        found.push(...(await page.evaluate(read)).map((line) => `scheme ${scheme}: ${line}`));
      }
      expect(it.path, found);
    });
    await each([...templates.values()], { forcedColors: "active" }, async (page, it) => {
      await page.goto(it.url);
      expect(`colours of the system: ${it.path}`, await page.evaluate(read));
    });
  },
  plants: [
    {
      name: "colours alone",
      alter: (path, text) =>
        path.endsWith(".html") ? text.replace(/(<pattern [^>]*><rect [^>]*\/>)[\s\S]*?<\/pattern>/g, "$1</pattern>") : text,
    },
    {
      name: "pale patterns",
      alter: (path, text) => (path.endsWith("chart.css") ? `${text}\n.chart .ink{stroke:#8a8a8a}` : text),
    },
  ],
};
