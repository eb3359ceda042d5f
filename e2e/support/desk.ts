// What officers do: find a dossier in their queue, open it, and take an action with its inputs.
import { expect, type Locator, type Page } from "@playwright/test";
import type { Paper } from "./papers.ts";
import { say, like } from "./words.ts";

/** The part of a dossier's page that holds the actions of this officer. */
export const actions = (officer: Page): Locator => officer.getByRole("region", { name: say("staff.actions.title") });

/** Opens a dossier through the search: by its code, or by other words. */
export async function find(officer: Page, code: string, words = code): Promise<void> {
  await officer.goto("/staff/");
  await officer.getByLabel(say("staff.search.label")).fill(words);
  await officer.getByRole("button", { name: say("staff.search.go") }).click();
  await openRow(officer, code);
}

/** Opens a dossier that stands in a queue of this officer. */
export async function takeFromQueue(officer: Page, state: string, code: string): Promise<void> {
  await officer.goto("/staff/");
  const tab = officer.getByRole("navigation", { name: say("staff.work.queues") });
  await tab.getByRole("link", { name: say(`state.${state}`), exact: true }).first().click();
  await openRow(officer, code);
}

async function openRow(officer: Page, code: string): Promise<void> {
  const link = officer.getByRole("link", { name: code, exact: true });
  const more = officer.getByRole("button", { name: say("pager.more") });
  // Other stories fill the same queues, so the row may stand on a later page.
  for (let pages = 0; pages < 20; pages += 1) {
    await expect(link.or(more).or(officer.getByText(say("staff.work.empty"))).first()).toBeVisible();
    if ((await link.count()) > 0 || !(await more.isVisible())) break;
    await more.click();
  }
  await link.click();
  await expect(actions(officer)).toBeVisible();
}

/** Opens the inputs of an action. */
export async function open(officer: Page, action: string): Promise<Locator> {
  const card = actions(officer);
  await card.getByRole("button", { name: say(`staff.action.${action}`), exact: true }).click();
  await expect(card.getByRole("heading", { name: say(`staff.action.${action}`), exact: true })).toBeVisible();
  return card;
}

/** Sends the action whose inputs are open. */
export async function send(officer: Page, action: string): Promise<void> {
  await actions(officer).getByRole("button", { name: say(`staff.action.${action}`), exact: true }).click();
}

/** Takes an action, with its inputs filled by `fill`, and sees that it was done. */
export async function act(officer: Page, action: string, fill: (card: Locator) => Promise<void> = async () => {}): Promise<void> {
  const card = await open(officer, action);
  await fill(card);
  await send(officer, action);
  await expect(card.getByText(like("staff.actions.done", { action: say(`staff.action.${action}`) }))).toBeVisible();
}

/** The state that the page's head names. */
export async function expectState(officer: Page, state: string): Promise<void> {
  await expect(officer.locator("#dossier-state")).toHaveText(say(`state.${state}`));
}

/** Attaches a file to the question with this label, and sees it arrive. */
export async function attach(scope: Page | Locator, label: string, ...papers: Paper[]): Promise<void> {
  await scope.getByLabel(`${say("files.add")}: ${label}`).setInputFiles(papers);
  for (const { name } of papers) {
    await expect(scope.getByRole("button", { name: say("files.remove", { name }) }).first()).toBeVisible();
  }
}
