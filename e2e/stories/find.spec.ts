// Story: somebody looks for a procedure, with or without tone marks, and learns what it takes.
import { expectAccessible } from "../support/axe.ts";
import { expect, test, DESK } from "../support/test.ts";
import { say, like } from "../support/words.ts";

const SEARCHES = [
  ["khai sinh", "Đăng ký khai sinh"],
  ["dang ky", "Đăng ký khai sinh"],
  ["khaisinh", "Đăng ký khai sinh"],
  ["Đăng Ký Khai Sinh", "Đăng ký khai sinh"],
  ["ho kinh doanh", "Đăng ký thành lập hộ kinh doanh"],
  ["birth", "Đăng ký khai sinh"],
];

test("a search finds procedures with and without tone marks", async ({ people }) => {
  // Given the start page on a phone
  const page = await people.visitor();
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("home.title"));
  await expectAccessible(page, "start page");
  const box = page.getByRole("searchbox", { name: say("home.search") });
  for (const [words, name] of SEARCHES) {
    // When the words are typed as people type them
    await box.fill(words);
    // Then the procedure is in the list, and the list says how many there are
    await expect(page.getByRole("link", { name, exact: true }), words).toBeVisible();
    await expect(page.getByRole("heading", { name: like("home.found") })).toBeVisible();
  }
  await expectAccessible(page, "search results");

  // When nothing fits, then the page says so and what else to try
  await box.fill("xyzzy");
  await expect(page.getByRole("heading", { name: say("home.none") })).toBeVisible();
  await expect(page.getByText(say("home.none_hint"))).toBeVisible();
  await expectAccessible(page, "an empty search");
});

test("sector and level narrow the list, and the address keeps the search", async ({ people }) => {
  const page = await people.visitor(DESK);
  await page.goto("/");
  // When the sector of civil status is chosen
  await page.getByRole("link", { name: "Hộ tịch", exact: true }).click();
  // Then only its procedures are listed
  const results = page.getByRole("main").getByRole("listitem");
  await expect(results.first()).toContainText("Hộ tịch");
  for (const text of await results.allTextContents()) expect(text).toContain("Hộ tịch");
  // And the provincial level without a sector has other ones, after a reload too
  await page.getByRole("link", { name: say("home.all_sectors") }).click();
  await page.getByRole("link", { name: say("level.province"), exact: true }).click();
  await page.reload();
  await expect(results.first()).toContainText(say("level.province"));
  for (const text of await results.allTextContents()) expect(text).not.toContain(say("level.commune"));
});

test("a procedure's page says what it takes, and when it would be done", async ({ people }) => {
  const page = await people.visitor();
  await page.goto("/");
  await page.getByRole("searchbox").fill("khai sinh");
  await page.getByRole("link", { name: "Đăng ký khai sinh", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Đăng ký khai sinh" })).toBeVisible();
  // Then each paper stands with its condition
  const certificate = page.getByRole("listitem").filter({ hasText: "Giấy chứng sinh" });
  await expect(certificate).toBeVisible();
  const mandate = page.getByRole("listitem").filter({ hasText: "Văn bản ủy quyền" });
  await expect(mandate).toContainText("Khi: “Quan hệ với chủ hồ sơ” là “Người được ủy quyền”");
  // And the fee by case, the one who decides, the time and the exact date
  await expect(page.getByText(say("fee.free")).first()).toBeVisible();
  await expect(page.getByText("8.000")).toBeVisible();
  await expect(page.getByText("Chủ tịch (hoặc Phó Chủ tịch) UBND cấp xã")).toBeVisible();
  await expect(page.getByText(say("time.same_day")).first()).toBeVisible();
  await expect(page.getByText(/\d{2}\/\d{2}\/20\d{2}/).first()).toBeVisible();
  // And how that date is counted
  await page.getByText(say("due.how")).first().click();
  await expect(page.getByText(like("due.received"))).toBeVisible();
  await expectAccessible(page, "procedure page");
});

test("a procedure that is not filed online says why", async ({ people }) => {
  const page = await people.visitor();
  await page.goto("/procedures/2.000815");
  await expect(page.getByText(say("procedure.not_online"))).toBeVisible();
  await expect(page.getByText(say("procedure.at_counter"))).toBeVisible();
  await expect(page.getByRole("link", { name: say("procedure.start") })).toHaveCount(0);
  await expectAccessible(page, "a procedure that is not online");
});

test("an address that leads nowhere says so and shows the way back", async ({ people }) => {
  const page = await people.visitor();
  await page.goto("/procedures/9.999999");
  await expect(page.getByRole("alert")).toBeVisible();
  await expectAccessible(page, "an unknown procedure");
  await page.goto("/nowhere");
  await expect(page.getByRole("heading", { level: 1, name: say("not_found.title") })).toBeVisible();
  await expectAccessible(page, "page not found");
});
