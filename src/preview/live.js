// Keeps an open page in step with its sources. The stream of news only hints that something has
// changed; what has is found out by asking, so that no lost or repeated hint can do harm.
(() => {
  "use strict";
  const own = document.currentScript.dataset;
  const place = "novator-place " + location.pathname;
  let stream = null;
  let asking = false;
  let askAgain = false;
  let overlay = null;

  // After a reload the reader is where they were.
  try {
    const kept = JSON.parse(sessionStorage.getItem(place));
    sessionStorage.removeItem(place);
    if (kept) {
      const go = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
      go();
      addEventListener("load", go, { once: true });
    }
  } catch {
    // Without storage the browser's own memory of the place has to do.
  }

  function reload() {
    try {
      sessionStorage.setItem(place, JSON.stringify({ x: scrollX, y: scrollY }));
    } catch {
      // As above.
    }
    location.reload();
  }

  async function ask() {
    if (asking) {
      askAgain = true;
      return;
    }
    asking = true;
    try {
      do {
        askAgain = false;
        const page = encodeURIComponent(location.pathname);
        const answer = await fetch("/.novator/diagnostics.json?page=" + page, { cache: "no-store" });
        if (answer.ok) take(await answer.json());
      } while (askAgain);
    } catch {
      // The server is gone; the stream opens again when it is back.
    } finally {
      asking = false;
    }
  }

  function take(news) {
    if (news.page !== own.page) {
      own.page = news.page;
      reload();
      return;
    }
    if (news.styles !== own.styles) {
      own.styles = news.styles;
      document.querySelectorAll("link[rel~=stylesheet]").forEach((link) => swap(link, news.styles));
    }
    overlay ??= new Overlay();
    overlay.show(news);
  }

  // The old style sheet stays until the new one is there: nothing flickers.
  function swap(link, mark) {
    const address = new URL(link.href);
    if (address.origin !== location.origin) return;
    address.searchParams.set("novator", mark);
    const fresh = link.cloneNode();
    fresh.href = address.href;
    fresh.onload = fresh.onerror = () => link.remove();
    link.after(fresh);
  }

  // A hidden page does not listen: browsers allow few connections to one server.
  function listen() {
    if (document.hidden) {
      stream?.close();
      stream = null;
    } else if (!stream) {
      stream = new EventSource("/.novator/events");
      stream.onmessage = ask;
      stream.onerror = () => {
        if (stream?.readyState !== EventSource.CLOSED) return;
        stream = null;
        setTimeout(listen, 1000);
      };
    }
  }

  function make(name, text, parts = []) {
    const element = document.createElement(name);
    if (text !== null) element.textContent = text;
    element.append(...parts);
    return element;
  }

  class Overlay {
    constructor() {
      this.host = make("novator-overlay", null);
      const style = make("link", null);
      style.rel = "stylesheet";
      style.href = "/.novator/preview.css";
      this.badge = make("button", null);
      this.badge.type = "button";
      this.badge.className = "badge";
      this.badge.onclick = () => this.open(true);
      this.dialog = make("div", null);
      this.dialog.className = "dialog";
      this.dialog.tabIndex = -1;
      this.dialog.setAttribute("role", "dialog");
      this.dialog.setAttribute("aria-labelledby", "title");
      this.dialog.onkeydown = (event) => {
        if (event.key === "Escape") this.open(false);
      };
      this.badge.hidden = this.dialog.hidden = true;
      this.host.attachShadow({ mode: "open" }).append(style, this.badge, this.dialog);
      this.shown = "[]";
    }

    show(news) {
      const list = JSON.stringify(news.diagnostics);
      this.host.lang = news.words.lang;
      if (news.diagnostics.length === 0) {
        this.open(false);
        this.host.remove();
      } else {
        if (!this.host.isConnected) document.body.append(this.host);
        this.fill(news);
        // What was closed stays closed until there is something else to say.
        if (list !== this.shown) this.open(news.errors > 0 || !this.dialog.hidden);
      }
      this.shown = list;
    }

    fill({ words, diagnostics }) {
      const title = make("h2", words.title);
      title.id = "title";
      const close = make("button", words.close);
      close.type = "button";
      close.onclick = () => this.open(false);
      const note = words.note ? [make("p", words.note)] : [];
      const items = diagnostics.map((it) => remark(it, words));
      this.dialog.replaceChildren(make("header", null, [title, close]), ...note, make("ol", null, items));
      this.badge.textContent = words.title;
    }

    open(wanted) {
      const had = this.host.shadowRoot.activeElement !== null;
      const opens = wanted && this.dialog.hidden;
      this.dialog.hidden = !wanted;
      this.badge.hidden = wanted;
      if (opens) {
        this.before = document.activeElement;
        this.dialog.focus({ preventScroll: true });
      } else if (!wanted && had) {
        (this.before?.isConnected ? this.before : this.badge).focus({ preventScroll: true });
      }
    }
  }

  function remark(it, words) {
    const heading = make("h3", null, [make("span", it.label), " " + it.message]);
    const item = make("li", null, [heading, ...where(it)]);
    item.className = it.severity;
    for (const other of it.related) item.append(make("p", other.message), ...where(other));
    if (it.hint) item.append(make("p", null, [make("b", words.help), " " + it.hint]));
    return item;
  }

  function where(it) {
    if (!it.file) return [];
    const place = make("p", null, [make("code", `${it.file}:${it.line}:${it.column}`)]);
    if (it.excerpt.length === 0) return [place];
    const lines = it.excerpt.map((line) => {
      const letters = [...line.text];
      const number = make("span", String(line.line));
      number.className = "number";
      const marked = line.from === undefined
        ? [line.text]
        : [
            letters.slice(0, line.from).join(""),
            make("mark", letters.slice(line.from, line.to).join("")),
            letters.slice(line.to).join(""),
          ];
      return make("div", null, [number, make("span", null, marked)]);
    });
    return [place, make("pre", null, lines)];
  }

  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", listen);
  addEventListener("pagehide", () => {
    stream?.close();
    stream = null;
  });
  listen();
})();
