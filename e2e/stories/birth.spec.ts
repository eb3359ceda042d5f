// Story: a mother files her child's birth from her phone; Hà Tu takes it in, decides and hands the result over.
import { birth } from "../support/answers.ts";
import { expectAccessible } from "../support/axe.ts";
import { act, attach, expectState, find, takeFromQueue } from "../support/desk.ts";
import { question } from "../support/form.ts";
import { fileOnline } from "../support/filing.ts";
import { Caller } from "../support/given.ts";
import { pdf, photo } from "../support/papers.ts";
import { expect, test } from "../support/test.ts";
import { like, plain, say } from "../support/words.ts";

const CERTIFICATE = "KS-2026-00117";

test("a birth is filed on a phone, decided at Hà Tu and handed over", async ({ people }) => {
  test.setTimeout(300_000);
  // Given Lan, signed in on her phone, who files with the hospital's paper as a PDF and a photo of it
  const lan = await people.citizen("cd-lan");
  const code = await fileOnline(lan, "1.001193", birth(), {
    papers: { 1: [pdf("giay-chung-sinh.pdf", "Giay chung sinh"), photo("giay-chung-sinh.png")] },
    returnTo: { method: "counter", centre: "06652" },
    audited: true,
  });

  // When Hà Tu's intake officer accepts it in the morning
  const intake = await people.officer("tn-hatu");
  await expectAccessible(intake, "queue");
  await takeFromQueue(intake, "submitted", code);
  await expect(intake.getByRole("heading", { level: 1, name: "Đăng ký khai sinh" })).toBeVisible();
  await expectAccessible(intake, "dossier page");
  // The papers are viewed in the page
  await intake.getByRole("button", { name: /giay-chung-sinh\.png/ }).click();
  const picture = intake.getByRole("img", { name: "giay-chung-sinh.png" });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(64);
  await act(intake, "accept", async (card) => {
    await expectAccessible(intake, "accepting");
    await expect(card.getByText(say("staff.fee.free")).first()).toBeVisible();
    // The original birth paper is kept; without paper the system would forward it by itself
    await question(card, say("staff.field.sheets")).fill("1");
  });
  // Then form 01 is there with its number, and the dossier goes to the civil-status office
  await expectState(intake, "accepted");
  await expect(intake.getByRole("link", { name: like("staff.slip.link", { form: "01" }) }).first()).toBeVisible();
  await act(intake, "forward");
  await expectState(intake, "in_transfer");

  // When the head of office takes it over and names the officer
  const head = await people.officer("tp-vp-hatu");
  await takeFromQueue(head, "in_transfer", code);
  await act(head, "receive", async (card) => {
    await question(card, say("staff.field.assignee")).selectOption({ label: "Hoàng Văn Bình, Công chức tư pháp - hộ tịch, UBND phường Hà Tu" });
    // One sheet travels with it, and the head counts it
    await question(card, say("staff.field.sheets_counted")).fill("1");
    await expectAccessible(head, "receiving");
  });

  // And the officer works on it and submits the certificate for signature
  const officer = await people.officer("tl-vp-hatu");
  await takeFromQueue(officer, "assigned", code);
  await act(officer, "start_work");
  await act(officer, "submit_for_signature", async (card) => {
    await attach(card, say("staff.document.result"), pdf("giay-khai-sinh.pdf", "Giay khai sinh"));
    await expectAccessible(officer, "submitting for signature");
  });
  await expectState(officer, "pending_signature");

  // And the chairman reads the draft and signs; the signature says that it is a demonstration
  const chairman = await people.officer("ct-hatu");
  await takeFromQueue(chairman, "pending_signature", code);
  await act(chairman, "approve_sign", async (card) => {
    await expect(card.getByText(say("staff.sign.demonstration"))).toBeVisible();
    await expect(card.getByRole("button", { name: /giay-khai-sinh\.pdf/ })).toBeVisible();
  });

  // And the clerk publishes it; without the number of the national register that is refused at its field
  const clerk = await people.officer("vt-hatu");
  await takeFromQueue(clerk, "approved", code);
  await act(clerk, "publish", async (card) => {
    await question(card, say("staff.field.number")).fill("117/2026");
    await card.getByRole("button", { name: say("staff.action.publish"), exact: true }).click();
    await expect(question(card, "Số do hệ thống ngoài cấp")).toHaveAccessibleDescription(new RegExp(say("wrong.required")));
    await expectAccessible(clerk, "publishing with an error");
    await expect(question(card, say("staff.field.number"))).toHaveValue("117/2026");
    await question(card, "Số do hệ thống ngoài cấp").fill(CERTIFICATE);
  });
  await expectState(clerk, "result_ready");

  // And the returns desk takes the paper in and hands it over to her
  const desk = await people.officer("tkq-hatu");
  await takeFromQueue(desk, "result_ready", code);
  await act(desk, "receive_result");
  await expectState(desk, "done");
  await act(desk, "hand_over", async (card) => {
    await question(card, say("staff.identity.number")).fill("022196001234");
    await expectAccessible(desk, "handing over");
  });
  await expectState(desk, "returned");

  // Then Lan sees it returned among her dossiers, with the certificate to download
  await lan.goto("/me");
  await expect(lan.getByRole("heading", { level: 1, name: say("mine.title") })).toBeVisible();
  await expectAccessible(lan, "own dossiers");
  await lan.getByRole("link", { name: new RegExp(code) }).click();
  await expect(lan.getByText(plain("returned"))).toBeVisible();
  await expect(lan.getByText("117/2026")).toBeVisible();
  await expectAccessible(lan, "own dossier");
  const fetched = lan.context().waitForEvent("response", (answer) => answer.headers()["content-type"] === "application/pdf");
  await lan.getByRole("button", { name: say("track.download"), exact: true }).click();
  expect((await fetched).status()).toBe(200);

  // And the number of the national register stands in the history that the officers see
  const view = await (await Caller.signedIn("tn-hatu")).get<{ dossier: { state: { result: { external_number: string } } } }>(`/api/staff/dossiers/${code}`);
  expect(view.dossier.state.result.external_number).toBe(CERTIFICATE);
  await find(intake, code);
  await expectAccessible(intake, "a returned dossier");
});
