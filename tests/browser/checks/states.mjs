// Every template in states of the panel in which every two values meet.
import { equip, faults } from "../axe.mjs";
import { choose, pairwise, openPanel } from "../states.mjs";

export default {
  name: "states",
  run: async ({ site, each, expect, all }) => {
    const states = pairwise();
    // Every state is met on some template in each run; with --all every state on all of them.
    const visits = site.samples.map((it, at) => ({
      ...it,
      states: all ? states : states.filter((_, number) => number % site.samples.length === at),
    }));
    await each(visits, { bypassCSP: true }, async (page, it) => {
      if (it.states.length === 0) return;
      await page.goto(it.url);
      await equip(page);
      await openPanel(page);
      for (const state of it.states) {
        await choose(page, state);
        expect(`${it.path} ${JSON.stringify(state)}`, await faults(page));
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
