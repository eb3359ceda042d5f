// Story: copies are certified while the citizen waits. The officer's hands stay on the keyboard.
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { act, find } from "../support/desk.ts";
import { group, question } from "../support/form.ts";
import { expect, test } from "../support/test.ts";
import { like, say } from "../support/words.ts";

const NUMBER = "022190007777";
const LIMIT_MS = 90_000;
/** From one key to the next: a typist of average skill (Card, Moran and Newell). */
const PAUSE_MS = 280;

/** Counts every key that goes to the page. */
class Keys {
  count = 0;

  /** `pause`: milliseconds from one key to the next. */
  constructor(
    private readonly page: Page,
    private readonly pause = 0,
  ) {}

  async type(text: string): Promise<void> {
    this.count += text.length;
    await this.page.keyboard.type(text, { delay: this.pause });
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.count += 1;
      await this.page.keyboard.press(key);
      await this.page.waitForTimeout(this.pause);
    }
  }

  /** A key that is hit twice. */
  async twice(key: string): Promise<void> {
    this.count += 2;
    await this.page.keyboard.press(key);
    await this.page.keyboard.press(key);
  }

  /** Tab until the control with this label has the focus. */
  async to(label: string): Promise<void> {
    const wanted = question(this.page, label).first();
    for (let tries = 0; tries < 12; tries += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await this.press("Tab");
    }
    throw new Error(`The keyboard does not come to ${label}`);
  }
}

async function openScreen(officer: Page, pause = 0): Promise<Keys> {
  await officer.goto("/staff/copy");
  await expect(officer.getByRole("heading", { level: 1, name: say("staff.copy.title") })).toBeVisible();
  await expect(question(officer, say("staff.copy.name"))).toBeFocused();
  return new Keys(officer, pause);
}

/** From the name to the payment, in the order of the screen. */
async function typeAll(keys: Keys, name: string, receipt: string): Promise<void> {
  await keys.type(name);
  await keys.press("Tab");
  await keys.type(NUMBER);
  await keys.to(say("staff.copy.document"));
  await keys.type("Bang tot nghiep dai hoc");
  await keys.press("Tab");
  await keys.type("4");
  await keys.press("Tab");
  await keys.press("ControlOrMeta+a");
  await keys.type("3");
  await keys.to(say("staff.copy.original"));
  await keys.press("Space");
  await keys.to(say("staff.fee.receipt"));
  await keys.type(receipt);
}

/** The receipt on the screen; what is read out says the same. */
const news = (officer: Page) => officer.locator(".alert").filter({ hasText: like("staff.copy.done") });

const codeIn = async (officer: Page): Promise<string> => {
  const text = await news(officer).innerText();
  return /H49\.[\d.]+-\d{6}-\d+/.exec(text)![0];
};

test("a copy goes from the first key to the signer in under 90 seconds, by keyboard only", async ({ people }) => {
  test.setTimeout(180_000);
  const officer = await people.officer("ct1-hatu");
  const posted: string[] = [];
  officer.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/api/staff/dossiers")) posted.push(request.url());
  });
  const keys = await openScreen(officer, PAUSE_MS);
  await expectAccessible(officer, "certified copies");
  const began = Date.now();
  await typeAll(keys, "Be Thi Ban Sao", "CT-0001");
  // Then the fee stands there as it was typed: 3 copies of 4 pages, 3 × (2,000 + 2,000 + 1,000 + 1,000)
  await expect(officer.getByText("18.000").first()).toBeVisible();
  // And two Enters at once make one dossier
  await keys.twice("Enter");
  await expect(news(officer)).toBeVisible();
  const took = Date.now() - began;
  console.log(`certified copy: ${keys.count} keys, ${(took / 1000).toFixed(1)} s from the first key to the receipt`);
  expect(took).toBeLessThan(LIMIT_MS);
  expect(keys.count).toBeLessThan(100);
  expect(posted).toHaveLength(1);
  await expect(officer.getByText(say("staff.copy.done_presented"))).toBeVisible();
  await expectAccessible(officer, "a copy that was taken in");
  const code = await codeIn(officer);

  // When the same person has another paper, neither name nor number is typed again
  await officer.getByRole("button", { name: say("staff.copy.same", { name: "Be Thi Ban Sao" }) }).press("Enter");
  await expect(question(officer, say("staff.copy.name"))).toHaveValue("Be Thi Ban Sao");
  await expect(question(officer, say("staff.copy.document"))).toBeFocused();
  await keys.type("Giay khai sinh");
  await keys.press("Tab");
  await keys.type("1");
  await keys.to(say("staff.copy.original"));
  await keys.press("Space");
  await keys.to(say("staff.fee.receipt"));
  await keys.type("CT-0002");
  await keys.press("Enter");
  await expect.poll(() => codeIn(officer)).not.toBe(code);
  expect(posted).toHaveLength(2);

  // When the chairman signs, the desk issues it with the next number of the register and hands it over
  const signer = await people.officer("ct-hatu");
  await find(signer, code);
  await act(signer, "approve_sign");
  await find(officer, code);
  await act(officer, "publish");
  await act(officer, "receive_result");
  await act(officer, "hand_over", (card) => question(card, say("staff.identity.number")).fill(NUMBER));

  // Then it stands in the register, with its number, papers, fee and signer
  await officer.goto("/staff/copy");
  await officer.getByRole("link", { name: say("staff.copy.register") }).click();
  const line = officer.getByRole("row").filter({ hasText: code });
  await expect(async () => {
    await officer.reload();
    await expect(line).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(line).toContainText(/\d+\/\d{4}/);
  await expect(line).toContainText("Bang tot nghiep dai hoc");
  await expect(line).toContainText("18.000");
  await expect(line).toContainText("Ngô Văn Sơn");
  await expectAccessible(officer, "the certification register");
});

