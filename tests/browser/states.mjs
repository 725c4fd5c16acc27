// The panel's settings, and combinations of them in which every two values meet.
import make from "covertable";

/** Values of every setting, the usual one first. */
export const SETTINGS = {
  size: ["100", "125", "150", "200", "300"],
  scheme: ["0", "1", "2", "3", "4", "5", "6"],
  letters: ["0", "1", "2"],
  lines: ["0", "1", "2"],
  face: ["sans", "serif"],
  images: ["on", "off"],
};

/** States that hold every pair of values; the order is always the same. */
export const pairwise = () => (make.default ?? make)(SETTINGS);

/** Every state that the panel can be in: 1 260 of them. */
export const factorial = () =>
  Object.entries(SETTINGS).reduce(
    (states, [name, values]) => states.flatMap((it) => values.map((value) => ({ ...it, [name]: value }))),
    [{}],
  );

/** Lets a page take a choice, the way another tab would tell it. */
export const choose = (page, state) =>
  page.evaluate((choice) => {
    localStorage.view = JSON.stringify(choice);
    dispatchEvent(new Event("pageshow"));
  }, state);

/** Opens the panel with a click, as a visitor does. */
export const openPanel = (page) => page.locator("details:has(#view) > summary").click();
