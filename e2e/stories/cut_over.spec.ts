// Story: two units become one. The plan is approved by a second person, carried out, signed for on both sides, and a
// citizen collects at the new unit with the old code. It has a host of its own: the other stories keep their units.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expectAccessible, expectNoSideScroll } from "../support/axe.ts";
import { actions, expectState } from "../support/desk.ts";
import { question } from "../support/form.ts";
import { Caller, shopFiled, shopToCollect } from "../support/given.ts";
import { maintain, startHost, type Host } from "../support/host.ts";
import { DESK, expect, PHONE, test } from "../support/test.ts";
import { like, say } from "../support/words.ts";

test.describe.configure({ mode: "serial" });

const PLAN = "QN-E2E";
const [RESOLVES, RECEIVES] = ["06673", "06838"];
let host: Host;
let shared: string | undefined;
let waiting = "";
let submitted = "";

test.beforeAll(async () => {
  shared = process.env.MOTCUA_URL;
  host = await startHost();
  process.env.MOTCUA_URL = host.url;
});

test.afterAll(async () => {
  process.env.MOTCUA_URL = shared;
  await host.stop();
});

/** Functions that run trust their reference data for some minutes; a host that starts again reads them at once. */
async function minutesLater(): Promise<void> {
  await host.stop(true);
  host = await startHost(host.data);
  process.env.MOTCUA_URL = host.url;
}

function plan(): object {
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  return {
    id: PLAN, title_vi: "Diễn tập sáp nhập", title_en: "Merger exercise", decision: "02/KH", effective: today,
    ended: [RESOLVES, RECEIVES],
    begun: [{ code: RESOLVES, name: "Diễn Tập", name_en: "Exercise Ward", type: "phuong", agency_code: "H49.991" }],
    links: [{ old: RESOLVES, new: RESOLVES }, { old: RECEIVES, new: RESOLVES }],
    branches: [{ unit: RESOLVES, branch: "QN-VPDKDD-HALONG" }],
  };
}

test("a plan is approved by a second person, who sees what lies where", async ({ people }) => {
  test.setTimeout(180_000);
  // Given a result that waits at Bình Liêu, and a shop that was only filed
  waiting = (await shopToCollect()).code;
  submitted = (await shopFiled()).code;
  // And a plan that the coordinator wrote
  const file = join(host.data, "plan.json");
  writeFileSync(file, JSON.stringify(plan()));
  maintain(host.data, "plan", "--file", file, "--draft", "--by", "dp-tinh");
  maintain(host.data, "plan", "--id", PLAN, "--count");
  // When the manager of the province opens it
  const manager = await people.officer("ql-tinh");
  await manager.getByRole("link", { name: say("staff.nav.plans"), exact: true }).click();
  await manager.getByRole("link", { name: "Diễn tập sáp nhập" }).click();
  await expect(manager.getByText(say("staff.plan.stage.draft"), { exact: true })).toBeVisible();
  const row = manager.getByRole("row").filter({ hasText: "Ủy ban nhân dân xã Bình Liêu" });
  await expect(row).toContainText("Ủy ban nhân dân phường Diễn Tập");
  // And what the plan says: of what the new unit is made
  const begun = manager.getByRole("table", { name: say("staff.plan.begun") }).getByRole("row").last();
  await expect(begun).toContainText("Phường Diễn Tập");
  await expect(begun).toContainText("Xã Bình Liêu");
  await expect(row).toContainText(say("state.done"));
  await expectAccessible(manager, "the board of a plan");
  // Then they approve it, and it is carried out
  await manager.getByRole("button", { name: say("staff.plan.approve"), exact: true }).click();
  await expect(manager.getByText(say("staff.plan.stage.approved"), { exact: true })).toBeVisible();
  maintain(host.data, "plan", "--id", PLAN, "--carry-out");
  await minutesLater();
});

