// Starts the local host for the journeys and stops it afterwards.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** The project's root folder. */
export const ROOT = join(import.meta.dirname, "../..");

const PATIENCE_MS = 60_000;

export interface Host {
  /** Address of app and API, without a slash at its end. */
  url: string;
  /** Where it keeps everything. */
  data: string;
  /** Ends it, and forgets what it kept unless another one goes on with it. */
  stop: (keep?: boolean) => Promise<void>;
}

/** A long run is served by a release build. */
const PROFILE = process.env.MOTCUA_PROFILE ?? "debug";

const target = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");

/** A maintenance task beside a host, as `cargo xtask` runs it; gives what it says. */
export function maintain(data: string, ...task: string[]): string {
  return beside(data, "maintain", ...task);
}

/** A program beside a host, in the profile of the host; gives what it says. */
export function beside(data: string, program: string, ...task: string[]): string {
  return execFileSync(join(target, PROFILE, program), [...task, "--data", data], { encoding: "utf8" });
}

/** Starts `gateway`, which `cargo xtask` builds, and waits until it says where it is. */
export async function startHost(kept?: string): Promise<Host> {
  const data = kept ?? mkdtempSync(join(tmpdir(), "motcua-e2e-"));
  const seed = join(data, "seed");
  if (!kept) {
    cpSync(join(ROOT, "infra/seed"), seed, { recursive: true });
    hurried(join(seed, "timers.json"));
  }
  // What the host before said is no longer so.
  rmSync(join(data, "host.json"), { force: true });
  const child = spawn(
    join(target, PROFILE, "gateway"),
    ["--port", "0", "--data", data, "--app", join(ROOT, "target/app"), "--seed", seed],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const ended = new Promise<number | null>((done) => child.once("exit", done));
  child.once("error", (error) => console.error(`The host does not start (cargo xtask start builds it): ${error.message}`));
  const stop = async (keep = false) => {
    child.kill("SIGTERM");
    await ended;
    if (!keep) rmSync(data, { recursive: true, force: true });
  };
  for (const began = Date.now(); Date.now() - began < PATIENCE_MS && child.exitCode === null; await pause(100)) {
    const url = announced(data);
    if (url) return { url, data, stop };
  }
  await stop();
  throw new Error("The host did not become ready within a minute.");
}

/** A centre where the journeys return nothing else lists its results as uncollected at once: the host's clock is the real one. */
export const HURRIED = "06673";

function hurried(file: string): void {
  const timers = JSON.parse(readFileSync(file, "utf8"));
  timers.centres[HURRIED] = { collection_days: 0 };
  writeFileSync(file, JSON.stringify(timers));
}

/** The host writes `host.json` once it serves. */
function announced(data: string): string | undefined {
  try {
    return JSON.parse(readFileSync(join(data, "host.json"), "utf8")).url;
  } catch {
    return undefined;
  }
}
