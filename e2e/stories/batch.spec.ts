// Story: several dossiers in one go, chosen by keyboard, each with its own outcome, and what failed tried again; and the
// lists of a desk's alarms, with the next step one press away.
import { expectAccessible, expectNoSideScroll } from "../support/axe.ts";
import { actions, expectState } from "../support/desk.ts";
import { question } from "../support/form.ts";
import { birthAccepted, birthPublished, done } from "../support/given.ts";
import { HURRIED } from "../support/host.ts";
import { account, DESK, expect, PHONE, test } from "../support/test.ts";
import { like, say } from "../support/words.ts";

test("several dossiers are taken over in one go, each with its own outcome, and what failed is tried again", async ({ people }) => {
  test.setTimeout(180_000);
  // Given three dossiers on their way to Hà Tu's office
  const codes: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    const { code } = await birthAccepted();
    await done("tn-hatu", code, "forward", { paper_count: 1 });
    codes.push(code);
  }
  const head = await people.officer("tp-vp-hatu");
  await head.getByRole("navigation", { name: say("staff.work.queues") }).getByRole("link", { name: say("state.in_transfer"), exact: true }).click();
  for (const code of codes) {
    const link = head.getByRole("link", { name: code, exact: true });
    const more = head.getByRole("button", { name: say("pager.more") });
    await expect(link.or(more).first()).toBeVisible();
    while ((await link.count()) === 0) await more.click();
    // When they are chosen by the keyboard alone
    await link.focus();
    await head.keyboard.press("x");
    await expect(head.getByRole("checkbox", { name: like("staff.batch.choose", { name: code }) })).toBeChecked();
    await expect(link).toBeFocused();
  }
  const bar = head.getByRole("group", { name: say("staff.batch.label") });
  await expect(bar.getByRole("status")).toHaveText(say("staff.batch.count", { count: "3" }));
  await expectAccessible(head, "a list with chosen dossiers");
  await bar.getByRole("button", { name: say("staff.action.receive"), exact: true }).press("Enter");
  const panel = head.getByRole("region", { name: say("staff.action.receive") });
  await expect(panel.getByRole("heading", { name: say("staff.action.receive") })).toBeFocused();
  const go = (count: number) =>
    panel.getByRole("button", { name: say("staff.batch.send", { action: say("staff.action.receive"), count: String(count) }), exact: true });
  // And sent without the confirmation
  await go(3).click();
  await expect(panel.getByRole("alert").filter({ hasText: say("summary.title") })).toBeFocused();
  await expectAccessible(head, "a batch that is not confirmed");
  const name = `${account("tl-vp-hatu").name}, ${account("tl-vp-hatu").title_vi}`;
  await question(panel, say("staff.field.assignee")).selectOption({ label: name });
  await panel.getByRole("checkbox", { name: say("staff.batch.counted") }).check();
  // And meanwhile one of them got a new version, another was taken over by a colleague
  await done("cd-lan", codes[0], "change_return_place", { return_to: { method: "online", centre: "06652", address: null } });
  await done("tp-vp-hatu", codes[1], "receive", { assignee: "tl-vp-hatu", paper_count: 1 });
  let requests = 0;
  head.on("request", (request) => {
    if (request.method() === "POST" && new URL(request.url()).pathname.startsWith("/api/staff/")) requests += 1;
  });
  await go(3).click();
  // Then one request took them all, two say why not, and the third is done
  await expect(panel.getByText(say("staff.batch.done", { count: "1", total: "3" }))).toBeVisible();
  expect(requests, "requests of the batch").toBe(1);
  await expect(panel.locator("#batch-progress")).toBeFocused();
  const item = (code: string) => panel.getByRole("listitem").filter({ hasText: code });
  await expect(item(codes[0])).toContainText(say("error.stale"));
  await expect(item(codes[1])).toContainText(say("error.stale"));
  await expect(item(codes[2])).toContainText(say("staff.batch.ok"));
  await expectAccessible(head, "a batch with its outcomes");
  await head.setViewportSize(PHONE);
  await expectNoSideScroll(head, "a batch with its outcomes");
  await head.setViewportSize(DESK);
  // When those that failed are opened again, the one is possible now and must be confirmed anew, the other is over
  await panel.getByRole("button", { name: say("staff.batch.again", { count: "2" }), exact: true }).click();
  await expect(item(codes[1])).toContainText(say("staff.batch.not_possible"));
  await expect(panel.getByRole("checkbox", { name: say("staff.batch.counted") })).not.toBeChecked();
  await panel.getByRole("checkbox", { name: say("staff.batch.counted") }).check();
  await go(1).click();
  await expect(panel.getByText(say("staff.batch.done", { count: "2", total: "3" }))).toBeVisible();
  await expect(go(1)).toHaveCount(0);
  // And nothing of it stays chosen when the panel is closed, and the focus is not lost
  await panel.getByRole("button", { name: say("staff.actions.close"), exact: true }).click();
  await expect(head.getByRole("heading", { name: say("staff.work.title"), level: 1 })).toBeFocused();
  for (const code of codes) await expect(head.getByRole("link", { name: code, exact: true })).toHaveCount(0);
});

