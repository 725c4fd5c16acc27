// Finds pages by the words of their names, whatever their endings. The index is a script, so that all
// works from a disk too; the page lists everything by itself where no script runs.
{
  const MOST = 60;
  const ENDING = /(?:к?(?:иями|иях|ями|ами|ого|его|ому|ему|ыми|ими|ией|иям|ых|их|ях|ах|ов|ев|ей|ой|ий|ый|ая|яя|ое|ее|ые|ие|ия|ию|ии|ую|юю|ом|ем|ам|ям|[аеиоуыьэюя])|ок|ек)$/;
  const box = document.getElementById("search");
  const field = box.querySelector("input");
  const list = box.querySelector("ol");
  const said = box.querySelector("[role=status]");

  const words = (text) => text.toLowerCase().replaceAll("ё", "е").match(/[\p{L}\p{N}]+/gu) || [];
  const stem = (word) => {
    const root = word.replace(ENDING, "");
    return root.length > 2 ? root : word;
  };

  const pages = searchIndex.map(([path, kind, title, about]) => ({
    path, kind, title, about, names: words(title), rest: words(about),
  }));

  // How well words answer one word that was asked for: 0 is not at all.
  const fits = (own, asked, root) => {
    let best = 0;
    for (const word of own) {
      if (word === asked) return 4;
      if (word.startsWith(asked)) best = Math.max(best, 3);
      else if (word.startsWith(root)) best = Math.max(best, 2);
    }
    return best;
  };
  const score = (page, asked, all) => {
    let sum = 0;
    for (const [word, root] of asked) {
      const fit = Math.max(fits(page.names, word, root), fits(page.rest, word, root) / 2);
      if (!fit && all) return 0;
      sum += fit;
    }
    return sum && sum - page.names.length / 100;
  };
  // Pages that have all the words; where there is none, those that have some.
  const search = (asked) => {
    const by = (all) => pages.map((it) => [score(it, asked, all), it]).filter(([it]) => it);
    const whole = by(true);
    return (whole.length ? whole : by(false)).sort(([a], [b]) => b - a);
  };

  const row = (page) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = box.dataset.root + page.path;
    link.textContent = page.title;
    item.append(link);
    for (const text of [box.getAttribute(`data-${page.kind}`), page.about]) {
      if (!text) continue;
      const line = document.createElement("span");
      line.className = "sub";
      line.textContent = text;
      item.append(line);
    }
    return item;
  };
  const find = () => {
    const asked = words(field.value).map((it) => [it, stem(it)]);
    const found = asked.length ? search(asked) : [];
    list.replaceChildren(...found.slice(0, MOST).map(([, it]) => row(it)));
    if (!asked.length) said.textContent = "";
    else said.textContent = found.length ? `${box.dataset.found} ${found.length}` : box.dataset.none;
  };

  box.hidden = false;
  field.value = new URLSearchParams(location.search).get("q") || "";
  field.addEventListener("input", find);
  box.querySelector("form").addEventListener("submit", (it) => { it.preventDefault(); find(); });
  find();
}
