// Story: a dossier leaves its straight way: a withdrawal that is refused, an opinion of another agency, a result that
// the post brings back, and typing that outlives a reload.
import { expectAccessible, expectNoSideScroll } from "../support/axe.ts";
import { day, typed } from "../support/days.ts";
import { act, actions, expectState, find, open, send } from "../support/desk.ts";
import { pick, question } from "../support/form.ts";
import { birthAccepted, birthInProcess, birthPublished, done } from "../support/given.ts";
import { pdf } from "../support/papers.ts";
import { account, expect, test } from "../support/test.ts";
import { escaped, like, say } from "../support/words.ts";

test("a citizen asks to withdraw, the head refuses with a reason, the citizen reads it and goes on", async ({ people }) => {
  test.setTimeout(180_000);
  // Given a birth in the hands of the case officer
  const { code } = await birthInProcess();
  const lan = await people.citizen("cd-lan");
  await lan.goto(`/me/${code}`);
  await expect(lan.getByRole("heading", { level: 1, name: say("mine.one") })).toBeVisible();

  // When Lan asks to withdraw, but has not confirmed it
  await lan.locator("summary").filter({ hasText: say("mine.withdraw") }).click();
  await question(lan, say("mine.withdraw_reason")).fill("Gia đình chuyển đi nơi khác");
  await lan.getByRole("button", { name: say("mine.withdraw"), exact: true }).click();
  // Then nothing is sent, and the box says so
  await expect(lan.getByText(say("wrong.must_be_true"))).toBeVisible();
  await expectAccessible(lan, "withdrawing without confirming");
  await expectNoSideScroll(lan, "withdrawing");
  // And once it is confirmed it is noted
  await lan.getByRole("checkbox", { name: say("mine.withdraw_sure") }).check();
  await lan.getByRole("button", { name: say("mine.withdraw"), exact: true }).click();
  await expect(lan.getByRole("button", { name: say("mine.stay"), exact: true })).toBeVisible();
  await expectAccessible(lan, "a withdrawal that is asked for");

  // When the head reads what lies over the work, and refuses
  const head = await people.officer("tp-vp-hatu");
  await find(head, code);
  await expect(head.getByText(say("staff.detour.withdrawal")).first()).toBeVisible();
  await expect(head.getByText(like("staff.detour.below", { state: say("state.in_process") }))).toBeVisible();
  await expect(head.getByText("Gia đình chuyển đi nơi khác").first()).toBeVisible();
  await expectAccessible(head, "a dossier under a withdrawal");
  await act(head, "refuse_withdrawal", async (card) => {
    await question(card, say("staff.field.reason")).fill("Việc khai sinh đã được ghi vào sổ");
    await question(card, say("staff.field.legal_basis")).fill("Điều 21 Nghị định 118/2025/NĐ-CP");
    await expectAccessible(head, "refusing a withdrawal");
  });
  // Then the work goes on where it stood
  await expectState(head, "in_process");
  // And Lan reads why
  await lan.reload();
  await expect(lan.getByText(say("step.refuse_withdrawal"))).toBeVisible();
  await expect(lan.getByText("Việc khai sinh đã được ghi vào sổ")).toBeVisible();
  await expectAccessible(lan, "a withdrawal that was refused");
});