test("a result that nobody comes for is listed at its centre, and handed over from there", async ({ people }) => {
  test.setTimeout(180_000);
  // Given a result that lies at a centre for longer than that centre keeps results
  const { code } = await birthPublished();
  await done("cd-lan", code, "change_return_place", { return_to: { method: "counter", centre: HURRIED, address: null } });
  await done("vt-hatu", code, "send_result", { paper_count: 1 });
  await done("tkq-baichay", code, "receive_result", { paper_count: 1 });
  const desk = await people.officer("tkq-baichay");
  const tabs = desk.getByRole("navigation", { name: say("staff.work.queues") });
  // When the returns desk looks at its alarms, there are none: uncollected results are a list of their own
  await tabs.getByRole("link", { name: say("staff.alarms.tab"), exact: true }).click();
  await expect(desk.getByRole("heading", { name: say("staff.alarms.title"), exact: true })).toBeVisible();
  await expect(desk.getByText(say("staff.alarms.none"))).toBeVisible();
  await expectAccessible(desk, "a desk without alarms");
  await tabs.getByRole("link", { name: say("staff.alarms.uncollected_tab"), exact: true }).click();
  await expect(tabs.getByRole("link", { name: say("staff.alarms.uncollected_tab"), exact: true })).toHaveAttribute("aria-current", "page");
  const row = desk.getByRole("row").filter({ has: desk.getByRole("link", { name: code, exact: true }) });
  await expect(async () => {
    await desk.getByRole("button", { name: say("staff.work.refresh") }).click();
    await expect(row).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 40_000 });
  // Then the row says what has come, since when, and what to do
  await expect(row).toContainText(say("staff.alarm.result_unclaimed"));
  await expect(row).toContainText(like("staff.alarms.since"));
  await expectAccessible(desk, "the list of uncollected results");
  await desk.setViewportSize(PHONE);
  await expectNoSideScroll(desk, "the list of uncollected results");
  await desk.setViewportSize(DESK);
  // On paper the list has its place and its rows, and nothing to press
  await desk.emulateMedia({ media: "print" });
  const paper = await desk.locator("body").innerText();
  await desk.emulateMedia({ media: null });
  expect(paper).toContain(code);
  expect(paper).toContain(say("staff.alarms.uncollected_title"));
  expect(paper).not.toContain(say("staff.work.refresh"));
  expect(paper).not.toContain(say("staff.search.label"));
  // And the step opens where it is taken
  await row.getByRole("link", { name: new RegExp(say("staff.action.hand_over")) }).click();
  const title = actions(desk).getByRole("heading", { name: say("staff.action.hand_over"), exact: true });
  await expect(title).toBeFocused();
  await question(actions(desk), say("staff.identity.number")).fill("022196001234");
  await actions(desk).getByRole("button", { name: say("staff.action.hand_over"), exact: true }).click();
  await expectState(desk, "returned");
});
