// Story: places have the names that people know. A father types the ward that ended; one from a ward that was divided does
// not know which part, and the province's coordinator finds out.
import { birth } from "../support/answers.ts";
import { expectAccessible } from "../support/axe.ts";
import { act, expectState, find, takeFromQueue } from "../support/desk.ts";
import { field, procedure, question } from "../support/form.ts";
import { begin, fillStep, next, receiptCode, type Filing, STEPS } from "../support/filing.ts";
import { pdf } from "../support/papers.ts";
import { expect, test } from "../support/test.ts";
import { say } from "../support/words.ts";

const BIRTH = "1.001193";
const FILING: Filing = {
  papers: { 1: [pdf("giay-chung-sinh.pdf", "Giay chung sinh")] },
  returnTo: { method: "counter", centre: "06652" },
};

test("an old name leads to today's unit, in the browser, and is explained", async ({ people }) => {
  test.setTimeout(240_000);
  const lan = await people.citizen("cd-lan");
  const asked: string[] = [];
  lan.on("request", (request) => asked.push(new URL(request.url()).pathname + new URL(request.url()).search));
  const found = await begin(lan, BIRTH);
  const { registration_place, ...rest } = birth();
  const label = field(found, "registration_place").label.vi;
  for (const step of STEPS) {
    if (step === "matter") {
      const place = question(lan, label);
      // Without marks, kind or comma
      await place.fill("ha phong ha long");
      const old = lan.getByRole("option", { name: /Phường Hà Phong, Thành phố Hạ Long.*Phường Hà Tu/ });
      await expect(old).toBeVisible();
      // A city is no ward: all that it has become is offered
      await place.fill("TP Hạ Long");
      await expect(lan.getByRole("option", { name: /^Phường Bãi Cháy \(/ })).toBeVisible();
      await expect(lan.getByRole("option", { name: /Từ ngày 01\/07\/2025/ })).toHaveCount(13);
      // A slip of the finger gets suggestions
      await place.fill("Phường Hà Phomg");
      await expect(old).toBeVisible();
      await expectAccessible(lan, "old names");
      await old.click();
      await expect(place).toHaveValue(/Hà Phong/);
    }
    await fillStep(lan, step, found, rest, FILING);
    if (step === "review") break;
    await next(lan);
  }
  // Before sending it is said who decides, and why
  const card = lan.getByRole("listitem").filter({ hasText: "Phường Hà Phong (Thành phố Hạ Long) từ ngày 01/07/2025 thuộc Phường Hà Tu." });
  await expect(card).toBeVisible();
  await expect(lan.getByText("Ủy ban nhân dân phường Hà Tu").first()).toBeVisible();
  await expectAccessible(lan, "review with competence");
  await lan.getByRole("button", { name: say("filing.send"), exact: true }).click();
  const code = await receiptCode(lan);
  await expect(card).toBeVisible();
  // The names were found in the browser: the roll came once, and no name left it
  expect(asked.filter((path) => path === "/api/public/units/names")).toHaveLength(1);
  expect(asked.filter((path) => path.startsWith("/api/public/units/resolve"))).toEqual([]);

  // And the officer reads the same on the dossier
  const intake = await people.officer("tn-hatu");
  await find(intake, code);
  await intake.getByText(say("staff.places.why")).click();
  await expect(intake.getByText("Phường Hà Phong (Thành phố Hạ Long) từ ngày 01/07/2025 thuộc Phường Hà Tu.")).toBeVisible();
  await expect(intake.getByText(/Phường Hà Phong/).first()).toBeVisible();
});

test("who does not know which part of a divided ward is meant is helped by the coordinator", async ({ people }) => {
  test.setTimeout(240_000);
  const lan = await people.citizen("cd-lan");
  const found = await procedure(lan, BIRTH);
  await begin(lan, BIRTH);
  const { registration_place, ...rest } = birth();
  for (const step of STEPS) {
    if (step === "matter") {
      const place = question(lan, field(found, "registration_place").label.vi);
      await place.fill("Phường Hà Khẩu");
      // Both parts, each with what distinguishes it
      await expect(lan.getByRole("option", { name: /^Phường Việt Hưng \(Một phần Phường Hà Khẩu/ })).toBeVisible();
      await expect(lan.getByRole("option", { name: /^Phường Tuần Châu \(Một phần.*Phường Đại Yên cũ/ })).toBeVisible();
      await lan.getByRole("option", { name: /không rõ phần nào/ }).click();
    }
    await fillStep(lan, step, found, rest, FILING);
    if (step === "review") break;
    await next(lan);
  }
  await expect(lan.getByText("Phường Hà Khẩu đã chia cho nhiều đơn vị (Phường Việt Hưng, Phường Tuần Châu); chưa rõ phần nào.")).toBeVisible();
  await lan.getByRole("button", { name: say("filing.send"), exact: true }).click();
  const code = await receiptCode(lan);

  // The provincial centre takes it in, and the system refers it to the coordination desk
  const intake = await people.officer("tn-tinh");
  await find(intake, code);
  await act(intake, "accept", async (card) => question(card, say("staff.field.sheets")).fill("0"));
  const coordinator = await people.officer("dp-tinh");
  await takeFromQueue(coordinator, "awaiting_competence", code);
  await expectAccessible(coordinator, "coordination");
  await act(coordinator, "decide_competence", async (card) => {
    await expect(card.getByText(say("staff.field.proposals"))).toBeVisible();
    // The part to propose stands there already
    await expect(question(card, say("staff.field.agency"))).toHaveValue(/Việt Hưng/);
    await question(card, say("staff.field.reason")).fill("Khu vực đã bàn giao về phường Việt Hưng.");
    await expectAccessible(coordinator, "deciding competence");
  });
  await expectState(coordinator, "in_transfer");
});
