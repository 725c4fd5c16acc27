// Every check, the quick ones first.
export { default as weight } from "./weight.mjs";
export { default as twins } from "./twins.mjs";
export { default as privacy } from "./privacy.mjs";
export { default as keyboard } from "./keyboard.mjs";
export { default as memory } from "./memory.mjs";
export { default as scriptless } from "./scriptless.mjs";
export { default as images } from "./images.mjs";
export { default as speech } from "./speech.mjs";
export { default as preferences } from "./preferences.mjs";
export { default as targets } from "./targets.mjs";
export { default as print } from "./print.mjs";
export { default as charts } from "./charts.mjs";
export { default as reflow } from "./reflow.mjs";
export { default as spacing } from "./spacing.mjs";
export { default as rules } from "./rules.mjs";
export { default as states } from "./states.mjs";
export { default as transcript } from "./transcript.mjs";
