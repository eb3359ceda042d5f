// Story: a shop owner without an account files at the counter of Bình Liêu for a shop in Bãi Cháy.
import { shop } from "../support/answers.ts";
import { expectAccessible } from "../support/axe.ts";
import { acceptNow, chooseProcedure, fillCounter, receivePerson } from "../support/counter.ts";
import { day, typed } from "../support/days.ts";
import { act, actions, attach, expectState, find, open, takeFromQueue } from "../support/desk.ts";
import { group, question } from "../support/form.ts";
import { pdf, photo } from "../support/papers.ts";
import { expect, test, account } from "../support/test.ts";
import { like, say } from "../support/words.ts";

const OWNER = "022188005678";

test("a shop is filed at Bình Liêu, decided at Bãi Cháy and handed over at Bình Liêu", async ({ people }) => {
  test.setTimeout(300_000);
  const answers = shop();
  // Given the owner at the counter of Bình Liêu with her identity card
  const desk = await people.officer("tn-binhlieu");
  await receivePerson(desk, "1.001612", "ho kinh doanh", OWNER);
  // Then the number on the card stands in the form already
  await group(desk, "Người nộp là").getByRole("radio", { name: "Công dân Việt Nam", exact: true }).check();
  await expect(question(desk, "Số định danh cá nhân người yêu cầu")).toHaveValue(OWNER);
  await fillCounter(desk, "1.001612", answers, { identity: OWNER, onPaper: [0, 2], fee: { amount: "50000", receipt: "BL-0451" } });
  // And the page says who will decide, and what the fee is
  const side = desk.getByRole("complementary", { name: say("staff.intake.summary") });
  await expect(side.getByText("Phường Bãi Cháy").first()).toBeVisible();
  await expect(desk.getByText("50.000").first()).toBeVisible();
  await expectAccessible(desk, "counter intake");
  const code = await acceptNow(desk);
  await expectAccessible(desk, "counter receipt");

  // Then form 01 is printed with the receipt of the fee
  await desk.getByRole("link", { name: say("staff.filed.form01") }).click();
  const form = desk.getByRole("article");
  await expect(form.getByRole("heading", { name: "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" })).toBeVisible();
  await expect(form).toContainText(code);
  await expect(form).toContainText("BL-0451");
  await expect(form).toContainText("50.000");
  await expectAccessible(desk, "form 01");
  await desk.getByRole("link", { name: say("staff.slip.back") }).click();
  await act(desk, "forward");

  // When the economic office of Bãi Cháy takes it over
  const head = await people.officer("tp-kt-baichay");
  await takeFromQueue(head, "in_transfer", code);
  const officerOption = `${account("tl-kt-baichay").name}, ${account("tl-kt-baichay").title_vi}`;
  await act(head, "receive", async (card) => {
    await question(card, say("staff.field.assignee")).selectOption({ label: officerOption });
    await question(card, say("staff.field.sheets_counted")).fill("2");
  });
  const officer = await people.officer("tl-kt-baichay");
  await takeFromQueue(officer, "assigned", code);
  await act(officer, "start_work");

  // And finds something missing: proposes one list to the head, who agrees, and sends it
  const until = typed(day(14));
  await act(officer, "propose_supplement", async (card) => {
    await question(card, say("staff.supplement.target")).selectOption({ label: `${say("staff.supplement.field")}: Vốn kinh doanh (đồng)` });
    await question(card, say("staff.supplement.missing")).fill("Ghi rõ vốn bằng số");
    await question(card, say("staff.field.legal_basis")).fill("Điều 92 Nghị định 168/2025/NĐ-CP");
    await card.getByRole("button", { name: say("staff.supplement.add") }).click();
    const second = card.getByRole("group", { name: say("staff.supplement.list") });
    await question(second, say("staff.supplement.target")).nth(1).selectOption({ label: `${say("staff.supplement.paper")}: Giấy đề nghị đăng ký hộ kinh doanh` });
    await question(second, say("staff.supplement.missing")).nth(1).fill("Thiếu chữ ký của chủ hộ");
    await question(second, say("staff.field.legal_basis")).nth(1).fill("Điều 92 Nghị định 168/2025/NĐ-CP");
    await question(card, say("staff.supplement.reason")).fill("Hồ sơ chưa thống nhất");
    await question(card, say("staff.supplement.due_on")).fill(until);
    await expectAccessible(officer, "proposing a supplement");
  });
  await find(head, code);
  await act(head, "agree_supplement", async (card) => {
    await expect(card.getByText("Ghi rõ vốn bằng số")).toBeVisible();
    await expectAccessible(head, "agreeing to a supplement");
  });
  await find(officer, code);
  await act(officer, "request_supplement");
  await expectState(officer, "supplement_requested");

  // When the owner answers at the counter of Bình Liêu, where she is found by her name without tone marks
  await find(desk, code, "luc thi may");
  await expect(desk.getByText(say("staff.due.paused")).first()).toBeVisible();
  const answer = await open(desk, "supplement_received");
  await question(answer, say("staff.identity.number")).fill(OWNER);
  await question(answer, "Vốn kinh doanh (đồng)").fill("160000000");
  await attach(answer, "Giấy đề nghị đăng ký hộ kinh doanh", photo("giay-de-nghi.png"));
  await expectAccessible(desk, "answering a supplement");
  await actions(desk).getByRole("button", { name: say("staff.action.supplement_received"), exact: true }).click();
  await expect(desk.getByText(like("staff.actions.done"))).toBeVisible();
  await expectState(desk, "in_process");

  // And the certificate is drafted, signed and published
  await find(officer, code);
  await expect(officer.getByText("160.000.000")).toBeVisible();
  await act(officer, "submit_for_signature", (card) => attach(card, say("staff.document.result"), pdf("giay-chung-nhan.pdf", "Giay chung nhan")));
  await find(head, code);
  await act(head, "approve_sign");
  const clerk = await people.officer("vt-baichay");
  await takeFromQueue(clerk, "approved", code);
  await act(clerk, "publish", async (card) => {
    await question(card, say("staff.field.number")).fill("22A8000123");
    await question(card, "Số do hệ thống ngoài cấp").fill("8000123456");
  });
  // Then the result travels to Bình Liêu
  await act(clerk, "send_result", (card) => question(card, say("staff.field.sheets")).fill("1"));
  await expectState(clerk, "result_in_transit");
  const returns = await people.officer("tkq-binhlieu");
  await takeFromQueue(returns, "result_in_transit", code);
  await act(returns, "receive_result");
  await act(returns, "hand_over", (card) => question(card, say("staff.identity.number")).fill(OWNER));
  await expectState(returns, "returned");
});

