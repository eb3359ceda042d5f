// Story: everybody can use it: in either language, with the keyboard alone, on a very narrow phone.
import { birth } from "../support/answers.ts";
import { expectAccessible, expectNoSideScroll } from "../support/axe.ts";
import { STEPS, begin, expectStep, fillStep, next, type Filing } from "../support/filing.ts";
import { question } from "../support/form.ts";
import { birthAccepted, birthFiled, birthPublished } from "../support/given.ts";
import { pdf } from "../support/papers.ts";
import { DESK, expect, signIn, test } from "../support/test.ts";
import { like, say, type Language } from "../support/words.ts";
import type { Page } from "@playwright/test";

const NARROW = { width: 320, height: 568 };
const FILING: Filing = { papers: { 1: [pdf("giay-chung-sinh.pdf", "Paper")] }, returnTo: { method: "online", centre: "06652" } };

/** Presses a key until the thing has the focus. */
async function walkTo(page: Page, reached: () => Promise<boolean>, key = "Tab"): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await reached()) return;
    await page.keyboard.press(key);
  }
  throw new Error("The keyboard does not reach it");
}

const focused = (page: Page, name: string) => async () =>
  page.evaluate((name) => {
    const element = document.activeElement;
    const asked = element instanceof HTMLInputElement || element instanceof HTMLSelectElement;
    const label = asked ? element.labels?.[0]?.textContent : element?.textContent;
    return (label ?? "").trim().startsWith(name) || element?.getAttribute("aria-label") === name;
  }, name);

