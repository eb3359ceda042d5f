// Story: mistakes in a filing are said by the field, in the reader's language, and nothing typed is lost.
import { birth } from "../support/answers.ts";
import { expectAccessible } from "../support/axe.ts";
import { attach } from "../support/desk.ts";
import { day, typed } from "../support/days.ts";
import { expectStep, expectWrong, fileUpTo, fillStep, next, type Filing } from "../support/filing.ts";
import { fillIn, question } from "../support/form.ts";
import { impostor, pdf } from "../support/papers.ts";
import { expect, test } from "../support/test.ts";
import { say } from "../support/words.ts";

const FILING: Filing = { papers: { 1: [pdf("giay-chung-sinh.pdf", "Paper")] }, returnTo: { method: "counter", centre: "06652" } };
const NAME = "Họ, chữ đệm, tên người yêu cầu";
const NUMBER = "Số định danh cá nhân người yêu cầu";
const CERTIFICATE = "Giấy chứng sinh hoặc văn bản làm chứng/giấy cam đoan";

test("a wrong number, a missing answer and one that is too long are said by their fields", async ({ people }) => {
  const page = await people.citizen("cd-lan");
  const found = await fileUpTo(page, "1.001193", birth(), FILING, "applicant");
  // When a number has a digit too few, then leaving the field says so
  await question(page, NUMBER).fill("02219600123");
  await question(page, NUMBER).blur();
  await expectWrong(page, NUMBER, "Số định danh cá nhân gồm 12 chữ số.");
  // When a name is longer than 100 letters and the phone is left out, and one goes on
  await question(page, NAME).fill("Nguyễn ".repeat(20).trim());
  await question(page, "Số điện thoại").fill("");
  await next(page);
  // Then the page stays, lists every mistake with a link, and has the focus there
  const summary = page.getByRole("alert").filter({ hasText: say("summary.title") });
  await expect(summary).toBeFocused();
  await expectWrong(page, NAME, "Nhập họ, chữ đệm, tên bằng chữ, từ 2 đến 100 ký tự.");
  await expectWrong(page, "Số điện thoại", say("wrong.required"));
  await expectAccessible(page, "a step with mistakes");
  await summary.getByRole("link", { name: new RegExp(NUMBER) }).click();
  await expect(question(page, NUMBER)).toBeFocused();
  await expect(question(page, NUMBER)).toHaveValue("02219600123");
  // And in English too, with the typing untouched
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByText("The personal identity number has 12 digits.").first()).toBeVisible();
  await expect(page.getByLabel("Personal identity number of the requester")).toHaveValue("02219600123");
  await page.getByRole("button", { name: "Tiếng Việt" }).click();
  // When everything is put right, then one goes on
  await fillStep(page, "applicant", found, birth(), FILING);
  await next(page);
  await expectStep(page, "matter");
});

test("what does not fit together is said while typing: a birth in the future, a late one as in time", async ({ people }) => {
  const page = await people.citizen("cd-lan");
  await fileUpTo(page, "1.001193", birth(), FILING, "matter");
  const born = question(page, "Ngày, tháng, năm sinh");
  await born.fill(typed(day(3)));
  await born.blur();
  await expect(born).toHaveAttribute("aria-invalid", "true");
  await born.fill("31/02/2026");
  await born.blur();
  await expect(born).toHaveAttribute("aria-invalid", "true");
  await born.fill(typed(day(-10)));
  await born.blur();
  await expect(born).not.toHaveAttribute("aria-invalid", "true");
});

test("a file that is not what it says is refused by its paper, and the others stay", async ({ people }) => {
  const page = await people.citizen("cd-lan");
  await fileUpTo(page, "1.001193", birth(), FILING, "papers");
  // When one goes on without the paper that is needed
  await next(page);
  await expect(page.getByRole("alert").filter({ hasText: say("summary.title") })).toContainText(say("papers.missing"));
  await expectAccessible(page, "papers with one missing");
  // And then hands in a good file and a program that calls itself a PDF
  await attach(page, CERTIFICATE, pdf("giay-chung-sinh.pdf", "Paper"));
  await page.getByLabel(`${say("files.add")}: ${CERTIFICATE}`).setInputFiles([impostor("virus.pdf")]);
  await expect(page.getByRole("alert").filter({ hasText: say("error.bad_file") })).toBeVisible();
  await expect(page.getByRole("button", { name: say("files.remove", { name: "giay-chung-sinh.pdf" }) })).toBeVisible();
  await expectAccessible(page, "a refused file");
  // Then the good one is enough to go on
  await next(page);
  await expectStep(page, "return");
});

test("a mistake that only the host can know is shown at its field", async ({ people }) => {
  // Given that the host refuses an answer which the browser held to be right
  const page = await people.citizen("cd-lan");
  const answers = birth();
  const found = await fileUpTo(page, "1.001193", answers, FILING, "review");
  await fillIn(page, found, answers, "declaration");
  await page.route("**/api/public/dossiers", async (route) => {
    const message = route.request().postDataJSON();
    message.answers.mother_id_number = "12";
    return route.continue({ postData: JSON.stringify(message) });
  });
  await page.getByRole("button", { name: say("filing.send"), exact: true }).click();
  // Then the step with that question is shown, with the message by the field
  await expectStep(page, "matter");
  await expectWrong(page, "Số định danh cá nhân người mẹ", "Số định danh cá nhân gồm 12 chữ số.");
  await expectAccessible(page, "a filing that the host refused");
});

test("a page or a language that does not come is told, and comes at the second try", async ({ people }) => {
  const page = await people.visitor();
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: say("home.title") })).toBeVisible();
  await page.route("**/later-*", (route) => route.abort());
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByText(say("language.not_fetched"))).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "vi");
  await page.goto("/track");
  await expect(page.getByRole("heading", { level: 1, name: say("trouble.title") })).toBeVisible();
  await expectAccessible(page, "a page that does not come");
  await page.unroute("**/later-*");
  await page.getByRole("button", { name: say("retry") }).click();
  await expect(page.getByRole("heading", { level: 1, name: say("track.title") })).toBeVisible();
});