test("a wrong number of pages or copies is explained at its field, and an exemption wants its reason", async ({ people }) => {
  const officer = await people.officer("ct1-hatu");
  const keys = await openScreen(officer);
  await typeAll(keys, "Be Thi Sai", "CT-0003");
  await question(officer, say("staff.copy.pages")).fill("0");
  await question(officer, say("staff.copy.copies")).fill("10000");
  await keys.press("Enter");
  const summary = officer.getByRole("alert").filter({ hasText: say("summary.title") });
  await expect(summary).toBeFocused();
  await expect(question(officer, say("staff.copy.pages"))).toHaveAccessibleDescription(/1 đến 1000/);
  await expect(question(officer, say("staff.copy.copies"))).toHaveAccessibleDescription(/1 đến 100/);
  await expectAccessible(officer, "certified copies with errors");
  await question(officer, say("staff.copy.pages")).fill("2");
  await question(officer, say("staff.copy.copies")).fill("1");
  await group(officer, say("staff.fee.method")).getByRole("radio", { name: say("staff.fee.waived"), exact: true }).check();
  await question(officer, say("staff.copy.pages")).press("Enter");
  await expect(question(officer, say("staff.fee.exemption"))).toHaveAttribute("aria-invalid", "true");
  await question(officer, say("staff.fee.exemption")).fill("Hộ nghèo");
  await keys.press("Enter");
  await expect(news(officer)).toBeVisible();
});

test("what is typed survives a reload, and the page that comes back files the same dossier once", async ({ people }) => {
  const officer = await people.officer("ct1-mongcai1");
  const keys = await openScreen(officer);
  await typeAll(keys, "Be Thi Tai Lai", "CT-0004");
  await officer.getByRole("button", { name: say("staff.copy.add") }).click();
  await question(officer, say("staff.copy.document")).nth(1).fill("Giấy khai sinh");
  await question(officer, say("staff.copy.pages")).nth(1).fill("1");
  await officer.reload();
  await expect(officer.getByText(say("staff.intake.restored"))).toBeVisible();
  await expect(question(officer, say("staff.copy.name"))).toHaveValue("Be Thi Tai Lai");
  await expect(question(officer, say("staff.copy.document")).first()).toHaveValue("Bang tot nghiep dai hoc");
  await expect(question(officer, say("staff.copy.document")).nth(1)).toHaveValue("Giấy khai sinh");
  await expect(question(officer, say("staff.fee.receipt"))).toHaveValue("CT-0004");
  await expect(officer.getByText("20.000").first()).toBeVisible();
  await question(officer, say("staff.fee.receipt")).press("Enter");
  await expect(news(officer)).toBeVisible();
  await expect(officer.getByRole("status").filter({ hasText: "Be Thi Tai Lai" })).toHaveCount(1);
  // Then nothing of it is left for the next one
  await officer.reload();
  await expect(question(officer, say("staff.copy.name"))).toHaveValue("");
  await expect(question(officer, say("staff.copy.document"))).toHaveCount(1);
});
