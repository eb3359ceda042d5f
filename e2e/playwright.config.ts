// Journeys through the whole product in the system's Chromium: the real host, the real functions, the real pages.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "stories",
  outputDir: "test-results",
  globalSetup: "./support/global-setup.ts",
  // Two cores: more workers would only make each other slow.
  workers: 2,
  fullyParallel: true,
  // A journey passes at its first try or it did not pass.
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    screenshot: "only-on-failure",
    launchOptions: {
      // Never a browser of Playwright's own: what the system's package manager keeps up to date is what is tested.
      executablePath: process.env.MOTCUA_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
