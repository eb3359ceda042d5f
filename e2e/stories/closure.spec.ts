// Story: Cô Tô is closed three days for a storm. Two people of the province decide it, the citizen is told, another unit
// takes the dossier in in its stead, the due date follows the decision, and the closure is taken back when the storm
// turns away. It has a host of its own: the other stories keep their units.
import type { Locator, Page } from "@playwright/test";
import { birth } from "../support/answers.ts";
import { expectAccessible, expectNoSideScroll } from "../support/axe.ts";
import { day, typed } from "../support/days.ts";
import { expectState } from "../support/desk.ts";
import { begin, expectStep, fillStep, next, STEPS } from "../support/filing.ts";
import { group, pick, question } from "../support/form.ts";
import { Caller, type Filed } from "../support/given.ts";
import { startHost, type Host } from "../support/host.ts";
import { pdf } from "../support/papers.ts";
import { DESK, expect, PHONE, test } from "../support/test.ts";
import { like, say } from "../support/words.ts";

test.describe.configure({ mode: "serial" });

const CO_TO = "07192";
const NAME = "Đặc khu Cô Tô";
const NUMBER = "15/QĐ-UBND";
let host: Host;
let shared: string | undefined;
let filed: Filed;

test.beforeAll(async () => {
  shared = process.env.MOTCUA_URL;
  host = await startHost();
  process.env.MOTCUA_URL = host.url;
});

test.afterAll(async () => {
  process.env.MOTCUA_URL = shared;
  await host.stop();
});

function birthThere(): Record<string, unknown> {
  const home = { unit_code: CO_TO, detail: "Thôn 1" };
  return { ...birth(), requester_residence: home, mother_residence: home, father_residence: home, registration_place: CO_TO };
}

/** The card of the closure. */
const card = (page: Page): Locator => page.getByRole("region", { name: NAME, exact: true });

async function closures(page: Page): Promise<void> {
  await page.getByRole("link", { name: say("staff.nav.closures"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: say("staff.closures.title") })).toBeVisible();
}

test("the coordinator writes the decision, and what is wrong with it stands at its field", async ({ people }) => {
  // Given a birth that was sent to Cô Tô from a phone
  const lan = await Caller.signedIn("cd-lan");
  filed = await lan.file("1.001193", birthThere(), [1], { method: "counter", centre: CO_TO, address: null });
  // When the coordinator writes the decision, with the days the wrong way round
  const coordinator = await people.officer("dp-tinh");
  await closures(coordinator);
  await expectAccessible(coordinator, "closures, none yet");
  await coordinator.getByRole("button", { name: say("staff.closures.new"), exact: true }).click();
  await coordinator.getByRole("button", { name: say("staff.closure.keep"), exact: true }).click();
  await expect(coordinator.getByText(say("wrong.required")).first()).toBeVisible();
  await expectAccessible(coordinator, "a closure with nothing typed");
  await pick(question(coordinator, say("staff.closure.of")), NAME);
  await question(coordinator, say("staff.closure.from")).fill(typed(day(0)));
  await question(coordinator, say("staff.closure.to")).fill(typed(day(-3)));
  await question(coordinator, say("staff.closure.why")).fill("bão số 15");
  await question(coordinator, say("staff.closure.why_en")).fill("storm No. 15");
  await question(coordinator, say("staff.closure.number")).fill(NUMBER);
  await question(coordinator, say("staff.closure.on")).fill(typed(day(0)));
  await question(coordinator, say("staff.closure.signer")).fill("Phạm Đức Ấn");
  await pick(question(coordinator, say("staff.closure.stand_in")), "Phường Hà Tu");
  await group(coordinator, say("staff.closure.due")).getByRole("radio", { name: say("staff.closure.due.shifted"), exact: true }).check();
  await coordinator.getByRole("button", { name: say("staff.closure.keep"), exact: true }).click();
  // Then the field says so
  await expect(question(coordinator, say("staff.closure.to"))).toHaveAccessibleDescription(new RegExp(say("staff.wrong.before_from")));
  await coordinator.screenshot({ path: "test-results/closure-form.png", fullPage: true });
  await coordinator.setViewportSize(PHONE);
  await expectNoSideScroll(coordinator, "writing a closure");
  await coordinator.screenshot({ path: "test-results/closure-form-phone.png", fullPage: true });
  await coordinator.setViewportSize(DESK);
  // And with the days mended it is kept, with what it would do
  await question(coordinator, say("staff.closure.to")).fill(typed(day(4)));
  await coordinator.getByRole("button", { name: say("staff.closure.keep"), exact: true }).click();
  await expect(card(coordinator)).toContainText(say("staff.closure.stage.draft"));
  await expect(card(coordinator)).toContainText(say("staff.closure.foreseen", { dossiers: "1", moves: "0" }));
  await expect(card(coordinator).getByRole("button", { name: say("staff.closure.approve") })).toHaveCount(0);
});