async function speak(page: Page, language: Language): Promise<void> {
  const name = language === "en" ? "English" : "Tiếng Việt";
  await page.getByRole("button", { name }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", language);
}

test("both portals speak Vietnamese and English and remember the choice", async ({ people }) => {
  const page = await people.visitor(DESK);
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("home.title"));
  await speak(page, "en");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("home.title", {}, "en"));
  await expect(page.getByRole("link", { name: "Birth registration", exact: true })).toBeVisible();
  await expectAccessible(page, "start page in English");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("home.title", {}, "en"));
  await page.getByRole("link", { name: "Birth registration", exact: true }).click();
  await expect(page.getByText(say("procedure.papers", {}, "en"))).toBeVisible();
  await speak(page, "vi");
  await expect(page.getByRole("heading", { level: 2, name: say("procedure.papers") })).toBeVisible();

  const { code } = await birthFiled();
  await signIn(page, "tn-hatu", "/staff/");
  await speak(page, "en");
  await expect(page.getByRole("heading", { level: 1, name: say("staff.work.title", {}, "en") })).toBeVisible();
  await page.goto(`/staff/dossiers/${code}`);
  await expect(page.getByRole("button", { name: say("staff.action.accept", {}, "en"), exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Birth registration" })).toBeVisible();
  await expectAccessible(page, "dossier page in English");
});

test("a filing step is answered with the keyboard alone", async ({ people }) => {
  const page = await people.visitor(DESK);
  await signIn(page, "cd-lan", "/procedures/1.001193");
  // Given the procedure's page; the first Tab offers the way past the header
  await expect(page.getByRole("link", { name: say("procedure.start") })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: say("frame.skip") })).toBeFocused();
  await page.keyboard.press("Enter");
  await walkTo(page, focused(page, say("procedure.start")));
  await page.keyboard.press("Enter");
  await expectStep(page, "applicant");
  // When every question of the step is answered by keys
  await walkTo(page, focused(page, "Công dân Việt Nam"));
  await page.keyboard.press("Space");
  await walkTo(page, focused(page, "Họ, chữ đệm, tên người yêu cầu"));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Nguyễn Thị Lan");
  await walkTo(page, focused(page, say("place.unit")));
  await page.keyboard.type("ha tu");
  await expect(page.getByRole("option", { name: "Phường Hà Tu" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(question(page, say("place.unit"))).toHaveValue("Phường Hà Tu");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Số 12, tổ 3");
  await walkTo(page, focused(page, "Quan hệ với chủ hồ sơ"));
  await page.keyboard.type("M");
  await walkTo(page, focused(page, say("filing.next")));
  await page.keyboard.press("Enter");
  // Then the next step begins, and the focus is at its heading
  await expectStep(page, "matter");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("the queue is worked with the keyboard alone", async ({ people }) => {
  await birthFiled();
  await birthFiled();
  const officer = await people.officer("tn-hatu");
  // Each row leads to its dossier by its code, and by its due date to how that was counted.
  const rows = officer.getByRole("row").getByRole("link", { name: /^H49/ });
  await expect(rows.nth(1)).toBeVisible();
  // When j and k go down and up the rows
  await officer.keyboard.press("j");
  await expect(rows.nth(0)).toBeFocused();
  await officer.keyboard.press("j");
  await expect(rows.nth(1)).toBeFocused();
  await officer.keyboard.press("k");
  await expect(rows.nth(0)).toBeFocused();
  const code = await rows.nth(0).innerText();
  // Then Enter opens the dossier, and an action is reached and closed by keys
  await officer.keyboard.press("Enter");
  await expect(officer.getByText(code).first()).toBeVisible();
  await walkTo(officer, focused(officer, say("staff.action.refuse")));
  await officer.keyboard.press("Enter");
  await expect(officer.getByRole("heading", { name: say("staff.action.refuse"), exact: true })).toBeFocused();
  await walkTo(officer, focused(officer, say("staff.actions.close")));
  await officer.keyboard.press("Enter");
  await expect(officer.getByRole("button", { name: say("staff.action.accept"), exact: true })).toBeVisible();
});

test("a due date in a list leads to how it was counted, for officer and citizen", async ({ people }) => {
  const { code } = await birthAccepted();
  // When an officer presses the due date of a dossier in a list
  const officer = await people.officer("tn-hatu");
  await officer.getByLabel(say("staff.search.label")).fill(code);
  await officer.getByRole("button", { name: say("staff.search.go") }).click();
  await officer.getByRole("row").filter({ hasText: code }).getByRole("link", { name: like("due.how") }).click();
  // Then the dossier opens at the steps of the counting
  await expect(officer.locator("summary").filter({ hasText: say("due.how") })).toBeFocused();
  await expect(officer.getByText(like("due.received")).first()).toBeVisible();
  await expectAccessible(officer, "a dossier opened at its due date");
  // And so it is among Lan's own
  const lan = await people.citizen("cd-lan");
  await lan.goto("/me");
  await lan.getByRole("row").filter({ hasText: code }).getByRole("link").last().click();
  await expect(lan.locator("summary").filter({ hasText: say("due.how") })).toBeFocused();
  await expect(lan.getByText(like("due.received")).first()).toBeVisible();
});

test("nothing sticks out of a window 320 points wide: public portal", async ({ people }) => {
  test.setTimeout(120_000);
  const { track_path } = await birthPublished("online");
  const page = await people.visitor(NARROW);
  for (const path of ["/", "/?q=dang%20ky", "/procedures/1.001193", "/procedures/2.000815", "/track", track_path, "/nowhere"]) {
    await page.goto("about:blank");
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForLoadState("networkidle");
    await expectNoSideScroll(page, path);
  }
  await signIn(page, "cd-lan", "/me");
  await expect(page.getByRole("heading", { level: 1, name: say("mine.title") })).toBeVisible();
  await expectNoSideScroll(page, "/me");
  await page.getByRole("main").getByRole("link", { name: /^H49/ }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: say("mine.one") })).toBeVisible();
  await expectNoSideScroll(page, "own dossier");
  const answers = birth();
  const found = await begin(page, "1.001193");
  for (const step of STEPS) {
    await expectStep(page, step);
    await fillStep(page, step, found, answers, FILING);
    await expectNoSideScroll(page, `filing, ${step}`);
    if (step !== "review") await next(page);
  }
  await page.getByRole("button", { name: say("filing.send"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: say("receipt.title") })).toBeVisible();
  await expectNoSideScroll(page, "receipt");
});

test("nothing sticks out of a window 320 points wide: staff portal", async ({ people }) => {
  const { code } = await birthFiled();
  const page = await people.visitor(NARROW);
  await page.goto("/staff/");
  await expect(page.getByRole("heading", { level: 1, name: say("staff.signed_out.title") })).toBeVisible();
  await expectNoSideScroll(page, "staff portal, signed out");
  await expectAccessible(page, "staff portal, signed out");
  await signIn(page, "tn-hatu", "/staff/");
  await expect(page.getByRole("link", { name: /^H49/ }).first()).toBeVisible();
  await expectNoSideScroll(page, "queue");
  await expectAccessible(page, "queue on a phone");
  await page.goto(`/staff/dossiers/${code}`);
  await page.getByRole("button", { name: say("staff.action.accept"), exact: true }).click();
  await expectNoSideScroll(page, "dossier page, accepting");
  await expectAccessible(page, "dossier page on a phone");
  await page.goto("/staff/intake");
  const box = page.getByRole("combobox", { name: say("staff.field.procedure") });
  await box.fill("khai sinh");
  await page.getByRole("option", { name: /Đăng ký khai sinh \(/ }).first().click();
  await expect(page.getByRole("heading", { name: say("staff.paper.heading") })).toBeVisible();
  await expectNoSideScroll(page, "counter intake");
});
