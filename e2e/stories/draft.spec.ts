// Story: a filing that is interrupted, sent twice, or given up.
import { birth } from "../support/answers.ts";
import { expectAccessible } from "../support/axe.ts";
import { expectStep, fileUpTo, fillStep, next, receiptCode, type Filing } from "../support/filing.ts";
import { fillIn, question } from "../support/form.ts";
import { pdf } from "../support/papers.ts";
import { expect, test } from "../support/test.ts";
import { say } from "../support/words.ts";

const FILING: Filing = { papers: { 1: [pdf("giay-chung-sinh.pdf", "Paper")] }, returnTo: { method: "online", centre: "06652" } };

test("a draft survives a reload and can be deleted", async ({ people }) => {
  // Given a filing in its third step, with a paper sent
  const page = await people.citizen("cd-lan");
  const answers = birth();
  const found = await fileUpTo(page, "1.001193", answers, FILING, "papers");
  await fillStep(page, "papers", found, answers, FILING);
  // When the page is loaded again
  await page.reload();
  // Then it stands at the same step with the paper, and says that it was restored
  await expectStep(page, "papers");
  await expect(page.getByText(say("filing.restored"))).toBeVisible();
  await expect(page.getByRole("button", { name: say("files.remove", { name: "giay-chung-sinh.pdf" }) })).toBeVisible();
  await page.getByRole("button", { name: say("filing.previous"), exact: true }).click();
  await expect(question(page, "Họ, chữ đệm, tên trẻ")).toHaveValue("Trần Gia An");
  // And it is listed among what is begun
  await page.goto("/me");
  await expect(page.getByRole("heading", { name: say("mine.drafts") })).toBeVisible();
  await page.getByRole("link", { name: "Đăng ký khai sinh", exact: true }).first().click();
  // When it is deleted, after a question, then nothing of it is left
  await page.getByRole("button", { name: say("draft.delete"), exact: true }).click();
  await expectAccessible(page, "the question before a draft is deleted");
  await page.getByRole("dialog").getByRole("button", { name: say("draft.delete_no"), exact: true }).click();
  await page.getByRole("button", { name: say("draft.delete"), exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: say("draft.delete_yes"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Đăng ký khai sinh" })).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("Trần Gia An");
  await page.getByRole("link", { name: say("procedure.start") }).click();
  await expectStep(page, "applicant");
  await expect(page.getByText(say("filing.restored"))).toHaveCount(0);
});

test("a draft that nobody touches for thirty days is gone from the device", async ({ people }) => {
  // Given a draft that is begun
  const page = await people.citizen("cd-lan");
  await fileUpTo(page, "1.001193", birth(), FILING, "papers");
  await expect(page.getByText(say("filing.kept"))).toBeVisible();
  const touched = (days: number) =>
    page.evaluate((days) => {
      for (const key of Object.keys(localStorage)) {
        const kept = JSON.parse(localStorage.getItem(key) ?? "null");
        if (kept?.touched_at === undefined) continue;
        kept.touched_at = Math.floor(Date.now() / 1000) - days * 86_400;
        localStorage.setItem(key, JSON.stringify(kept));
      }
    }, days);
  // When it was last changed 29 days ago, then it is still there
  await page.goto("/me");
  await touched(29);
  await page.reload();
  await expect(page.getByRole("heading", { name: say("mine.drafts") })).toBeVisible();
  // When it was 30 days ago, then nothing of it is left
  await touched(30);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: say("mine.title") })).toBeVisible();
  await expect(page.getByRole("heading", { name: say("mine.drafts") })).toHaveCount(0);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("Trần Gia An");
});

test("pressing send twice, and a lost answer, make one dossier", async ({ people }) => {
  const page = await people.citizen("cd-hung");
  const answers = { ...birth(), requester_full_name: "Trần Văn Hùng", requester_id_number: "022085004321", requester_dob: "1985-07-21", requester_relation: "father" };
  const mine = () => page.request.get("/api/public/me/dossiers").then((answer) => answer.json()).then((list) => list.dossiers.length);
  const before = await mine();
  const found = await fileUpTo(page, "1.001193", answers, FILING, "review");
  await fillIn(page, found, answers, "declaration");
  const send = page.getByRole("button", { name: say("filing.send"), exact: true });

  // Given a connection on which the host files but no answer comes back, however often the page tries by itself
  let broken = true;
  let attempts = 0;
  await page.route("**/api/public/dossiers", async (route) => {
    if (route.request().method() !== "POST" || !broken) return route.fallback();
    attempts += 1;
    await route.fetch();
    await route.abort("connectionreset");
  });
  await send.click();
  await expect(page.getByRole("alert").filter({ hasText: say("error.unreachable") })).toBeVisible();
  await expectAccessible(page, "a filing whose answer was lost");
  expect(attempts).toBeGreaterThan(1);
  broken = false;
  // When it is sent again with a double click
  await send.dblclick();
  // Then there is one receipt and one dossier more
  const code = await receiptCode(page);
  expect(await mine()).toBe(before + 1);
  // And the receipt is still there after a reload, and the draft is gone
  await page.reload();
  expect(await receiptCode(page)).toBe(code);
  await page.goto("/me");
  await expect(page.getByRole("heading", { name: say("mine.drafts") })).toHaveCount(0);
});

test("who is not signed in is sent to the sign-in and comes back to the filing", async ({ people }) => {
  const page = await people.visitor();
  await page.goto("/procedures/1.001193");
  await page.getByRole("link", { name: say("procedure.start") }).click();
  const signInLink = page.getByRole("main").getByRole("link", { name: say("sign.in") });
  await expect(signInLink).toBeVisible();
  await expectAccessible(page, "filing without a session");
  await signInLink.click();
  await expect(page).toHaveURL(/\/issuer\/authorize\?/);
  await expectAccessible(page, "sign-in");
  await page.getByRole("button", { name: /^Nguyễn Thị Lan/ }).click();
  await expectStep(page, "applicant");
  // What the sign-in knows is filled in
  await expect(question(page, "Họ, chữ đệm, tên người yêu cầu")).toHaveValue("Nguyễn Thị Lan");
  await expect(question(page, "Số định danh cá nhân người yêu cầu")).toHaveValue("022196001234");
});

test("typing goes on without a connection and nothing is lost", async ({ people }) => {
  const page = await people.citizen("cd-lan");
  const found = await fileUpTo(page, "1.001193", birth(), FILING, "applicant");
  await page.context().setOffline(true);
  await expect(page.getByText(say("frame.offline"))).toBeVisible();
  await expectAccessible(page, "the page without a connection");
  await fillIn(page, found, { requester_phone: "0911222333" }, "applicant");
  await page.context().setOffline(false);
  await expect(page.getByText(say("frame.offline"))).toBeHidden();
  await page.reload();
  await expect(question(page, "Số điện thoại")).toHaveValue("0911222333");
  await next(page);
});
