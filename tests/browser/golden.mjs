// Texts that a person has read and found right, kept beside the checks.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

/** Where `text` differs from the one kept under `name`; with `update` it becomes that one. */
export const compare = (name, text, update) => {
  const file = new URL(name, import.meta.url);
  if (update) {
    mkdirSync(new URL(".", file), { recursive: true });
    writeFileSync(file, text);
  }
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (text === before) return [];
  const [now, then] = [text.split("\n"), before.split("\n")];
  const at = now.findIndex((line, number) => line !== then[number]);
  return [`line ${at + 1}: «${now[at]}», it was «${then[at]}»`];
};
