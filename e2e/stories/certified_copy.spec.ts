// Story: copies are certified while the citizen waits, by keyboard alone; the book of certified copies fills itself.
import { expectAccessible, expectNoSideScroll } from "../support/axe.ts";
import { expect, test, account } from "../support/test.ts";
import { like, say } from "../support/words.ts";
import type { Page } from "@playwright/test";

/** Types into the field that has the focus and goes on to the next. */
async function type(desk: Page, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    await desk.keyboard.type(text);
    await desk.keyboard.press("Enter");
  }
}

const focused = (desk: Page): Promise<string> => desk.evaluate(() => document.activeElement?.id ?? "");

test("a certified copy takes less than 90 seconds from the first key to the receipt, without a mouse", async ({ people }) => {
  const desk = await people.officer("cc-binhlieu");
  await desk.goto("/staff/copy");
  await expect(desk.getByRole("heading", { level: 1, name: say("staff.copy.title") })).toBeVisible();
  await expect.poll(() => focused(desk)).toBe("f-requester_full_name");
  await expectAccessible(desk, "certified copies");
  await expectNoSideScroll(desk, "certified copies");

  // Given two originals: a diploma of 3 pages twice, an identity card of 1 page five times
  const began = Date.now();
  await type(desk, "Tằng Thị Nga", "022190003456");
  expect(await focused(desk)).toBe("f-documents-0-document_type");
  await desk.keyboard.press("ArrowDown");
  await desk.keyboard.press("ArrowDown");
  await desk.keyboard.press("Enter");
  await type(desk, "Trường A", "12/A", "3");
  await desk.keyboard.type("2");
  await desk.keyboard.press("Alt+Enter");
  await expect.poll(() => focused(desk)).toMatch(/^f-documents-1/);
  await desk.keyboard.press("Tab");
  await desk.keyboard.press("ArrowDown");
  await desk.keyboard.press("Enter");
  await type(desk, "Bộ Công an", "", "1", "5");
  // Then the fee counts itself: 2 × (2,000 + 2,000 + 1,000) + 5 × 2,000
  await expect(desk.locator(".copy .total")).toContainText("20.000");
  // When the officer has compared and the citizen declares
  await desk.keyboard.press("Space");
  await desk.keyboard.press("Enter");
  await desk.keyboard.press("Space");
  await desk.keyboard.press("Enter");
  // The fee is taken in cash; Enter on the last field takes everything in
  await desk.keyboard.press("Enter");
  await type(desk, "CT-0099");
  const news = desk.getByText(like("staff.copy.done")).first();
  await expect(news).toBeVisible();
  const took = (Date.now() - began) / 1000;
  expect(took, "seconds from the first key to the receipt").toBeLessThan(90);
  const code = /H49\.[\d.]+-\d{6}-\d+/.exec(await news.innerText())![0];
  await expectAccessible(desk, "certified copies, receipt");

  // And the next one of the same person begins with a key: who it is and the next receipt stand there already
  await expect.poll(() => focused(desk)).toBe("copy-next");
  await desk.keyboard.press("Tab");
  await desk.keyboard.press("Enter");
  await expect(desk.locator("#f-requester_full_name")).toHaveValue("Tằng Thị Nga");

  // When pages and copies are wrong, each says so at its field, and nothing is sent
  await desk.locator("#f-documents-0-document_type").selectOption({ index: 1 });
  await desk.locator("#f-documents-0-issuer").fill("UBND xã Bình Liêu");
  await desk.locator("#f-documents-0-pages").fill("0");
  await desk.locator("#f-documents-0-copies").fill("10000");
  await desk.locator("#f-documents-0-copies").press("Control+Enter");
  await expect(desk.locator("#error-summary")).toBeFocused();
  await expect(desk.getByText("Giá trị phải từ 1 đến 1000.").first()).toBeVisible();
  await expect(desk.getByText("Giá trị phải từ 1 đến 100.").first()).toBeVisible();
  await expectAccessible(desk, "certified copies, wrong numbers");

  // A reload loses nothing
  await desk.reload();
  await expect(desk.locator("#f-documents-0-issuer")).toHaveValue("UBND xã Bình Liêu");
  await desk.locator("#f-documents-0-pages").fill("201");
  await desk.locator("#f-documents-0-copies").fill("1");
  // At most 200,000 a copy
  await expect(desk.locator(".copy .total")).toContainText("200.000");
  await expect(desk.getByLabel(say("staff.fee.receipt"))).toHaveValue("CT-0100");
  await desk.locator("#f-shown_original").check();
  await desk.locator("#f-declaration").check();
  // Two presses are one dossier
  await desk.locator("#f-declaration").press("Control+Enter");
  await desk.keyboard.press("Control+Enter");
  await expect(desk.getByText(like("staff.copy.done")).first()).toBeVisible();

  // Then the book has both lines, and is printed and saved like the register
  await desk.getByRole("link", { name: say("staff.register.certification") }).click();
  const rows = desk.getByRole("row").filter({ hasText: "Tằng Thị Nga" });
  await expect(async () => {
    await desk.reload();
    await expect(rows.filter({ hasText: code })).toHaveCount(1, { timeout: 2_000 });
  }).toPass();
  const line = rows.filter({ hasText: code });
  await expect(line).toContainText("số 12/A (Trường A): 3 trang × 2 bản; ");
  await expect(line).toContainText("20000");
  await expect(rows.filter({ hasText: "201 trang × 1 bản" })).toHaveCount(1);
  await expect(desk.getByText("SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH")).toBeVisible();
  await expectAccessible(desk, "the book of certified copies");

  // And form 01 is there for whoever asks for it
  await desk.goto(`/staff/dossiers/${code}/forms/01/2`);
  await expect(desk.getByRole("article")).toContainText(account("cc-binhlieu").name);
});

test("an officer of the province has no such desk", async ({ people }) => {
  const desk = await people.officer("tn-tinh");
  await desk.goto("/staff/copy");
  await expect(desk.getByText(say("staff.copy.no_desk"))).toBeVisible();
});
