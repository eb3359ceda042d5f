// The two pictures of the README: a filing on a phone, and a dossier at a desk.
import { birth } from "../support/answers.ts";
import { actions, find } from "../support/desk.ts";
import { fileUpTo, fillStep, type Filing } from "../support/filing.ts";
import { birthInProcess } from "../support/given.ts";
import { photo } from "../support/papers.ts";
import { expect, test } from "../support/test.ts";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "../screens");
const FILING: Filing = { papers: { 1: [photo("giay-chung-sinh.png")] }, returnTo: { method: "counter", centre: "06652" } };

test("phone", async ({ people }) => {
  const page = await people.citizen("cd-lan");
  const answers = birth();
  const found = await fileUpTo(page, "1.001193", answers, FILING, "papers");
  await fillStep(page, "papers", found, answers, FILING);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: join(FOLDER, "phone.png") });
});

test("desk", async ({ people }) => {
  const { code } = await birthInProcess();
  const officer = await people.officer("tl-vp-hatu");
  await find(officer, code);
  await expect(actions(officer)).toBeVisible();
  await officer.screenshot({ path: join(FOLDER, "desk.png") });
});