test("the manager approves it, and the citizen is told", async ({ people }) => {
  const manager = await people.officer("ql-tinh");
  await closures(manager);
  await expectAccessible(manager, "a closure to approve");
  await manager.screenshot({ path: "test-results/closure-draft.png", fullPage: true });
  await card(manager).getByRole("button", { name: say("staff.closure.approve"), exact: true }).click();
  await expect(card(manager)).toContainText(say("staff.closure.stage.active"));
  await expect(card(manager)).toContainText(say("staff.closure.all_told", { told: "1", moved: "0" }));
  await expectAccessible(manager, "a closure in force");
  await manager.setViewportSize(PHONE);
  await expectNoSideScroll(manager, "the closures");
  await manager.screenshot({ path: "test-results/closures-phone.png", fullPage: true });
  // Whoever tracks the dossier reads it, on a phone
  const page = await people.visitor();
  await page.goto(filed.track_path);
  await expect(page.getByText(like("status.holder")).first()).toBeVisible();
  await expect(page.getByRole("main")).toContainText(`${NAME} đóng cửa từ ${typed(day(0))} đến hết ${typed(day(4))}: bão số 15`);
  await expect(page.getByRole("main")).toContainText("Làm thay: Phường Hà Tu");
  await expect(page.getByRole("main")).toContainText(say("step.closure"));
  await expectNoSideScroll(page, "tracking while the unit is closed");
  await expectAccessible(page, "tracking while the unit is closed");
  await page.screenshot({ path: "test-results/closure-track.png", fullPage: true });
  // The message that was sent says it too
  const mailbox = await people.visitor(DESK);
  await expect(async () => {
    await mailbox.goto("/mailbox");
    await expect(mailbox.getByText(/không tính vào thời hạn giải quyết/).first()).toBeVisible({ timeout: 500 });
  }).toPass();
  // And whoever chooses that centre for the result reads it there
  const mother = await people.citizen("cd-lan");
  const answers = birthThere();
  const filing = { papers: { 1: [pdf("giay-chung-sinh.pdf", "Birth")] }, returnTo: { method: "counter" as const, centre: CO_TO } };
  const found = await begin(mother, "1.001193");
  for (const step of STEPS) {
    await expectStep(mother, step);
    await fillStep(mother, step, found, answers, filing);
    if (step === "return") break;
    await next(mother);
  }
  await expect(mother.getByRole("main")).toContainText("Làm thay: Phường Hà Tu");
  await expectAccessible(mother, "a closed centre chosen for the result");
  await mother.screenshot({ path: "test-results/closure-return.png", fullPage: true });
});

