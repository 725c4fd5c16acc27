// The pre-rendered versions say what the ordinary pages say, and lead where they lead.
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: "\u00a0" };

const main = (html) => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? "";
const words = (html) =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, it) => ENTITIES[it])
    .replace(/\s+/g, " ");
const links = (page, root) =>
  [...main(page.html).matchAll(/<a\b[^>]* href="([^"]*)"/g)].map((it) => {
    const url = new URL(it[1].replaceAll("&amp;", "&"), page.url);
    return url.href.startsWith(root) ? url.href.slice(root.length) : url.href;
  });

export default {
  name: "twins",
  run: async ({ site, expect }) => {
    expect("there is a pre-rendered version", site.prefixes.length ? [] : ["none"]);
    for (const prefix of site.prefixes) {
      const twins = new Map(site.tree(prefix).map((it) => [it.path.slice(prefix.length), it]));
      // Servers show 404.html under any address: it has no version of its own.
      for (const page of site.ordinary.filter((it) => it.template !== "not-found")) {
        const twin = twins.get(page.path);
        const found = [];
        if (!twin) {
          expect(`${prefix}${page.path}`, ["is missing"]);
          continue;
        }
        if (words(main(page.html)) !== words(main(twin.html))) found.push("the words differ");
        const inner = links(twin, `${site.origin}/${prefix}`);
        const outer = links(page, `${site.origin}/`);
        // Files are shared by all versions: their links leave the tree.
        const shared = inner.map((it) => it.replace(`${site.origin}/`, ""));
        if (JSON.stringify(shared) !== JSON.stringify(outer)) found.push("the links differ");
        const strays = inner.filter(
          (it) => it.startsWith(`${site.origin}/`) && /\.html([?#]|$)/.test(it),
        );
        found.push(...strays.map((it) => `leaves the version: ${it}`));
        if (!/<link rel="canonical"/.test(twin.html)) found.push("no canonical address");
        expect(twin.path, found);
      }
    }
  },
  plants: [
    {
      name: "a poorer version",
      alter: (path, text) => (path.startsWith("sv/") ? text.replace(/<p>[^<]+<\/p>/, "") : text),
    },
    {
      name: "a link out of the version",
      alter: (path, text) =>
        path === "sv/index.html" ? text.replace(/(<main[\s\S]*?<a\b[^>]* href=")/, "$1../") : text,
    },
  ],
};
