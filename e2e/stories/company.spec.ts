// Story: a transport company of Cẩm Phả files at Móng Cái 1 through an employee; the Department of Construction decides.
import { badge } from "../support/answers.ts";
import { expectAccessible } from "../support/axe.ts";
import { acceptNow, fillCounter, receivePerson } from "../support/counter.ts";
import { act, attach, expectState, find, takeFromQueue } from "../support/desk.ts";
import { question } from "../support/form.ts";
import { pdf } from "../support/papers.ts";
import { account, expect, test } from "../support/test.ts";
import { say } from "../support/words.ts";

const EMPLOYEE = "022085004321";

test("a badge filed at Móng Cái 1 goes through two levels and is handed to a proxy", async ({ people }) => {
  test.setTimeout(300_000);
  // Given the company's employee with a mandate at the counter of Móng Cái 1
  const desk = await people.officer("tn-mongcai1");
  await receivePerson(desk, "2.002288", "phu hieu", EMPLOYEE);
  await fillCounter(desk, "2.002288", badge(), { identity: EMPLOYEE, onPaper: [0] });
  await expect(desk.getByRole("complementary", { name: say("staff.intake.summary") }).getByText("Sở Xây dựng").first()).toBeVisible();
  const code = await acceptNow(desk);
  await desk.getByRole("link", { name: say("staff.filed.open") }).click();
  await expect(desk.getByText("Công ty TNHH Vận tải Ví Dụ").first()).toBeVisible();
  await act(desk, "forward");

  // When the Department of Construction takes it over; a wrong count of the sheets is noticed
  const head = await people.officer("tp-sxd");
  await takeFromQueue(head, "in_transfer", code);
  await act(head, "receive", async (card) => {
    await question(card, say("staff.field.assignee")).selectOption({ label: `${account("tl-sxd").name}, ${account("tl-sxd").title_vi}` });
    const sheets = question(card, say("staff.field.sheets_counted"));
    await sheets.fill("3");
    await card.getByRole("button", { name: say("staff.action.receive"), exact: true }).click();
    await expect(sheets).toHaveAccessibleDescription(new RegExp(say("staff.wrong.differs_from_slip")));
    await expectAccessible(head, "receiving with a wrong count");
    await sheets.fill("1");
  });
  const officer = await people.officer("tl-sxd");
  await takeFromQueue(officer, "assigned", code);
  await act(officer, "start_work");
  await act(officer, "submit_for_approval", async (card) => {
    await card.getByRole("radio", { name: say("staff.decision.grant"), exact: true }).check();
    await attach(card, say("staff.document.result"), pdf("phu-hieu.pdf", "Phu hieu"));
    await expectAccessible(officer, "submitting for approval");
  });

  // And the head of division sends the draft back once, then endorses it
  await takeFromQueue(head, "pending_approval", code);
  await act(head, "return_for_rework", (card) => question(card, say("staff.field.reason")).fill("Sai biển số"));
  await find(officer, code);
  await expect(officer.getByText("Sai biển số")).toBeVisible();
  await act(officer, "submit_for_approval", async (card) => {
    await card.getByRole("radio", { name: say("staff.decision.grant"), exact: true }).check();
    await attach(card, say("staff.document.result"), pdf("phu-hieu-2.pdf", "Phu hieu"));
  });
  await find(head, code);
  await act(head, "endorse");
  const director = await people.officer("gd-sxd");
  await takeFromQueue(director, "pending_signature", code);
  await act(director, "approve_sign");
  const clerk = await people.officer("vt-sxd");
  await takeFromQueue(clerk, "approved", code);
  await act(clerk, "publish", (card) => question(card, say("staff.field.number")).fill("88/SXD-PH"));
  await act(clerk, "send_result", (card) => question(card, say("staff.field.sheets")).fill("1"));

  // Then the badge travels to Móng Cái 1 and is handed to a proxy with a mandate
  const returns = await people.officer("tkq-mongcai1");
  await takeFromQueue(returns, "result_in_transit", code);
  await act(returns, "receive_result");
  await act(returns, "hand_over", async (card) => {
    await card.getByRole("checkbox", { name: say("staff.hand_over.by_proxy") }).check();
    await question(card, say("staff.hand_over.receiver")).fill("Phạm Văn Đạt");
    await question(card, say("staff.hand_over.proxy")).fill("Giấy ủy quyền 15/UQ ngày 20/11");
    await question(card, say("staff.identity.number")).fill("022090001111");
    await expectAccessible(returns, "handing over to a proxy");
  });
  await expectState(returns, "returned");
  // And of the proxy's number only the last digits are kept
  await expect(returns.getByText("022090001111")).toHaveCount(0);
});
