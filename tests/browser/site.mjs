// The built site, served on loopback as a strict host would serve it.
import { createServer } from "node:http";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

const TYPES = {
  ".css": "text/css",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

// Nothing inline, nothing from elsewhere: what the pages promise their hosts.
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; " +
  "form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

/** Every file of a folder by its path with `/`. */
const files = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => relative(folder, join(it.parentPath ?? it.path, it.name)).split(sep).join("/"))
    .sort();

/** Serves `folder`; `alter(path, text)` may spoil pages, styles and scripts on their way out. */
export const serve = async (folder, alter = (_, text) => text) => {
  const all = files(folder);
  const known = new Set(all);
  const read = (path) => {
    const bytes = readFileSync(join(folder, path));
    return /\.(html|css|js)$/.test(path) ? Buffer.from(alter(path, bytes.toString())) : bytes;
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname).slice(1);
    const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
    const found = known.has(file);
    response.writeHead(found ? 200 : 404, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-security-policy": POLICY,
    });
    response.end(found ? read(file) : "");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const pages = all
    .filter((it) => it.endsWith(".html"))
    .map((path) => {
      const html = read(path).toString();
      const template = /<body class="page-([\w-]+)/.exec(html)?.[1] ?? "none";
      return { path, template, url: `${origin}/${path}`, html };
    });
  const tree = (prefix) => pages.filter((it) => it.path.startsWith(prefix));
  const isVersion = (it) => it.path.includes("/") && it.html.includes('content="noindex"');
  const prefixes = [...new Set(pages.filter(isVersion).map((it) => `${it.path.split("/")[0]}/`))];
  const ordinary = pages.filter((it) => !prefixes.some((prefix) => it.path.startsWith(prefix)));
  return {
    folder,
    origin,
    /** Pages outside the trees of presets. */
    ordinary,
    /** Folders of the trees of presets, such as `sv/`. */
    prefixes,
    tree,
    read,
    known,
    /** The fullest page of each template. */
    samples: sampled(ordinary),
    close: () => server.close(),
  };
};

const sampled = (pages) => {
  const best = new Map();
  for (const page of pages) {
    const before = best.get(page.template);
    if (!before || page.html.length > before.html.length) best.set(page.template, page);
  }
  return [...best.values()].sort((a, b) => a.template.localeCompare(b.template));
};
