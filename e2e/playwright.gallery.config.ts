// Takes the pictures of the README: `npm run screens`. Not part of the tests, since every picture differs by its dates.
import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config.ts";

export default defineConfig({ ...journeys, testDir: "gallery", workers: 1 });
