// Finds pages by words, whatever their endings; index and reading aloud are loaded when asked for.
{
  const ENDING = /(?:к?(?:иями|иях|ями|ами|ого|его|ому|ему|ыми|ими|ией|иям|ых|их|ях|ах|ов|ев|ей|ой|ий|ый|ая|яя|ое|ее|ые|ие|ия|ию|ии|ую|юю|ом|ем|ам|ям|[аеиоуыьэюя])|ок|ек)$/;
  const box = document.getElementById("search"), { root, index, found, none } = box.dataset;
  const [field, list, said, form] = ["input", "ol", "[role=status]", "form"].map((it) => box.querySelector(it));
  let pages;

  const add = (to, tag, own) => to.appendChild(Object.assign(document.createElement(tag), own));
  const load = (src, onload) => add(document.head, "script", { src, onload });
  const words = (text) => text.toLowerCase().replaceAll("ё", "е").match(/[\p{L}\p{N}]+/gu) || [];
  const stem = (word) => {
    const stem = word.replace(ENDING, "");
    return stem.length > 2 ? stem : word;
  };

  // How well words answer a word.
  const fits = (own, asked, stem) => {
    let best = 0;
    for (const word of own) {
      if (word === asked) return 4;
      if (word.startsWith(asked)) best = Math.max(best, 3);
      else if (word.startsWith(stem)) best = Math.max(best, 2);
    }
    return best;
  };
  const score = ([, , , , names, rest], asked, all) => {
    let sum = 0;
    for (const [word, stem] of asked) {
      const fit = Math.max(fits(names, word, stem), fits(rest, word, stem) / 2);
      if (!fit && all) return 0;
      sum += fit;
    }
    return sum && sum - names.length / 100;
  };
  // Pages with all the words, or else with some.
  const search = (asked) => {
    const by = (all) => pages.map((it) => [score(it, asked, all), it]).filter(([it]) => it);
    const whole = by(true);
    return (whole.length ? whole : by(false)).sort(([a], [b]) => b - a);
  };

  const show = ([path, kind, title, about]) => {
    const item = add(list, "li");
    add(item, "a", { href: root + path, textContent: title });
    for (const textContent of [box.getAttribute(`data-${kind}`), about]) {
      if (textContent) add(item, "span", { className: "sub", textContent });
    }
  };
  const find = () => {
    const asked = words(field.value).map((it) => [it, stem(it)]);
    if (asked.length && !pages) {
      pages = [];
      return load(index, () => {
        pages = searchIndex.map((it) => [...it, words(it[2]), words(it[3])]);
        find();
      });
    }
    const answer = asked.length ? search(asked) : [];
    list.replaceChildren();
    answer.slice(0, 60).forEach(([, it]) => show(it));
    said.textContent = answer.length ? `${found} ${answer.length}` : asked.length && pages.length ? none : "";
  };

  box.hidden = false;
  field.value = new URLSearchParams(location.search).get("q") || "";
  field.oninput = find;
  form.onsubmit = (it) => (it.preventDefault(), find());
  find();
  document.getElementById("speech")?.parentNode.addEventListener("toggle", () => load(root + "assets/speech.js"), { once: true });
}
