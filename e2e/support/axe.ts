// Every page and every error state passes the audit without a finding.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Audits what is on the screen now. `what` names the state in a failure. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // Colours are audited as they come to rest, not while they fade.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const findings = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(({ html, failureSummary }) => `${html.slice(0, 300)} ${failureSummary}`),
  }));
  expect(findings, `accessibility of ${what} (${page.url()})`).toEqual([]);
}

/** Nothing is cut off: the page is not wider than the window. */
export async function expectNoSideScroll(page: Page, what: string): Promise<void> {
  const wider = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const sticksOut = (element: Element) => element.getBoundingClientRect().right > width + 1;
    return [...document.querySelectorAll("main *, header *")].filter(sticksOut).slice(0, 5).map((e) => e.outerHTML.slice(0, 200));
  });
  expect(wider, `what is wider than the window on ${what}`).toEqual([]);
  const extra = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(extra, `points to scroll sideways on ${what}`).toBe(0);
}