test("the next dossier of the same person needs no second typing of the person", async ({ people }) => {
  test.setTimeout(120_000);
  // Given a dossier of one person that was just taken in
  const desk = await people.officer("tn-binhlieu");
  await receivePerson(desk, "1.001612", "ho kinh doanh", OWNER);
  await fillCounter(desk, "1.001612", shop("Lục Thị Sáng"), { identity: OWNER, onPaper: [0], fee: { amount: "50000", receipt: "BL-0452" } });
  await acceptNow(desk);
  // When the officer goes on with the same person and another procedure
  await desk.getByRole("button", { name: say("staff.filed.same", { name: "Lục Thị Sáng" }) }).click();
  await chooseProcedure(desk, "1.001193", "dang ky khai sinh");
  // Then the applicant's part is filled in
  await expect(question(desk, "Họ, chữ đệm, tên người yêu cầu")).toHaveValue("Lục Thị Sáng");
  await expect(question(desk, "Số định danh cá nhân người yêu cầu")).toHaveValue(OWNER);
  await expect(question(desk, say("staff.identity.number"))).toHaveValue(OWNER);
});

test("what is missing at the counter is said by the field, and nothing typed is lost", async ({ people }) => {
  // Given a form that is hardly begun
  const desk = await people.officer("tn-baichay");
  await receivePerson(desk, "1.001612", "ho kinh doanh", OWNER);
  await question(desk, "Họ, chữ đệm, tên người yêu cầu").fill("Lục Thị Mây");
  // When it is taken in all the same
  await desk.getByRole("button", { name: say("staff.intake.accept"), exact: true }).click();
  // Then the page lists what is missing, and each entry leads to its question
  const summary = desk.getByRole("alert").filter({ hasText: say("summary.title") });
  await expect(summary).toBeFocused();
  await expectAccessible(desk, "counter intake with errors");
  await summary.getByRole("link", { name: /^Tên hộ kinh doanh/ }).click();
  await expect(question(desk, "Tên hộ kinh doanh")).toBeFocused();
  // And after a reload the typing is still there
  await desk.reload();
  await expect(desk.getByText(say("staff.intake.restored"))).toBeVisible();
  await expect(question(desk, "Họ, chữ đệm, tên người yêu cầu")).toHaveValue("Lục Thị Mây");
  // And it can be thrown away, after a question
  await desk.getByRole("button", { name: say("staff.intake.discard"), exact: true }).click();
  await expectAccessible(desk, "the question before a draft is deleted");
  await desk.getByRole("dialog").getByRole("button", { name: say("staff.intake.discard_yes"), exact: true }).click();
  await expect(question(desk, say("staff.identity.number"))).toHaveValue("");
});