test("both units sign, and the owner collects at the new one", async ({ people }) => {
  test.setTimeout(180_000);
  // When the manager of Bình Liêu signs what is handed over
  const giver = await people.officer("ql-binhlieu");
  await giver.goto(`/staff/reorganisations/${PLAN}`);
  await expect(giver.getByText(say("staff.plan.stage.carried"), { exact: true })).toBeVisible();
  await expect(giver.getByText(say("staff.plan.act.hand"), { exact: true }).first()).toBeVisible();
  await giver.screenshot({ path: "test-results/board.png", fullPage: true });
  await giver.setViewportSize(PHONE);
  await expectNoSideScroll(giver, "the board of a plan");
  await giver.screenshot({ path: "test-results/board-phone.png", fullPage: true });
  await giver.setViewportSize(DESK);
  await giver.getByRole("row").filter({ hasText: say("staff.list.step.give") }).getByRole("link", { name: new RegExp(`^${RECEIVES}`) }).click();
  await expect(giver.getByRole("link", { name: waiting, exact: true })).toBeVisible();
  await giver.getByRole("button", { name: say("staff.list.give"), exact: true }).click();
  await expect(giver.getByText(like("staff.list.given_by"))).toBeVisible();
  const here = new URL(giver.url()).pathname;
  // And the manager of what was Bãi Cháy, now of the new unit, checks and signs
  const receiver = await people.officer("ql-baichay");
  await receiver.goto(here);
  await receiver.getByRole("row").filter({ hasText: submitted }).getByRole("button", { name: say("staff.list.not_received"), exact: true }).click();
  await question(receiver.locator("main"), say("staff.list.why")).fill("Thiếu bản chụp giấy tờ tùy thân");
  await expectAccessible(receiver, "a list that is checked");
  await receiver.getByRole("button", { name: say("staff.list.say_missing"), exact: true }).click();
  await expect(receiver.getByRole("row").filter({ hasText: submitted }).first()).toContainText(say("staff.list.missing"));
  await receiver.getByRole("button", { name: say("staff.list.receive_all", { count: "1" }), exact: true }).click();
  await expect(receiver.getByRole("row").filter({ hasText: waiting }).first()).toContainText(say("staff.list.received"));
  await receiver.getByRole("button", { name: say("staff.list.take"), exact: true }).click();
  await expect(receiver.getByText(like("staff.list.taken_by"))).toBeVisible();
  await receiver.screenshot({ path: "test-results/list.png", fullPage: true });
  await receiver.setViewportSize(PHONE);
  await expectNoSideScroll(receiver, "a list");
  await receiver.screenshot({ path: "test-results/list-phone.png", fullPage: true });
  await receiver.setViewportSize(DESK);
  // Then the protocol has both signatures, and on paper nothing to press
  await receiver.emulateMedia({ media: "print" });
  const paper = await receiver.locator("body").innerText();
  await receiver.screenshot({ path: "test-results/protocol.png", fullPage: true });
  await receiver.emulateMedia({ media: null });
  expect(paper).toContain("BIÊN BẢN BÀN GIAO HỒ SƠ");
  expect(paper).toContain(waiting);
  expect(paper).not.toContain(say("staff.list.receive"));
  // What was not received waits with the province
  const queue = await (await Caller.signedIn("ql-tinh")).get<{ rows: { code: string }[] }>("/api/staff/queue?desk=COORD&state=handover_pending");
  expect(queue.rows.map((row) => row.code)).toEqual([submitted]);
  // And the owner of the result comes with the old code to the new unit
  const desk = await people.officer("tkq-binhlieu");
  await desk.goto(`/staff/dossiers/${waiting}`);
  await expect(desk.getByText("Trung tâm Phục vụ hành chính công phường Diễn Tập").first()).toBeVisible();
  await desk.goto(`/staff/dossiers/${waiting}?act=hand_over`);
  await question(actions(desk), say("staff.identity.number")).fill("022188007654");
  await actions(desk).getByRole("button", { name: say("staff.action.hand_over"), exact: true }).click();
  await expectState(desk, "returned");
});