test("another agency is asked, sees its question only, answers, and the decision goes on", async ({ people }) => {
  test.setTimeout(180_000);
  // Given a case officer who asks the Department of Construction
  const { code } = await birthInProcess();
  const officer = await people.officer("tl-vp-hatu");
  await find(officer, code);
  const card = await open(officer, "ask_opinion");
  await send(officer, "ask_opinion");
  await expect(card.getByRole("alert").filter({ hasText: say("summary.title") })).toBeFocused();
  await expectAccessible(officer, "asking for an opinion with errors");
  await pick(question(card, say("staff.opinion.agency")), "Sở Xây dựng");
  await question(card, say("staff.opinion.question")).fill("Địa chỉ thường trú có trong khu tái định cư không?");
  await question(card, say("staff.opinion.due_on")).fill(typed(day(3)));
  // When the page is loaded anew, then what was typed is still there
  await officer.reload();
  await expect(question(actions(officer), say("staff.opinion.question"))).toHaveValue("Địa chỉ thường trú có trong khu tái định cư không?");
  await send(officer, "ask_opinion");
  await expect(actions(officer).getByText(like("staff.actions.done", { action: say("staff.action.ask_opinion") }))).toBeVisible();
  await expectState(officer, "waiting_opinion");
  await expect(officer.getByRole("region", { name: say("staff.opinion.title") })).toContainText(say("staff.opinion.asked"));
  await expectAccessible(officer, "a dossier that waits for an opinion");

  // When the asked officer opens her inbox
  const asked = await people.officer("yk-sxd");
  const row = asked.getByRole("link", { name: code, exact: true });
  await expect(async () => {
    await asked.goto("/staff/?opinions=me");
    await expect(row).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expectAccessible(asked, "the inbox of questions");
  await row.click();
  // Then she sees the question, and neither the applicant nor the form
  await expect(asked.getByText(say("staff.limited.question"))).toBeVisible();
  await expect(asked.getByRole("main")).not.toContainText("Nguyễn Thị Lan");
  await act(asked, "answer_opinion", async (answer) => {
    await expect(answer.getByText("Địa chỉ thường trú có trong khu tái định cư không?")).toBeVisible();
    await question(answer, say("staff.opinion.answer")).fill("Không thuộc khu tái định cư.");
    await expectAccessible(asked, "answering an opinion");
  });
  // And the officer goes on with the answer in front of him
  await find(officer, code);
  await expectState(officer, "in_process");
  await expect(officer.getByText("Không thuộc khu tái định cư.")).toBeVisible();
  await expect(actions(officer).getByRole("button", { name: say("staff.action.submit_for_signature") })).toBeVisible();
});

test("the post fails, and the result is handed over at the centre", async ({ people }) => {
  test.setTimeout(180_000);
  // Given a published result that is returned by post
  const { code } = await birthPublished();
  await done("cd-lan", code, "change_return_place", { return_to: { method: "post", centre: "06652", address: "Số 12, tổ 3, khu 5, phường Hà Tu" } });
  const clerk = await people.officer("vt-hatu");
  await find(clerk, code);
  await act(clerk, "deliver_by_post", async (card) => {
    await expect(question(card, say("staff.post.address"))).toHaveValue("Số 12, tổ 3, khu 5, phường Hà Tu");
    await question(card, say("staff.post.item")).fill("EQ123456789VN");
    await expectAccessible(clerk, "sending a result by post");
  });
  await expectState(clerk, "in_delivery");
  // When the postal agent, who sees the item and no more, brings it back
  const agent = await people.officer("bc-hatu");
  await agent.goto(`/staff/dossiers/${code}`);
  await expect(agent.getByText(say("staff.limited.postal"))).toBeVisible();
  await act(agent, "delivery_failed", async (card) => {
    await question(card, say("staff.field.reason")).fill("Ba lần giao, nhà vắng");
    await expectAccessible(agent, "a delivery that failed");
  }).catch(async (error) => {
    // Once it is back, the item is no longer the agent's to see.
    await expect(agent.getByText(say("error.not_found")).or(agent.getByText(like("staff.actions.done"))), String(error)).toBeVisible();
  });
  // Then it is handed over at the counter
  const returns = await people.officer("tkq-hatu");
  await find(returns, code);
  await expectState(returns, "done");
  await act(returns, "hand_over", (card) => question(card, say("staff.identity.number")).fill("022196001234"));
  await expectState(returns, "returned");
  // And Lan rates the service on her phone
  const lan = await people.citizen("cd-lan");
  await lan.goto(`/me/${code}`);
  await lan.locator("summary").filter({ hasText: say("mine.rate") }).click();
  await lan.getByRole("button", { name: say("mine.rate_send"), exact: true }).click();
  await expectAccessible(lan, "a rating without answers");
  await expectNoSideScroll(lan, "rating");
  for (const name of ["attitude", "time", "clarity", "place", "result"]) {
    await question(lan, say(`rating.${name}`)).selectOption({ label: say("rating.level_4") });
  }
  await lan.getByRole("button", { name: say("mine.rate_send"), exact: true }).click();
  await expect(lan.getByText(say("mine.rated"))).toBeVisible();
  await expect(lan.locator("summary").filter({ hasText: say("mine.rate") })).toHaveCount(0);
});

test("a wrong result is corrected by a linked dossier, and the old one stands until the new one is issued", async ({ people }) => {
  test.setTimeout(180_000);
  // Given a birth certificate that was returned online
  const { code } = await birthPublished("online");
  const head = await people.officer("tp-vp-hatu");
  await expect(async () => {
    await find(head, code);
    await expectState(head, "returned");
  }).toPass();
  // When the head finds that a name is wrong
  await act(head, "correct_result", async (card) => {
    const officer = account("tl-vp-hatu");
    await question(card, say("staff.field.assignee")).selectOption({ label: `${officer.name}, ${officer.title_vi}` });
    await question(card, say("staff.field.reason")).fill("Sai tên đệm của cháu: ghi Gia An, đúng là Gia Ân");
    await card.getByRole("checkbox", { name: say("staff.consequence.correct_result") }).check();
    await expectAccessible(head, "correcting a result");
  });
  // Then both dossiers lead to each other
  await expect(head.getByText(say("staff.correct.open"))).toBeVisible();
  const linked = head.locator(".head-facts").getByRole("link");
  const correction = (await linked.innerText()).trim();
  expect(correction).not.toBe(code);
  await linked.click();
  await expect(head).toHaveURL(new RegExp(escaped(correction)));
  await expectState(head, "in_process");
  await expect(head.locator(".head-facts").getByRole("link", { name: code, exact: true })).toBeVisible();
  await expectAccessible(head, "a linked correction");
  // And once the new result is issued, the old dossier says that its result was replaced
  await done("tl-vp-hatu", correction, "submit_for_signature", {}, pdf("giay-khai-sinh.pdf", "Birth certificate, corrected"));
  await done("ct-hatu", correction, "approve_sign");
  await done("vt-hatu", correction, "publish", { number: "13/2026", external_number: "KS-2026-0013" });
  await expect(async () => {
    await find(head, code);
    await expect(head.getByText(say("staff.correct.replaced"))).toBeVisible({ timeout: 2_000 });
  }).toPass();
  // And Lan finds the corrected one among hers
  const lan = await people.citizen("cd-lan");
  await lan.goto("/me");
  await expect(lan.getByRole("link", { name: new RegExp(correction) }).first()).toBeVisible();
});

test("copies asked for after acceptance are paid at the desk, and the page says in whose hands the time went", async ({ people }) => {
  test.setTimeout(180_000);
  // Given an accepted birth to which two copies are added
  const { code } = await birthAccepted("online");
  await done("tn-hatu", code, "amend_intake", { answers: { copies: 2 }, reason: "Xin thêm hai bản sao" });
  // When the desk takes the fee, first without a receipt
  const desk = await people.officer("tn-hatu");
  await find(desk, code);
  const card = await open(desk, "take_fee");
  await expect(card).toContainText("16.000");
  await card.getByRole("radio", { name: say("staff.fee.cash"), exact: true }).check();
  await send(desk, "take_fee");
  await expect(card.getByRole("alert").filter({ hasText: say("summary.title") })).toBeFocused();
  await expectAccessible(desk, "a fee without a receipt");
  await question(card, say("staff.fee.receipt")).fill("BL-0117");
  await send(desk, "take_fee");
  // Then it is paid, nothing is asked for any more, and the page says in whose hands the time went
  await expect(actions(desk).getByText(like("staff.actions.done", { action: say("staff.action.take_fee") }))).toBeVisible();
  await expect(actions(desk).getByRole("button", { name: say("staff.action.take_fee"), exact: true })).toHaveCount(0);
  await desk.locator("summary").filter({ hasText: say("staff.used.heading") }).click();
  await expect(desk.getByText(say("staff.used.note"))).toBeVisible();
  await expectAccessible(desk, "a fee that was taken");
  await expectNoSideScroll(desk, "a fee that was taken");
});

test("an officer who had nothing to do with the dossier takes the citizen's rating at the counter", async ({ people }) => {
  // Given a result that Lan has in her hands
  const { code } = await birthPublished();
  const identity = { kind: "identity_card", number: "022196001234" };
  await done("tkq-hatu", code, "receive_result", { paper_count: 1 });
  await done("tkq-hatu", code, "hand_over", { identity, receiver_name: "Nguyễn Thị Lan" });
  // Then whoever took it in is not asked to take a rating
  const involved = await people.officer("tn-hatu");
  await find(involved, code);
  await expectState(involved, "returned");
  await expect(actions(involved).getByRole("button", { name: say("staff.action.rate"), exact: true })).toHaveCount(0);
  // When another officer of the centre takes it, without the answers at first
  const other = await people.officer("ct1-hatu");
  await find(other, code);
  const card = await open(other, "rate");
  await send(other, "rate");
  await expectAccessible(other, "a rating taken without answers");
  // Then each question says what is missing, and once answered it is sent
  await question(card, say("staff.identity.number")).fill("022196001234");
  for (const name of ["attitude", "time", "clarity", "place", "result"]) {
    await question(card, say(`rating.${name}`)).selectOption({ label: say("rating.level_5") });
  }
  await send(other, "rate");
  await expect(card.getByText(like("staff.actions.done", { action: say("staff.action.rate") }))).toBeVisible();
  await expect(card.getByRole("button", { name: say("staff.action.rate"), exact: true })).toHaveCount(0);
});
