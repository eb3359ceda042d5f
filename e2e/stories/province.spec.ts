// Story: 30 June → 1 July 2025 for all of Quảng Ninh: 171 units become 54 with all that lies with them. The province
// sees the board, the units hand over, and a citizen collects at the new unit. The host's clock is the real one, so the
// plan begins today. `MOTCUA_PROVINCE` says how many dossiers there are (`cargo xtask test --long`: 20,000).
import { expectAccessible, expectNoSideScroll } from "../support/axe.ts";
import { actions, expectState } from "../support/desk.ts";
import { question } from "../support/form.ts";
import { Caller, shopToCollect } from "../support/given.ts";
import { beside, maintain, startHost, type Host } from "../support/host.ts";
import { DESK, expect, PHONE, test } from "../support/test.ts";
import { like, say } from "../support/words.ts";

test.describe.configure({ mode: "serial" });

const PLAN = "QN-2025";
const DOSSIERS = Number(process.env.MOTCUA_PROVINCE ?? 300);
/** Lists are signed and checked by the hundred in a long run. */
const PATIENCE_MS = 120_000 + DOSSIERS * 30;
let host: Host;
let shared: string | undefined;
let waiting = "";
let began = 0;

interface Summary { id: string; from: string; items: number; given: unknown; taken: unknown }

/** What a step took, for whoever reads the report. */
function took(step: string): void {
  console.log(`province, ${DOSSIERS} dossiers, ${step}: ${((Date.now() - began) / 1_000).toFixed(1)} s`);
  began = Date.now();
}

async function startAgain(): Promise<void> {
  await host.stop(true);
  host = await startHost(host.data);
  process.env.MOTCUA_URL = host.url;
}

test.beforeAll(async () => {
  test.setTimeout(PATIENCE_MS);
  shared = process.env.MOTCUA_URL;
  host = await startHost();
  process.env.MOTCUA_URL = host.url;
  began = Date.now();
  beside(host.data, "bench", "eve", String(DOSSIERS));
  await startAgain();
  took("filled");
});

test.afterAll(async () => {
  process.env.MOTCUA_URL = shared;
  await host.stop();
});

test("on the eve the province sees what lies where, who must act and who will be late", async ({ people }) => {
  test.setTimeout(PATIENCE_MS);
  // Given a result that waits at the old Bình Liêu for its owner
  waiting = (await shopToCollect()).code;
  began = Date.now();
  maintain(host.data, "plan", "--id", PLAN, "--count");
  took("counted");
  // When the manager of the province opens the plan
  const manager = await people.officer("ql-tinh");
  await manager.goto(`/staff/reorganisations/${PLAN}`);
  await expect(manager.getByText(say("staff.plan.stage.draft"), { exact: true })).toBeVisible();
  // Then what is overdue is told, and each unit has its numbers, its pace and who must act
  await expect(manager.getByText(say("staff.plan.alert.not_carried_out"))).toBeVisible();
  await expect(manager.getByText(like("staff.plan.alert.late"))).toBeVisible();
  await expect(manager.getByText(say("staff.plan.act.late"), { exact: true }).first()).toBeVisible();
  await expect(manager.getByText(like("staff.plan.turn.late")).first()).toBeVisible();
  await expectAccessible(manager, "the board of the province");
  await manager.screenshot({ path: "test-results/province-board.png" });
  await manager.setViewportSize(PHONE);
  await expectNoSideScroll(manager, "the board of the province");
  await manager.screenshot({ path: "test-results/province-board-phone.png" });
  await manager.setViewportSize(DESK);
  // And the list for the People's Committee is there on paper and as a file
  await manager.getByRole("link", { name: say("staff.plan.direction"), exact: true }).click();
  await expect(manager.getByRole("heading", { name: "HỒ SƠ CỦA CÁC ĐƠN VỊ KẾT THÚC HOẠT ĐỘNG" })).toBeVisible();
  const [file] = await Promise.all([
    manager.waitForEvent("download"),
    manager.getByRole("link", { name: say("staff.register.csv"), exact: true }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`${PLAN}.csv`);
  await manager.emulateMedia({ media: "print" });
  await manager.screenshot({ path: "test-results/province-direction.png" });
  const paper = await manager.locator("body").innerText();
  await manager.emulateMedia({ media: null });
  expect(paper).toContain("GIÁM ĐỐC TRUNG TÂM");
  expect(paper).not.toContain(say("staff.register.csv"));
  await manager.setViewportSize(PHONE);
  await expectNoSideScroll(manager, "the list for direction");
  await manager.setViewportSize(DESK);
  // And they approve the plan
  await manager.goto(`/staff/reorganisations/${PLAN}`);
  await manager.getByRole("button", { name: say("staff.plan.approve"), exact: true }).click();
  await expect(manager.getByText(say("staff.plan.stage.approved"), { exact: true })).toBeVisible();
  began = Date.now();
  console.log(maintain(host.data, "plan", "--id", PLAN, "--carry-out"));
  took("carried out");
  await startAgain();
});

test("on the day 171 units hand over to 54, and the owner of a result collects at the new one", async ({ people }) => {
  test.setTimeout(PATIENCE_MS);
  // Given the lists of all units; what split units have is asked of the province
  const manager = await people.officer("ql-tinh");
  await manager.goto(`/staff/reorganisations/${PLAN}`);
  await expect(manager.getByText(say("staff.plan.stage.carried"), { exact: true })).toBeVisible();
  // The host has just begun again, and works off what the day has brought.
  await expect(manager.getByText(like("staff.plan.unsigned"))).toBeVisible({ timeout: 60_000 });
  await expect(manager.getByRole("heading", { name: say("staff.plan.questions"), exact: true })).toBeVisible();
  const all = await (await Caller.signedIn("ql-tinh")).get<{ lists: Summary[] }>(`/api/staff/reorganisations/${PLAN}/lists`);
  console.log(`province: ${all.lists.length} lists of ${new Set(all.lists.map((list) => list.from)).size} units, ${all.lists.reduce((sum, list) => sum + list.items, 0)} dossiers`);
  expect(all.lists.length).toBeGreaterThan(10);
  // When Bình Liêu signs the list with the result
  const mine = all.lists.filter((list) => list.from === "06838");
  expect(mine.length).toBeGreaterThan(0);
  for (const list of mine) {
    const here = `/staff/reorganisations/${PLAN}/lists/${list.from}/${list.id}`;
    const giver = await people.officer("ql-binhlieu");
    await giver.goto(here);
    await giver.getByRole("button", { name: say("staff.list.give"), exact: true }).click();
    await expect(giver.getByText(like("staff.list.given_by"))).toBeVisible();
    // And the new unit counts and signs: the same people, in their new posts
    await giver.getByRole("button", { name: say("staff.list.receive_all", { count: String(list.items) }), exact: true }).click();
    await giver.getByRole("button", { name: say("staff.list.take"), exact: true }).click();
    await expect(giver.getByText(like("staff.list.taken_by"))).toBeVisible({ timeout: 30_000 });
    await giver.screenshot({ path: "test-results/province-list.png" });
  }
  took("one unit handed over");
  // Then the owner of the result comes with the old code to the new unit
  const desk = await people.officer("tkq-binhlieu");
  await desk.goto(`/staff/dossiers/${waiting}?act=hand_over`);
  await expect(desk.getByText("Trung tâm Phục vụ hành chính công xã Bình Liêu").first()).toBeVisible();
  await question(actions(desk), say("staff.identity.number")).fill("022188007654");
  await actions(desk).getByRole("button", { name: say("staff.action.hand_over"), exact: true }).click();
  await expectState(desk, "returned");
});
