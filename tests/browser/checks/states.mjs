// Every template in states of the panel in which every two values meet, and with --all every other
// page in the next of them; when asked to, eight templates in all states that there are.
import { equip, faults } from "../axe.mjs";
import { choose, factorial, pairwise, openPanel } from "../states.mjs";

/** Unlike each other: figures, cards, a table, a text, a history, a drawing, forms of every kind. */
const EIGHT = ["home", "project", "projects", "organisation", "community", "document", "event", "statistics"];
/** So many states are met in one go, so that both visitors are done at about the same time. */
const PORTION = 90;

/** What to visit in which states. */
const visits = ({ site, all, allStates, templates }) => {
  if (allStates) {
    const states = factorial();
    const starts = states.map((_, at) => at).filter((at) => at % PORTION === 0);
    return site.samples
      .filter((it) => (templates ?? EIGHT).includes(it.template))
      .flatMap((it) => starts.map((at) => ({ ...it, states: states.slice(at, at + PORTION) })));
  }
  const states = pairwise();
  // Every state is met on some template in each run; with --all every state on all of them.
  const samples = site.samples.map((it, at) => ({
    ...it,
    states: all ? states : states.filter((_, number) => number % site.samples.length === at),
  }));
  const others = all ? site.ordinary.filter((it) => !site.samples.includes(it)) : [];
  return [...samples, ...others.map((it, at) => ({ ...it, states: [states[at % states.length]] }))];
};

export default {
  name: "states",
  run: async (tools) => {
    await tools.each(visits(tools), { bypassCSP: true }, async (page, it) => {
      if (it.states.length === 0) return;
      await page.goto(it.url);
      await equip(page);
      await openPanel(page);
      for (const state of it.states) {
        await choose(page, state);
        tools.expect(`${it.path} ${JSON.stringify(state)}`, await faults(page));
      }
    });
  },
  plants: [
    {
      name: "a pale scheme",
      alter: (path, text) =>
        path.endsWith(".css") ? `${text}\n:root[data-scheme="3"] main{color:#6c87a3}` : text,
    },
  ],
};
