// Story: somebody without an account follows a dossier by code and secret.
import { expectAccessible } from "../support/axe.ts";
import { birthFiled, birthPublished } from "../support/given.ts";
import { expect, test } from "../support/test.ts";
import { plain, say } from "../support/words.ts";

test("code and secret show the status in plain words and nothing personal", async ({ people }) => {
  // Given a dossier that was filed
  const { code, secret } = await birthFiled();
  const page = await people.visitor();
  await page.goto("/track");
  await expectAccessible(page, "tracking form");

  // When nothing is typed, then the fields say what is missing
  await page.getByRole("button", { name: say("track.go") }).click();
  await expect(page.getByText(say("wrong.required"))).toHaveCount(2);
  await expectAccessible(page, "tracking form with errors");

  // When the secret is wrong, then the page says so and keeps the typing
  await page.getByLabel(say("track.code")).fill(code);
  await page.getByLabel(say("track.secret")).fill("SAIHOANTOAN");
  await page.getByRole("button", { name: say("track.go") }).click();
  await expect(page.getByRole("alert")).toContainText(say("track.not_found"));
  await expect(page.getByLabel(say("track.code"))).toHaveValue(code);
  await expectAccessible(page, "tracking with a wrong secret");

  // When code and secret are right, as people type them
  await page.getByLabel(say("track.code")).fill(` ${code.toLowerCase()} `);
  await page.getByLabel(say("track.secret")).fill(secret);
  await page.getByRole("button", { name: say("track.go") }).click();
  // Then the status, who has it and what happened are there, and no name
  await expect(page.getByText(plain("submitted"))).toBeVisible();
  await expect(page.getByText(say("status.holder"))).toBeVisible();
  await expect(page.getByRole("heading", { name: say("status.timeline") })).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("Nguyễn Thị Lan");
  await expect(page.getByRole("main")).not.toContainText("022196001234");
  await expectAccessible(page, "tracked status");
});

test("the link of the receipt opens the status, and the result needs a proof of identity", async ({ people }) => {
  // Given a published result that was asked for online
  const { track_path } = await birthPublished("online");
  const page = await people.visitor();
  await page.goto(track_path);
  // Then the status is in sight at once, with what was decided
  await expect(page.getByText(plain("returned"))).toBeInViewport();
  await expect(page.getByText(say("status.granted"), { exact: true })).toBeInViewport();

  // When the number is not the applicant's, then no file is given
  const number = page.getByLabel(say("track.number"));
  await number.fill("022196009999");
  await page.getByRole("button", { name: say("track.download") }).click();
  await expect(page.getByText(say("track.wrong_number"))).toBeVisible();
  await expectAccessible(page, "result with a wrong number");

  // When it is, then the certificate is
  await number.fill("022196001234");
  const opened = page.waitForEvent("popup").catch(() => null);
  const fetched = page.context().waitForEvent("response", (response) => response.headers()["content-type"] === "application/pdf");
  await page.getByRole("button", { name: say("track.download") }).click();
  expect((await fetched).ok()).toBe(true);
  await opened;
});
