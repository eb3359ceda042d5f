// Fills in a form as a person does: finds each question by its label and answers it with what stands there. The
// questions come from the same procedure data as the page, so an answer here is written as the API has it.
import { expect, type Locator, type Page } from "@playwright/test";
import { typed } from "./days.ts";
import { labelled, say } from "./words.ts";

interface Text {
  vi: string;
  en: string;
}

type Kind = string | Record<string, any>;

export interface Field {
  name: string;
  label: Text;
  kind: Kind;
  /** None: the matter itself. */
  part?: "applicant" | "papers" | "return" | "declaration";
  role?: string;
  rules?: { message: Text }[];
}

export interface Procedure {
  code: string;
  valid_from: string;
  name: Text;
  fields: Field[];
  papers: { id: number; name_vi: string; is_form?: boolean }[];
}

export type Answers = Record<string, unknown>;
type Scope = Page | Locator;

/** The procedure as the browser gets it. */
export async function procedure(page: Page, code: string): Promise<Procedure> {
  return get(page, `/api/public/procedures/${code}`);
}

/** A field of a procedure. */
export function field(procedure: Procedure, name: string): Field {
  const found = procedure.fields.find((field) => field.name === name);
  if (!found) throw new Error(`${procedure.code} has no field ${name}`);
  return found;
}

/** The control of a plain question. */
export function question(scope: Scope, label: string): Locator {
  return scope.getByLabel(labelled(label)).filter({ visible: true });
}

/** The group of a question with several controls. */
export function group(scope: Scope, label: string): Locator {
  return scope.getByRole("group", { name: labelled(label) }).filter({ visible: true });
}

/** Answers all questions of a part, in the form's order. What the answers do not name stays as it is. */
export async function fillIn(page: Page, procedure: Procedure, answers: Answers, part: Field["part"] | "matter"): Promise<void> {
  for (const field of procedure.fields) {
    const here = (field.part ?? "matter") === part && field.role !== "return";
    if (here && answers[field.name] !== undefined) await answer(page, page, field, answers[field.name]);
  }
}

/** Answers one question. */
export async function answer(page: Page, scope: Scope, field: Field, value: unknown): Promise<void> {
  const label = field.label.vi;
  const [kind, details] = typeof field.kind === "string" ? [field.kind, {}] : Object.entries(field.kind)[0];
  switch (kind) {
    case "boolean":
      return answerYesNo(scope, label, value === true);
    case "select":
      return details.choices.options
        ? choose(scope, label, details.choices.options.find((option: { value: string }) => option.value === value).label.vi)
        : pick(question(scope, label), await listLabel(page, details.choices.list, String(value)));
    case "vsic_code":
      return pick(question(scope, label), await listLabel(page, "vsic", String(value)));
    case "unit":
      return pick(question(details.scope === "any" ? group(scope, label) : scope, details.scope === "any" ? say("place.unit") : label), await unitName(page, String(value)));
    case "address": {
      const address = value as { unit_code: string; detail: string };
      const place = group(scope, label);
      await pick(question(place, say("place.unit")), await unitName(page, address.unit_code));
      return question(place, say("place.detail")).fill(address.detail);
    }
    case "list":
      return answerList(page, group(scope, label), details.columns, value as Answers[]);
    case "date":
    case "partial_date":
      return question(scope, label).fill(typed(String(value)));
    default:
      return question(scope, label).fill(String(value));
  }
}

/** A question with yes and no, or one box to tick. */
async function answerYesNo(scope: Scope, label: string, yes: boolean): Promise<void> {
  const [box, choice] = [scope.getByRole("checkbox", { name: labelled(label) }), group(scope, label)];
  await expect(box.or(choice).first()).toBeVisible();
  if (await box.count()) return box.setChecked(yes);
  return choice.getByRole("radio", { name: say(yes ? "form.yes" : "form.no"), exact: true }).check();
}

/** One of some: radio buttons or a list that drops down. */
export async function choose(scope: Scope, label: string, option: string): Promise<void> {
  const [dropdown, choice] = [question(scope, label), group(scope, label)];
  await expect(dropdown.or(choice).first()).toBeVisible();
  if (await choice.count()) return choice.getByRole("radio", { name: option, exact: true }).check();
  await dropdown.selectOption({ label: option });
}

/** An entry of a searchable list, found by typing its name. */
export async function pick(box: Locator, name: string): Promise<void> {
  await box.fill(name);
  await box.page().getByRole("option", { name, exact: true }).filter({ visible: true }).click();
  await expect(box).toHaveValue(name);
}

async function answerList(page: Page, list: Locator, columns: Field[], rows: Answers[]): Promise<void> {
  for (const [at, row] of rows.entries()) {
    const fields = list.getByRole("group", { name: say("form.row", { number: String(at + 1) }) });
    if (!(await fields.count())) await list.getByRole("button", { name: say("form.add_row") }).click();
    for (const column of columns) {
      if (row[column.name] !== undefined) await answer(page, fields, column, row[column.name]);
    }
  }
}

/** The full name of a unit, as forms offer it. */
export async function unitName(page: Page, code: string): Promise<string> {
  const { units } = await get<{ units: { code: string; name: string; kind: string }[] }>(page, "/api/public/units");
  const unit = units.find((unit) => unit.code === code);
  if (!unit) throw new Error(`No unit ${code}`);
  const kinds: Record<string, string> = { ward: "Phường", commune: "Xã", special_zone: "Đặc khu" };
  return `${kinds[unit.kind]} ${unit.name}`;
}

async function listLabel(page: Page, list: string, value: string): Promise<string> {
  const { values } = await get<{ values: { value: string; label: Text }[] }>(page, `/api/public/lists/${list}`);
  const entry = values.find((entry) => entry.value === value);
  if (!entry) throw new Error(`No ${value} in ${list}`);
  return entry.label.vi;
}

const fetched = new Map<string, unknown>();

/** Reference data, fetched once. */
async function get<T>(page: Page, path: string): Promise<T> {
  if (!fetched.has(path)) {
    const response = await page.request.get(path);
    expect(response.ok(), path).toBe(true);
    fetched.set(path, await response.json());
  }
  return fetched.get(path) as T;
}
