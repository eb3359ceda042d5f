// A filing at a counter: who stands there, the form, the papers, the fee; accepted at once.
import { expect, type Page } from "@playwright/test";
import { fillIn, pick, procedure, question, group, unitName, type Answers } from "./form.ts";
import { pdf } from "./papers.ts";
import { like, say } from "./words.ts";

export interface Walkin {
  /** Number of the identity card that was shown. */
  identity: string;
  /** Papers that were handed over on paper, by their number in the procedure's list. */
  onPaper: number[];
  /** The fee that is taken in cash, where one is due: its receipt, and the amount where the sources contradict each other. */
  fee?: { amount?: string; receipt: string };
}

/** Opens the counter, notes the person and chooses the procedure by a part of its name. */
export async function receivePerson(officer: Page, code: string, words: string, identity: string): Promise<void> {
  await officer.getByRole("link", { name: say("staff.nav.intake"), exact: true }).click();
  await expect(officer.getByRole("heading", { level: 1, name: say("staff.intake.title") })).toBeVisible();
  await question(officer, say("staff.identity.number")).fill(identity);
  await chooseProcedure(officer, code, words);
}

/** Chooses a procedure as one types it at a desk: without tone marks. */
export async function chooseProcedure(officer: Page, code: string, words: string): Promise<void> {
  const { name } = await procedure(officer, code);
  const box = officer.getByRole("combobox", { name: say("staff.field.procedure") });
  const option = officer.getByRole("option", { name: new RegExp(name.vi) }).filter({ visible: true }).first();
  await box.fill(words);
  await option.click();
  await expect(officer.getByRole("heading", { name: say("staff.paper.heading") })).toBeVisible();
}

/** Fills in the whole page below the choice of the procedure. */
export async function fillCounter(officer: Page, code: string, answers: Answers, walkin: Walkin): Promise<void> {
  const found = await procedure(officer, code);
  for (const part of ["applicant", "matter", "papers", "declaration"] as const) await fillIn(officer, found, answers, part);
  for (const id of walkin.onPaper) {
    // Each paper has a row of its own, which its files' label names.
    const { name_vi } = found.papers.find((paper) => paper.id === id)!;
    const row = officer.locator(".paper-row").filter({ hasText: name_vi });
    await row.getByRole("checkbox", { name: say("staff.papers.brought_on_paper") }).check();
    // What is kept on paper is scanned (R07).
    const scan = pdf(`ban-quet-${id}.pdf`, "Scan");
    await row.locator('input[type="file"]').setInputFiles([scan]);
    await expect(row.getByRole("button", { name: say("files.remove", { name: scan.name }) })).toBeVisible();
  }
  await question(officer, say("staff.field.sheets")).fill(String(walkin.onPaper.length));
  if (walkin.fee) {
    if (walkin.fee.amount) await question(officer, say("staff.fee.amount")).fill(walkin.fee.amount);
    await group(officer, say("staff.fee.method")).getByRole("radio", { name: say("staff.fee.cash"), exact: true }).check();
    await question(officer, say("staff.fee.receipt")).fill(walkin.fee.receipt);
  }
}

/** Where the result is returned. */
export async function returnTo(officer: Page, centre: string): Promise<void> {
  await pick(question(officer, say("staff.return.centre")), await unitName(officer, centre));
}

/** Takes the dossier in and gives its code. */
export async function acceptNow(officer: Page): Promise<string> {
  await officer.getByRole("button", { name: say("staff.intake.accept"), exact: true }).click();
  await expect(officer.getByRole("heading", { level: 1, name: say("staff.filed.title") })).toBeVisible();
  const news = await officer.getByText(like("staff.filed.accepted")).first().innerText();
  return /H49\.[\d.]+-\d{6}-\d+/.exec(news)![0];
}
