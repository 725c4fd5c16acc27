// Reading aloud: only where there is a Russian voice, by keyboard, leaving the page as it is.
import { openPanel } from "../states.mjs";
const stub = (voices) => {
  const spoken = [];
  const synth = {
    getVoices: () => voices,
    speak(it) {
      spoken.push(it.text);
      setTimeout(() => it.onstart?.(new Event("start")));
    },
    cancel: () => spoken.push("cancel"),
    pause() {},
    resume() {},
    addEventListener() {},
    speaking: true,
  };
  Object.defineProperty(window, "speechSynthesis", { value: synth });
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  window.spoken = spoken;
};
const VOICE = { lang: "ru-RU", name: "Голос", localService: true, default: true };

export default {
  name: "speech",
  run: async ({ site, with: visit, expect }) => {
    const page_ = site.samples.find((it) => it.template === "project") ?? site.samples[0];
    const open = async (page, voices) => {
      await page.addInitScript(stub, voices);
      await page.goto(page_.url);
      await openPanel(page);
      await page.waitForTimeout(200);
      return page.locator("#speech");
    };
    for (const [name, voices] of [["any voice", []], ["a Russian voice", [{ ...VOICE, lang: "en-GB" }]]]) {
      await visit({}, async (page) => {
        const box = await open(page, voices);
        expect(`hidden without ${name}`, (await box.isVisible()) ? ["it shows"] : []);
      });
    }
    await visit({}, async (page) => {
      const box = await open(page, [VOICE]);
      if (!(await box.isVisible())) return expect("shown with a Russian voice", ["it is hidden"]);
      // Everything but the words of the pause button, which tells its state.
      const bytes = () => page.evaluate(() => {
        const whole = document.documentElement.cloneNode(true);
        whole.querySelectorAll("#speech button")[1].textContent = "";
        return whole.outerHTML;
      });
      const before = await bytes();
      await box.locator("button").first().focus();
      await page.keyboard.press("Enter");
      await page.waitForTimeout(200);
      const spoken = await page.evaluate(() => window.spoken.filter((it) => it !== "cancel"));
      const heading = await page.locator("h1").innerText();
      const said = spoken.join(" ");
      expect("it speaks from the start", said ? [] : ["nothing was said"]);
      const plain = (text) => text.replace(/\s+/g, " ").trim();
      expect(
        "what it says is of the page",
        plain(await page.locator("main").innerText()).includes(plain(spoken[0] ?? "—").slice(0, 30))
          ? []
          : [`«${spoken[0]}» is not there; the heading is «${heading}»`],
      );
      const log = () => page.evaluate(() => [...window.spoken]);
      const press = async (at) => {
        await box.locator("button").nth(at).focus();
        await page.keyboard.press("Enter");
        await page.waitForTimeout(100);
      };
      await press(1);
      const paused = await log();
      expect("a pause stops the voice", paused.at(-1) === "cancel" ? [] : [`last: ${paused.at(-1)}`]);
      await press(1);
      const resumed = (await log()).at(-1);
      expect("it goes on with the same sentence", resumed === spoken.at(-1) ? [] : [`«${resumed}» after «${spoken.at(-1)}»`]);
      await press(2);
      const stopped = (await log()).at(-1);
      expect("the button stops it", stopped === "cancel" ? [] : [`last: ${stopped}`]);
      await press(0);
      await page.keyboard.press("Escape");
      await page.waitForTimeout(100);
      const ended = await page.evaluate(() => window.spoken.at(-1));
      expect("Escape stops it", ended === "cancel" ? [] : [`last: ${ended}`]);
      const after = await bytes();
      expect("the page is as it was", before === after ? [] : ["its markup changed"]);
    });
  },
  plants: [
    {
      name: "no pause",
      alter: (path, text) => (path.endsWith("speech.js") ? text.replace("pause.onclick", "pause.ondblclick") : text),
    },
    {
      name: "marks words in the page",
      alter: (path, text) =>
        path.endsWith("speech.js")
          ? `${text}\naddEventListener("click",()=>document.querySelector("main p")?.append("·"));` +
            'addEventListener("keydown",()=>document.querySelector("main p")?.append("·"));'
          : text,
    },
    {
      name: "shown to everybody",
      alter: (path, text) =>
        path.endsWith(".html") ? text.replace(/(<div id="speech"[^>]*) hidden/, "$1") :
        path.endsWith("speech.js") ? "" : text,
    },
  ],
};