test("the other unit takes it in in its stead, and the date follows the decision until it is taken back", async ({ people }) => {
  test.setTimeout(120_000);
  // When the intake officer of Hà Tu opens the portal
  const officer = await people.officer("tn-hatu");
  await expect(officer.getByText(say("staff.stands_in", { names: NAME }), { exact: true })).toBeVisible();
  const marked = say("staff.work.in_stead", { role: say("staff.role.intake_officer"), place: NAME });
  await expect(officer.getByText(marked, { exact: true })).toBeVisible();
  await expectAccessible(officer, "the work list of a stand-in");
  await officer.screenshot({ path: "test-results/closure-queue.png", fullPage: true });
  await officer.locator(".tab-group").filter({ hasText: marked }).getByRole("link", { name: say("state.submitted"), exact: true }).click();
  await officer.getByRole("link", { name: filed.code, exact: true }).click();
  await expect(officer.getByText(`${NAME} đóng cửa`).first()).toBeVisible();
  await expectAccessible(officer, "a dossier of a closed unit");
  // Then they can accept it, and the history says in whose stead
  const desk = await Caller.signedIn("tn-hatu");
  await desk.act(filed.code, "accept", {
    checklist: [
      { paper: 0, status: "present" },
      { paper: 1, status: "present" },
      { paper: 2, status: "not_needed" },
      { paper: 3, status: "not_needed" },
      { paper: 4, status: "not_needed" },
      { paper: 5, status: "replaced_by_data" },
    ],
    paper_count: 1,
    fees: [],
  });
  await officer.reload();
  await expectState(officer, "accepted");
  await expect(officer.getByText(say("staff.history.in_stead", { place: NAME })).first()).toBeVisible();
  const due = async () => (await desk.get<{ due: { due_on: string } }>(`/api/staff/dossiers/${filed.code}`)).due.due_on;
  const later = await due();
  expect(later > day(4), `${later} is after the closed days`).toBe(true);
  await officer.screenshot({ path: "test-results/closure-dossier.png", fullPage: true });
  // Whoever waits for it sees why
  const page = await people.visitor();
  await page.goto(filed.track_path);
  await page.getByText(say("due.how")).click();
  await expect(page.getByRole("main")).toContainText(`${NAME} đóng cửa, bão số 15 (${NUMBER}, ${typed(day(0))})`);
  await page.screenshot({ path: "test-results/closure-due.png", fullPage: true });

  // When the storm turns away, the manager takes the closure back by a second decision
  const manager = await people.officer("ql-tinh");
  await closures(manager);
  await card(manager).getByRole("button", { name: say("staff.closure.end"), exact: true }).click();
  await question(manager, say("staff.closure.last")).fill(typed(day(-1)));
  await question(manager, say("staff.closure.number")).fill("16/QĐ-UBND");
  await question(manager, say("staff.closure.on")).fill(typed(day(0)));
  await question(manager, say("staff.closure.signer")).fill("Phạm Đức Ấn");
  await expectAccessible(manager, "ending a closure");
  await card(manager).getByRole("button", { name: say("staff.closure.end_now"), exact: true }).click();
  await expect(card(manager)).toContainText(say("staff.closure.stage.taken_back"));
  await expect(card(manager)).toContainText(say("staff.closure.all_told", { told: "1", moved: "1" }));
  await manager.screenshot({ path: "test-results/closure-over.png", fullPage: true });
  // Then the date is earlier again, the citizen is told, and the stand-in has no business there any more
  await page.reload();
  await expect(page.getByText(like("status.holder")).first()).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("Làm thay: Phường Hà Tu");
  const owner = await Caller.signedIn("cd-lan");
  const mine = await owner.get<{ tracked: { due: { due_on: string }; timeline: { action: string }[] } }>(`/api/public/dossiers/${filed.code}`);
  expect(mine.tracked.due.due_on < later).toBe(true);
  expect(mine.tracked.timeline.filter((step) => step.action === "follow_closure").length).toBe(2);
  await officer.goto("/staff/");
  await expect(officer.getByRole("heading", { level: 1, name: say("staff.work.title") })).toBeVisible();
  await expect(officer.getByText(say("staff.stands_in", { names: NAME }), { exact: true })).toHaveCount(0);
});
