// Story: two officers have the same dossier open; the slower one is told what changed and keeps the typing.
import { expectAccessible } from "../support/axe.ts";
import { actions, find, open, send } from "../support/desk.ts";
import { question } from "../support/form.ts";
import { birthFiled, birthInProcess, done } from "../support/given.ts";
import { pdf } from "../support/papers.ts";
import { expect, test } from "../support/test.ts";
import { like, say } from "../support/words.ts";

test("an officer on a stale page sees what happened and what is impossible now", async ({ people }) => {
  // Given an intake officer who writes a refusal of a dossier
  const { code } = await birthFiled();
  const officer = await people.officer("tn-hatu");
  await find(officer, code);
  const card = await open(officer, "refuse");
  await question(card, say("staff.field.reason")).fill("Giấy chứng sinh không đọc được");
  await question(card, say("staff.field.legal_basis")).fill("Điều 16 Luật Hộ tịch");
  await question(card, say("staff.field.guidance")).fill("Chụp lại giấy chứng sinh");

  // When a colleague has asked for a supplement in the meantime
  const item = { target: { kind: "paper", id: 1 }, missing: "Ảnh mờ", legal_basis: "Điều 16 Luật Hộ tịch" };
  const due_on = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  await done("tn-hatu", code, "request_supplement", { items: [item], reason: "Ảnh giấy chứng sinh mờ", due_on });
  await send(officer, "refuse");

  // Then the page says who did what, shows the new state, and the words that were typed are still there
  await expect(card.getByText(say("staff.stale.title"))).toBeVisible();
  await expect(card.getByText(say("staff.action.request_supplement"))).toBeVisible();
  await expect(card.getByText(say("staff.stale.over"))).toBeVisible();
  await expect(officer.locator("#dossier-state")).toHaveText(say("state.intake_supplement"));
  await expect(question(card, say("staff.field.reason"))).toHaveValue("Giấy chứng sinh không đọc được");
  await expectAccessible(officer, "a stale page");
});

test("where the action is still possible, it is sent again with the same typing", async ({ people }) => {
  // Given a case officer who is about to submit a draft, with the file already attached
  const { code } = await birthInProcess();
  const officer = await people.officer("tl-vp-hatu");
  await find(officer, code);
  const card = await open(officer, "submit_for_signature");
  await card.getByLabel(`${say("files.add")}: ${say("staff.document.result")}`).setInputFiles([pdf("ban-du-thao.pdf", "Draft")]);
  const file = card.getByRole("button", { name: say("files.remove", { name: "ban-du-thao.pdf" }) });
  await expect(file).toBeVisible();

  // When the citizen has changed where the result is returned
  await done("cd-lan", code, "change_return_place", { return_to: { method: "online", centre: "06652", address: null } });
  await send(officer, "submit_for_signature");

  // Then the officer is told, and sends the same file once more
  await expect(card.getByText(say("staff.stale.title"))).toBeVisible();
  await expect(card.getByText(say("staff.stale.again"))).toBeVisible();
  await expect(file).toBeVisible();
  await send(officer, "submit_for_signature");
  await expect(actions(officer).getByText(like("staff.actions.done"))).toBeVisible();
  await expect(officer.locator("#dossier-state")).toHaveText(say("state.pending_signature"));
});
