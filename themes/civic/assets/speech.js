// Reads aloud by sentences; the document stays as it is.
{
  const synth = window.speechSynthesis, box = document.getElementById("speech");
  const [start, pause, stop] = box.querySelectorAll("button");
  const { textContent: halted, dataset: { resume } } = pause;
  const BLOCK = "p,li,dt,dd,th,td,h1,h2,h3,h4,h5,h6,caption,figcaption,summary,pre,div";
  let voice, sentences = [], at = 0, reading = 0;

  const find = () => {
    const voices = synth.getVoices().filter((it) => /^ru/i.test(it.lang));
    voice = voices.find((it) => it.localService) || voices[0];
    box.hidden = !voice;
  };
  const isHeard = (it) => !it.closest("nav,svg,[aria-hidden=true]") && it.checkVisibility();


  const collect = () => {
    const walker = document.createTreeWalker(document.querySelector("main"), 4);
    const runs = [];
    let last;
    for (let node; (node = walker.nextNode()); ) {
      if (!node.data.trim() || !isHeard(node.parentElement)) continue;
      const block = node.parentElement.closest(BLOCK);
      if (block != last) runs.push([]);
      last = block;
      runs.at(-1).push(node);
    }
    return runs.flatMap(cut);
  };
  const cut = (nodes) => {
    const place = (offset) => {
      for (const node of nodes) {
        if (offset <= node.length) return [node, offset];
        offset -= node.length;
      }
    };
    const text = nodes.map((it) => it.data).join("");
    const parts = [...new Intl.Segmenter("ru", { granularity: "sentence" }).segment(text)];
    return parts.map(({ segment, index }) => {
      const range = new Range();
      range.setStart(...place(index));
      range.setEnd(...place(index + segment.length));
      return { text: segment.replace(/\s+/g, " "), range };
    });
  };
  const mark = (range) => {
    if (!CSS.highlights) return;
    CSS.highlights.set("speech", new Highlight(...range));
    range[0]?.startContainer.parentElement.scrollIntoView({ block: "nearest" });
  };

  // Voices of some systems never resume: a pause cancels.
  const halt = () => { reading++; synth.cancel(); };
  const next = () => {
    if (at == sentences.length) return end();
    const { text, range } = sentences[at], own = reading;
    const speech = Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang });
    speech.onend = speech.onerror = () => { if (own == reading) { at++; next(); } };
    mark([range]);
    synth.speak(speech);
  };
  const end = () => { halt(); sentences = []; at = 0; mark([]); pause.textContent = halted; };
  start.onclick = () => { end(); sentences = collect(); next(); };
  stop.onclick = end;
  pause.onclick = () => {
    if (!sentences.length) return;
    const paused = pause.textContent == resume;
    pause.textContent = paused ? halted : resume;
    (paused ? next : halt)();
  };
  addEventListener("keydown", (it) => it.key == "Escape" && end());
  addEventListener("pagehide", halt);
  if (synth) { find(); synth.addEventListener?.("voiceschanged", find); }
}
