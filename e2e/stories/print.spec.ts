// Story: what is handed over on paper or as a file: the receipt (A5), the legal forms, and the register of the centre.
import { birth } from "../support/answers.ts";
import { expectAccessible } from "../support/axe.ts";
import { day, typed } from "../support/days.ts";
import { fileOnline } from "../support/filing.ts";
import { birthAccepted, birthFiled, birthInProcess, done } from "../support/given.ts";
import { pdf } from "../support/papers.ts";
import { expect, test } from "../support/test.ts";
import { like, say } from "../support/words.ts";
import type { Locator, Page } from "@playwright/test";
import { readFile } from "node:fs/promises";

/** Prints the page and gives the size of its first sheet in millimetres, and how many sheets there are. */
async function printed(page: Page): Promise<{ width: number; height: number; sheets: number }> {
  const bytes = await page.pdf({ preferCSSPageSize: true });
  const text = bytes.toString("latin1");
  const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/.exec(text) ?? [];
  const sheets = text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  const millimetres = (points?: string) => Math.round((Number(points) * 25.4) / 72);
  return { width: millimetres(width), height: millimetres(height), sheets };
}

/** What a reader of the printed sheet sees. */
async function onPaper(page: Page): Promise<string> {
  await page.emulateMedia({ media: "print" });
  const text = await page.locator("body").innerText();
  await page.emulateMedia({ media: null });
  return text;
}

test("the citizen's receipt prints on one sheet of A5 with code, secret and QR code", async ({ people }) => {
  const page = await people.citizen("cd-lan");
  const code = await fileOnline(page, "1.001193", birth(), { papers: { 1: [pdf("a.pdf", "A")] }, returnTo: { method: "online", centre: "06652" } });
  const text = await onPaper(page);
  expect(text).toContain(code);
  expect(text).toContain("Nguyễn Thị Lan");
  expect(text).not.toContain(say("receipt.print"));
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("img", { name: say("receipt.qr") })).toBeVisible();
  await page.emulateMedia({ media: null });
  expect(await printed(page)).toEqual({ width: 148, height: 210, sheets: 1 });
});

