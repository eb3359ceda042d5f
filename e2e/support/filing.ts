// A filing online, step by step, as a citizen with a phone goes through it.
import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { attach } from "./desk.ts";
import { fillIn, pick, procedure, question, group, unitName, type Answers, type Field, type Procedure } from "./form.ts";
import type { Paper } from "./papers.ts";
import { escaped, say } from "./words.ts";

export interface Filing {
  /** Files by the paper's number in the procedure's list. */
  papers: Record<number, Paper[]>;
  returnTo: { method: "counter" | "online" | "post"; centre: string };
  /** Whether each step is audited for accessibility. */
  audited?: boolean;
}

/** The steps in their order, with the part of the form that each asks. */
export const STEPS = ["applicant", "matter", "papers", "return", "review"] as const;
export type Step = (typeof STEPS)[number];

/** Opens a procedure's page and starts to file. */
export async function begin(page: Page, code: string): Promise<Procedure> {
  const found = await procedure(page, code);
  await page.goto(`/procedures/${code}`);
  await page.getByRole("link", { name: say("procedure.start") }).click();
  await expectStep(page, "applicant");
  return found;
}

/** The heading says which step it is. */
export async function expectStep(page: Page, step: Step): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: say(`filing.${step}`), exact: true })).toBeVisible();
}

export async function next(page: Page): Promise<void> {
  await page.getByRole("button", { name: say("filing.next"), exact: true }).click();
}

/** Answers a step's questions. */
export async function fillStep(page: Page, step: Step, found: Procedure, answers: Answers, filing: Filing): Promise<void> {
  const part = { applicant: "applicant", matter: "matter", papers: "papers", return: "return", review: "declaration" }[step];
  await fillIn(page, found, answers, part as Field["part"]);
  if (step === "papers") {
    for (const [id, papers] of Object.entries(filing.papers)) {
      const { name_vi } = found.papers.find((paper) => paper.id === Number(id))!;
      await attach(page, name_vi, ...papers);
    }
  }
  if (step === "return") {
    await group(page, say("return.method")).getByRole("radio", { name: say(`return.${filing.returnTo.method}`), exact: true }).check();
    const label = filing.returnTo.method === "counter" ? "return.centre" : "return.fallback";
    await pick(question(page, say(label)), await unitName(page, filing.returnTo.centre));
  }
}

/** Goes from the procedure's page up to a step, which is left unanswered. */
export async function fileUpTo(page: Page, code: string, answers: Answers, filing: Filing, last: Step): Promise<Procedure> {
  const found = await begin(page, code);
  for (const step of STEPS) {
    await expectStep(page, step);
    if (step === last) break;
    await fillStep(page, step, found, answers, filing);
    if (filing.audited) await expectAccessible(page, `filing, step ${step}`);
    await next(page);
  }
  return found;
}

/** Files and gives the code of the receipt. */
export async function fileOnline(page: Page, code: string, answers: Answers, filing: Filing): Promise<string> {
  const found = await fileUpTo(page, code, answers, filing, "review");
  await fillStep(page, "review", found, answers, filing);
  if (filing.audited) await expectAccessible(page, "filing, review");
  await page.getByRole("button", { name: say("filing.send"), exact: true }).click();
  const dossier = await receiptCode(page);
  if (filing.audited) await expectAccessible(page, "receipt");
  return dossier;
}

/** The code on the receipt that is shown. */
export async function receiptCode(page: Page): Promise<string> {
  await expect(page.getByRole("heading", { level: 1, name: say("receipt.title") })).toBeVisible();
  return (await page.getByRole("article").getByText(/^H49\.\S+$/).first().innerText()).trim();
}

/** A question's message: what is wrong with it. */
export async function expectWrong(page: Page, label: string, message: string): Promise<void> {
  await expect(question(page, label)).toHaveAccessibleDescription(new RegExp(escaped(message)));
  await expect(question(page, label)).toHaveAttribute("aria-invalid", "true");
}
