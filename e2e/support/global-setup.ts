// Where the journeys take place: the host that is named, or one of their own on free ports with an empty data folder.
import { startHost } from "./host.ts";

export default async function globalSetup(): Promise<(() => Promise<void>) | void> {
  if (process.env.MOTCUA_URL) return;
  const host = await startHost();
  process.env.MOTCUA_URL = host.url;
  return () => host.stop();
}
