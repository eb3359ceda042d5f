// Story: dossiers that do not come by a person at the desk while everything works: one that was taken in on paper while
// the system was down, and one that the post brought.
import { shop } from "../support/answers.ts";
import { expectAccessible, expectNoSideScroll } from "../support/axe.ts";
import { acceptNow, chooseProcedure, fillCounter, receivePerson } from "../support/counter.ts";
import { day, typed } from "../support/days.ts";
import { act, actions, expectState, find } from "../support/desk.ts";
import { group, question } from "../support/form.ts";
import { expect, test } from "../support/test.ts";
import { say } from "../support/words.ts";

const OWNER = "022188005678";
const unfold = { hasText: say("staff.arrival.other") };

test("what was taken in on paper during an outage counts from its true time once a second person has confirmed it", async ({ people }) => {
  test.setTimeout(180_000);
  // Given an officer with a paper receipt of this morning: one of yesterday would soon be near its date, and reminded of
  const desk = await people.officer("tn-binhlieu");
  await receivePerson(desk, "1.001612", "ho kinh doanh", OWNER);
  await desk.locator("summary").filter(unfold).click();
  await desk.getByRole("checkbox", { name: say("staff.arrival.late") }).check();
  await fillCounter(desk, "1.001612", shop("Bế Thị Muộn"), { identity: OWNER, onPaper: [0], fee: { receipt: "BL-0461" } });
  // When the time is not one, and the day is to come
  await question(desk, say("staff.arrival.day")).fill(typed(day(1)));
  await question(desk, say("staff.arrival.time")).fill("9 giờ rưỡi");
  await desk.getByRole("button", { name: say("staff.intake.accept"), exact: true }).click();
  // Then each field says what it needs, and nothing is sent
  await expect(desk.getByText(say("staff.wrong.bad_time"))).toHaveCount(2);
  await expectAccessible(desk, "a late entry with errors");
  await question(desk, say("staff.arrival.time")).fill("0h01");
  await question(desk, say("staff.late_entry.receipt")).fill("GB-0107");
  await question(desk, say("staff.arrival.reason")).fill("Mất điện từ nửa đêm đến sáng");
  await desk.getByRole("button", { name: say("staff.intake.accept"), exact: true }).click();
  await expect(desk.getByText(say("staff.wrong.in_the_future")).first()).toBeVisible();
  // And what was typed outlives a reload
  await desk.reload();
  await expect(question(desk, say("staff.late_entry.receipt"))).toHaveValue("GB-0107");
  await question(desk, say("staff.arrival.day")).fill(typed(day(0)));
  await expectNoSideScroll(desk, "a late entry");
  const code = await acceptNow(desk);

  // Then it waits: whoever entered it cannot confirm it, nor send it on
  await desk.getByRole("link", { name: say("staff.filed.open") }).click();
  await expect(desk.getByText(say("staff.late_entry.waits")).first()).toBeVisible();
  await expectAccessible(desk, "a late entry that waits");
  await expect(actions(desk).getByRole("button", { name: say("staff.action.confirm_late_entry") })).toHaveCount(0);
  // When the manager of the centre compares it with the paper book
  const manager = await people.officer("ql-binhlieu");
  await find(manager, code);
  await act(manager, "confirm_late_entry", async (card) => {
    await expect(card.getByText("GB-0107")).toBeVisible();
    await expect(card).toContainText(`00:01 ${typed(day(0))}`);
    await card.getByRole("radio", { name: say("staff.late_entry.confirmed") }).check();
    await question(card, say("staff.field.reason")).fill("Đúng như sổ giấy");
    await expectAccessible(manager, "confirming a late entry");
  });
  // Then it goes on, received at its true time
  await find(desk, code);
  await expect(desk.getByText(say("staff.late_entry.confirmed")).first()).toBeVisible();
  await act(desk, "forward");
  await expectState(desk, "in_transfer");
});

test("what the post brings is taken in with the number of its item, and without a card", async ({ people }) => {
  test.setTimeout(180_000);
  const desk = await people.officer("tn-binhlieu");
  await desk.getByRole("link", { name: say("staff.nav.intake"), exact: true }).click();
  await desk.locator("summary").filter(unfold).click();
  await group(desk, say("staff.arrival.way")).getByRole("radio", { name: say("staff.arrival.post"), exact: true }).check();
  await expect(question(desk, say("staff.identity.number"))).toHaveCount(0);
  await chooseProcedure(desk, "1.001612", "ho kinh doanh");
  await fillCounter(desk, "1.001612", shop("Chìu Thị Thư"), { identity: OWNER, onPaper: [0], fee: { receipt: "BL-0462" } });
  // When the number is missing, then it is asked for where it belongs
  await desk.getByRole("button", { name: say("staff.intake.accept"), exact: true }).click();
  await expect(question(desk, say("staff.post.item"))).toHaveAttribute("aria-invalid", "true");
  await question(desk, say("staff.post.item")).fill("EA987654321VN");
  await expectAccessible(desk, "taking in what came by post");
  await acceptNow(desk);
  await desk.getByRole("link", { name: say("staff.filed.open") }).click();
  await expect(desk.getByText(say("staff.action.file_by_post")).first()).toBeVisible();
  await expect(desk.getByText("EA987654321VN").first()).toBeVisible();
});