test("form 01 prints with number, code, papers and appointment", async ({ people }) => {
  const { code } = await birthAccepted();
  const officer = await people.officer("tn-hatu");
  await officer.goto(`/staff/dossiers/${code}`);
  await officer.getByRole("link", { name: like("staff.slip.link", { form: "01" }) }).first().click();
  await expect(officer.getByRole("heading", { name: "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" })).toBeVisible();
  await expectAccessible(officer, "form 01");
  const text = await onPaper(officer);
  for (const words of ["Mẫu số 01", code, "Nguyễn Thị Lan", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Giấy chứng sinh", "Phạm Thị Mai"]) {
    expect(text).toContain(words);
  }
  expect(text).toMatch(/hẹn trả kết quả: \d{2} giờ \d{2} phút, ngày \d{2}\/\d{2}\/\d{4}/i);
  expect(text).not.toContain(say("staff.sign_out"));
  expect((await printed(officer)).sheets).toBe(1);
});

/** Follows a link to a file and gives its name and bytes. */
async function saved(page: Page, link: Locator): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test("form 01 prints on A5 as well, and is a file with its fonts in it", async ({ people }) => {
  const { code } = await birthAccepted();
  const officer = await people.officer("tn-hatu");
  await officer.goto(`/staff/dossiers/${code}/forms/01/2`);
  await officer.getByRole("radio", { name: "A5" }).check();
  expect(await printed(officer)).toEqual({ width: 148, height: 210, sheets: 1 });
  const { name, bytes } = await saved(officer, officer.getByRole("link", { name: say("staff.slip.pdf") }));
  expect(name).toBe(`mau-01-${code}.pdf`);
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
});

test("the mother saves the form that was issued to her", async ({ people }) => {
  const { code } = await birthAccepted();
  const page = await people.citizen("cd-lan");
  await page.goto(`/me/${code}`);
  const { name, bytes } = await saved(page, page.getByRole("link", { name: like("mine.form", { form: "01" }) }));
  expect(name).toBe(`mau-01-${code}.pdf`);
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
});

test("form 06 shows each hand-over and lies on its side", async ({ people }) => {
  const { code } = await birthInProcess();
  const officer = await people.officer("tl-vp-hatu");
  await officer.goto(`/staff/dossiers/${code}`);
  await officer.getByRole("link", { name: say("staff.slip.control") }).click();
  await expect(officer.getByRole("heading", { name: "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ" })).toBeVisible();
  await expectAccessible(officer, "form 06");
  const text = await onPaper(officer);
  for (const words of [code, "Phạm Thị Mai", "Hoàng Văn Bình", "Chuyển hồ sơ"]) expect(text).toContain(words);
  expect(await printed(officer)).toEqual({ width: 297, height: 210, sheets: 1 });
});

test("the register lists what the centre received, on the screen and as files", async ({ people }) => {
  const { code } = await birthAccepted();
  const officer = await people.officer("tn-hatu");
  await officer.goto("/staff/");
  await officer.getByRole("link", { name: say("staff.nav.register") }).click();
  await expectAccessible(officer, "choice of a register");
  await officer.getByLabel(say("staff.register.from")).fill(typed(day(0)));
  await officer.getByRole("button", { name: say("staff.register.show") }).click();
  await expect(officer.getByRole("article")).toContainText("SỔ THEO DÕI HỒ SƠ");
  await expect(async () => {
    // The worker enters it a moment after the acceptance.
    await officer.reload();
    await expect(officer.getByRole("cell", { name: code })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expectAccessible(officer, "register");
  expect((await printed(officer)).width).toBe(297);
  const file = await saved(officer, officer.getByRole("link", { name: say("staff.register.csv") }));
  expect(file.name).toMatch(/^mau-07-TT-06652-.*\.csv$/);
  const text = file.bytes.toString("utf8");
  expect(text.startsWith("\uFEFFSTT,")).toBe(true);
  expect(text).toContain(code);
  const sheet = await saved(officer, officer.getByRole("link", { name: say("staff.slip.pdf") }));
  expect(sheet.bytes.subarray(0, 5).toString()).toBe("%PDF-");
});

test("form 02 prints the whole list of what is missing", async ({ people }) => {
  const { code } = await birthFiled();
  await done("tn-hatu", code, "request_supplement", {
    items: [
      { target: { kind: "paper", id: 1 }, missing: "Ảnh mờ, không đọc được", legal_basis: "Điều 16 Luật Hộ tịch" },
      { target: { kind: "field", name: "child_full_name" }, missing: "Tên con thiếu chữ đệm", legal_basis: "Điều 6 Thông tư 04/2020" },
    ],
    reason: "Hồ sơ chưa đủ",
    due_on: day(10),
  });
  const officer = await people.officer("tn-hatu");
  await officer.goto(`/staff/dossiers/${code}`);
  await officer.getByRole("link", { name: like("staff.slip.link", { form: "02" }) }).first().click();
  await expect(officer.getByRole("article")).toContainText("Mẫu số 02");
  await expectAccessible(officer, "form 02");
  const text = await onPaper(officer);
  for (const words of [code, "Ảnh mờ, không đọc được", "Tên con thiếu chữ đệm", "Điều 16 Luật Hộ tịch"]) expect(text).toContain(words);
  expect((await printed(officer)).sheets).toBe(1);
});

test("form 03 prints reason, legal basis and what to do instead", async ({ people }) => {
  const { code } = await birthFiled();
  await done("tn-hatu", code, "refuse", { reason: "Trẻ đã được đăng ký khai sinh", legal_basis: "Điều 15 Luật Hộ tịch", guidance: "Xin cấp bản sao trích lục" });
  const officer = await people.officer("tn-hatu");
  await officer.goto(`/staff/dossiers/${code}`);
  await officer.getByRole("link", { name: like("staff.slip.link", { form: "03" }) }).first().click();
  await expect(officer.getByRole("heading", { name: "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ" })).toBeVisible();
  await expectAccessible(officer, "form 03");
  const text = await onPaper(officer);
  for (const words of ["Mẫu số 03", code, "Trẻ đã được đăng ký khai sinh", "Điều 15 Luật Hộ tịch", "Xin cấp bản sao trích lục"]) {
    expect(text).toContain(words);
  }
  expect((await printed(officer)).sheets).toBe(1);
});
