// The words of the screens, read from the files that the screens themselves are built with: a journey names buttons
// and messages by their key, and a key that is gone fails at once.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./host.ts";

export type Language = "vi" | "en";

const read = (language: Language): Record<string, string> =>
  JSON.parse(readFileSync(join(ROOT, `frontend/locales/${language}.json`), "utf8"));
const words = { vi: read("vi"), en: read("en") };

/** The words of a key with its `{placeholders}` filled. */
export function say(key: string, values: Record<string, string> = {}, language: Language = "vi"): string {
  const text = words[language][key];
  if (text === undefined) throw new Error(`No words for ${key} in ${language}`);
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The words of a key as a pattern in which every placeholder that is not given stands for anything. */
export function like(key: string, values: Record<string, string> = {}, language: Language = "vi"): RegExp {
  const parts = say(key, values, language).split(/\{\w+\}/);
  // Anything at the ends says nothing, and is looked for from every letter of a long page: half a minute of it.
  return new RegExp(parts.map(escaped).join(".*").replace(/^(\.\*)+|(\.\*)+$/g, ""));
}

const states: { id: string; plain_vi: string; plain_en: string }[] = JSON.parse(
  readFileSync(join(ROOT, "infra/seed/statuses.json"), "utf8"),
).states;

/** What a state means for the person, in the words of the reference data. */
export function plain(state: string, language: Language = "vi"): string {
  return states.find(({ id }) => id === state)![`plain_${language}`];
}

/** A text as a pattern that finds just it. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** A label as it stands at a question: alone, or followed by the words for "not required". */
export function labelled(label: string, language: Language = "vi"): RegExp {
  return new RegExp(`^${escaped(label)}(\\s*${escaped(say("field.optional", {}, language))})?$`);
}
