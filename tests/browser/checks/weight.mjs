// What a page weighs: styles and scripts that it loads, in raw bytes; sheets for paper wait until
// it is printed.
const STYLES = 24 * 1024;
const SCRIPTS = 4 * 1024;
const PANEL = 1024;
const SPEECH = 3 * 1024;

const loaded = (site, page, pattern) =>
  [...page.html.matchAll(pattern)].map((it) => {
    const path = new URL(it[1], page.url).pathname.slice(1);
    return site.known.has(path) ? site.read(path).length : 0;
  });
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

export default {
  name: "weight",
  run: async ({ site, expect }) => {
    for (const page of site.ordinary) {
      const styles = sum(loaded(site, page, /<link rel="stylesheet" href="([^"]+)">/g));
      const scripts = sum(loaded(site, page, /<script[^>]* src="([^"]+)"/g));
      const found = [];
      if (styles > STYLES) found.push(`${styles} bytes of styles`);
      if (scripts > SCRIPTS) found.push(`${scripts} bytes of scripts`);
      expect(page.path, found);
    }
    for (const [script, most] of [["panel.js", PANEL], ["speech.js", SPEECH]]) {
      const size = site.read(`assets/${script}`).length;
      expect(`assets/${script}`, size > most ? [`${size} bytes`] : []);
    }
  },
  plants: [
    { name: "heavy styles", alter: (path, text) => (path.endsWith(".css") ? text.padEnd(25e3) : text) },
    { name: "a heavy voice", alter: (path, text) => (path.endsWith("speech.js") ? text.padEnd(3100) : text) },
    { name: "a heavy panel", alter: (path, text) => (path.endsWith("panel.js") ? text.padEnd(1100) : text) },
  ],
};
