// No request leaves the site, nothing is kept but the reader's own choice, nothing is forbidden
// by a strict policy.
export default {
  name: "privacy",
  run: async ({ site, each, expect, all }) => {
    const pages = all ? site.ordinary : site.samples;
    await each(pages, {}, async (page, it, context) => {
      const found = [];
      // A site without an icon of its own is asked for /favicon.ico by every browser.
      const icon = /<link rel="icon"[^>]* href="([^"]+)"/.exec(it.html)?.[1];
      const file = icon && new URL(icon, it.url).pathname.slice(1);
      if (!site.known.has(file)) found.push(`its icon is ${file}`);
      const request = (asked) => {
        if (!asked.url().startsWith(site.origin)) found.push(`asks ${asked.url()}`);
      };
      const told = (message) => {
        if (message.type() === "error" || message.type() === "warning") found.push(message.text());
      };
      const broke = (error) => found.push(error.message);
      const answered = (answer) => {
        if (answer.status() >= 400) found.push(`${answer.status()} ${answer.url()}`);
      };
      const watchers = { request, console: told, pageerror: broke, response: answered };
      for (const [event, watcher] of Object.entries(watchers)) page.on(event, watcher);
      await page.goto(it.url, { waitUntil: "networkidle" });
      const kept = await page.evaluate(() => [
        ...Object.keys(localStorage),
        ...Object.keys(sessionStorage),
      ]);
      found.push(...kept.map((key) => `keeps ${key} unasked`));
      const cookies = await context.cookies();
      found.push(...cookies.map((cookie) => `sets the cookie ${cookie.name}`));
      for (const [event, watcher] of Object.entries(watchers)) page.off(event, watcher);
      expect(it.path, found);
    });
  },
  plants: [
    {
      name: "a counter of somebody else",
      alter: (path, text) =>
        path.endsWith(".html")
          ? text.replace("</body>", '<img src="http://127.0.0.2:9/c.gif" alt=""></body>')
          : text,
    },
    {
      name: "no icon",
      alter: (path, text) => (path.endsWith(".html") ? text.replace(/<link rel="icon"[^>]*>/, "") : text),
    },
    {
      name: "a cookie",
      alter: (path, text) => (path.endsWith("panel.js") ? `document.cookie="a=1";${text}` : text),
    },
    {
      name: "an inline script",
      alter: (path, text) =>
        path.endsWith(".html") ? text.replace("</head>", "<script>1</script></head>") : text,
    },
  ],
};
