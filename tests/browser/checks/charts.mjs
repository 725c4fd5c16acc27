// A chart says the same four times: in its drawing, its table, its file and its words.
const rows = (csv) =>
  csv
    .replace(/^\uFEFF/, "")
    .trim()
    .split(/\r?\n/)
    .map((line) =>
      [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map((it) =>
        (it[1]?.replaceAll('""', '"') ?? it[2]).replace(/\s+/g, " ").trim(),
      ),
    );

/** What can be seen of the charts on a page, and what is wrong with their drawings. */
const read = () =>
  [...document.querySelectorAll("figure.chart")].map((figure) => {
    const plain = (it) => it.textContent.replace(/\s+/g, " ").trim();
    const wrong = [];
    const drawings = [...figure.querySelectorAll("svg")];
    const seen = drawings.filter((it) => it.checkVisibility());
    if (seen.length !== 1) wrong.push(`${seen.length} drawings show`);
    for (const svg of drawings) {
      for (const name of ["title", "desc"]) {
        if (!svg.querySelector(`:scope > ${name}`)?.textContent.trim()) wrong.push(`no ${name}`);
      }
      if (/#[0-9a-f]{3,8}\b|rgb\(/i.test(svg.outerHTML.replace(/url\(#[^)]*\)|id="[^"]*"|href="[^"]*"/g, "")))
        wrong.push("a colour that no scheme can change");
    }
    for (const svg of seen) {
      const frame = svg.getBoundingClientRect();
      const texts = [...svg.querySelectorAll("text")].map((it) => [it, it.getBoundingClientRect()]);
      for (const [at, [text, box]] of texts.entries()) {
        if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1)
          wrong.push(`«${text.textContent}» is cut off`);
        for (const [other, its] of texts.slice(at + 1)) {
          const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
          const down = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
          // Line boxes are higher than letters: only a true overlap counts.
          if (across > 2 && down > box.height * 0.45)
            wrong.push(`«${text.textContent}» lies on «${other.textContent}»`);
        }
      }
    }
    const table = figure.querySelector("table");
    const cells = [...(table?.rows ?? [])].map((row) => [...row.cells].map(plain));
    // Who goes through a community by keyboard goes through its list.
    if (/^(roster|network)/.test(figure.id)) {
      const links = (of) => [...new Set([...of.querySelectorAll("a")].map((it) => it.getAttribute("href")))];
      for (const svg of drawings) {
        const [marks, listed] = [links(svg), table ? links(table) : []];
        const both = (one, other) => one.filter((it) => other.includes(it)).join(" ");
        if (both(marks, listed) !== both(listed, marks)) wrong.push("nodes come in another order than the list");
      }
    }
    const numbers = [...(table?.querySelectorAll("td.number") ?? [])].map(plain);
    const drawn = drawings.map((it) => it.textContent).join(" ").replace(/\s+/g, " ");
    return {
      id: figure.id,
      wrong,
      cells,
      lost: numbers.filter((it) => /\d/.test(it) && !drawn.includes(it)),
      file: figure.querySelector('a[href$=".csv"]')?.href,
    };
  });

export default {
  name: "charts",
  run: async ({ site, each, expect, all }) => {
    const charted = site.ordinary.filter((it) => /<figure class="chart"/.test(it.html));
    expect("there are charts", charted.length ? [] : ["none"]);
    const pages = all ? charted : charted.slice(0, 24);
    for (const width of [1280, 320]) {
      await each(pages, { viewport: { width, height: 900 } }, async (page, it) => {
        await page.goto(it.url);
        await page.evaluate(() =>
          document.querySelectorAll("main details").forEach((it) => (it.open = true)),
        );
        const charts = await page.evaluate(read);
        const ids = charts.map((it) => it.id);
        const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
        expect(`${width} px: ${it.path}: names`, twice.map((id) => `${id} is there twice`));
        for (const chart of charts) {
          const found = [...chart.wrong, ...chart.lost.map((number) => `${number} is not drawn`)];
          if (chart.cells.length === 0) found.push("no table");
          if (!chart.file) found.push("no file");
          else {
            const file = rows(site.read(new URL(chart.file).pathname.slice(1)).toString());
            if (JSON.stringify(file) !== JSON.stringify(chart.cells))
              found.push(`file and table differ: ${JSON.stringify(file)} ${JSON.stringify(chart.cells)}`);
          }
          expect(`${width} px: ${it.path}#${chart.id}`, found);
        }
      });
    }
  },
  plants: [
    {
      name: "a table of other numbers",
      alter: (path, text) =>
        path.endsWith(".html")
          ? text.replace(/(<figure class="chart"[\s\S]*?<td class="number"[^>]*>)(<a[^>]*>)?\d+/, "$1$2987")
          : text,
    },
    {
      name: "nodes in an order of their own",
      alter: (path, text) =>
        path.endsWith(".html")
          ? text.replace(/(<figure class="chart" id="roster[\s\S]*?)(<g role="listitem">.*<\/g>)\n(<g role="listitem">.*<\/g>)/, "$1$3\n$2")
          : text,
    },
    {
      name: "words on words",
      alter: (path, text) =>
        path.endsWith(".html") ? text.replace(/(<text x=")[\d.]+(" y=")[\d.]+/g, "$19$29") : text,
    },
  ],
};
