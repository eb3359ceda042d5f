// People with browsers: each has a window of their own, signs in on the page for it, and whatever breaks in that
// window fails the journey.
import { test as base, expect, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./host.ts";

export { expect };

/** A phone held upright, and a desk's screen. */
export const PHONE = { width: 360, height: 640 };
export const DESK = { width: 1280, height: 800 };

interface Account {
  id: string;
  name: string;
  title_vi: string;
}

const accounts: Account[] = JSON.parse(readFileSync(join(ROOT, "infra/seed/accounts.json"), "utf8"));

/** A demonstration account by its id. */
export function account(id: string): Account {
  const found = accounts.find((account) => account.id === id);
  if (!found) throw new Error(`No account ${id}`);
  return found;
}

export interface People {
  /** Somebody without an account, with a phone unless said otherwise. */
  visitor: (size?: typeof PHONE) => Promise<Page>;
  /** A signed-in citizen with a phone. */
  citizen: (id: string) => Promise<Page>;
  /** A signed-in officer at a desk, with the work list open. */
  officer: (id: string) => Promise<Page>;
}

export const test = base.extend<{ people: People }>({
  baseURL: async ({}, use) => use(process.env.MOTCUA_URL),
  people: async ({ browser, baseURL }, use) => {
    const open: BrowserContext[] = [];
    const broken: string[] = [];
    const page = async (viewport: typeof PHONE) => {
      const context = await fresh(browser, viewport, baseURL ?? "");
      open.push(context);
      const page = await context.newPage();
      page.on("pageerror", (error) => broken.push(`${page.url()}: ${error.message}`));
      page.on("console", (message) => {
        // A refused request is told to the reader by the page; the browser's own note of it is no fault.
        if (message.type() === "error" && !message.text().includes("Failed to load resource")) {
          broken.push(`${page.url()}: ${message.text()}`);
        }
      });
      return page;
    };
    await use({
      visitor: async (size = PHONE) => page(size),
      citizen: async (id) => signIn(await page(PHONE), id, "/"),
      officer: async (id) => signIn(await page(DESK), id, "/staff/"),
    });
    await Promise.all(open.map((context) => context.close()));
    expect(broken, "errors in the browser").toEqual([]);
  },
});

async function fresh(browser: Browser, viewport: typeof PHONE, baseURL: string): Promise<BrowserContext> {
  const onPhone = viewport.width < 600;
  return browser.newContext({
    viewport,
    baseURL,
    hasTouch: onPhone,
    isMobile: onPhone,
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    acceptDownloads: true,
  });
}

/** Chooses the account on the sign-in page, as a person does, and comes back to `back`. */
export async function signIn(page: Page, id: string, back: string): Promise<Page> {
  await page.goto(`/sign-in?return=${encodeURIComponent(back)}`);
  const { name, title_vi } = account(id);
  await page.getByRole("button", { name: `${name} ${title_vi}` }).click();
  await page.waitForURL((url) => url.pathname === back.split("?")[0]);
  return page;
}
