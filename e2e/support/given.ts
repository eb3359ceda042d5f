// What has happened before a story begins, done over the API by the same people: quick, and by the same rules.
import { expect, request, type APIRequestContext } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { birth, shop } from "./answers.ts";
import type { Answers, Procedure } from "./form.ts";
import { pdf, type Paper } from "./papers.ts";

/** A dossier that was filed. */
export interface Filed {
  code: string;
  secret: string;
  track_path: string;
}

export interface ReturnTo {
  method: "counter" | "online" | "post";
  centre: string;
  address: string | null;
}

const HA_TU = "06652";

/** Somebody who talks to the API with a session of their own. */
export class Caller {
  private constructor(
    private readonly api: APIRequestContext,
    private readonly side: "public" | "staff",
  ) {}

  static async signedIn(account: string): Promise<Caller> {
    const api = await request.newContext({ baseURL: process.env.MOTCUA_URL });
    const answer = await api.post("/sign-in", { form: { account, return: "/api/auth/me" } });
    expect(answer.ok(), `sign-in of ${account}`).toBe(true);
    const { posts } = await answer.json();
    return new Caller(api, posts.length > 0 ? "staff" : "public");
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.api.get(path);
    expect(answer.ok(), `GET ${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  }

  /** Sends a file and gives its id. */
  async upload(draft: string, paper: Paper): Promise<string> {
    const about = { draft, name: paper.name, media_type: paper.mimeType, size: paper.buffer.length };
    const answer = await this.api.post(`/api/${this.side}/uploads`, { data: about });
    expect(answer.ok(), await answer.text()).toBe(true);
    const ticket: { file: string; url: string; headers: [string, string][] } = await answer.json();
    const put = await this.api.put(ticket.url, { data: paper.buffer, headers: Object.fromEntries(ticket.headers) });
    expect(put.ok(), await put.text()).toBe(true);
    return ticket.file;
  }

  /** Files a dossier, with one PDF for each of the papers named. */
  async file(code: string, answers: Answers, papers: number[], return_to: ReturnTo, more: object = {}): Promise<Filed> {
    const { valid_from } = await this.get<Procedure>(`/api/public/procedures/${code}`);
    const key = randomUUID();
    const given = [];
    for (const paper of papers) {
      given.push({ paper, files: [await this.upload(key, pdf(`paper-${paper}.pdf`, `Paper ${paper}`))], on_paper: false });
    }
    const data = { procedure: { code, valid_from }, answers, papers: given, return_to, ...more };
    const answer = await this.api.post(`/api/${this.side}/dossiers`, { data, headers: { "Idempotency-Key": key } });
    expect(answer.status(), await answer.text()).toBe(201);
    return answer.json();
  }

  /** One action on the dossier as it is now; `document` is sent before and named by its id. */
  async act(code: string, action: string, input: object = {}, document?: Paper): Promise<void> {
    const path = `/api/${this.side}/dossiers/${code}`;
    const view = await this.get<{ version?: number; dossier?: { version: number } }>(path);
    const version = view.dossier?.version ?? view.version;
    const draft = randomUUID();
    const named = document ? { document: await this.upload(draft, document) } : {};
    const answer = await this.api.post(`${path}/actions/${action}`, {
      data: { request_id: randomUUID(), draft, ...input, ...named },
      headers: { "If-Match": `"${version}"` },
    });
    expect(answer.status(), `${action}: ${await answer.text()}`).toBe(200);
  }
}

/** One action by an officer. */
export async function done(account: string, code: string, action: string, input: object = {}, document?: Paper): Promise<void> {
  const caller = await Caller.signedIn(account);
  await caller.act(code, action, input, document);
}

/** Lan's online filing of her child's birth at Hà Tu. */
export async function birthFiled(method: ReturnTo["method"] = "counter"): Promise<Filed> {
  const lan = await Caller.signedIn("cd-lan");
  return lan.file("1.001193", birth(), [1], { method, centre: HA_TU, address: null });
}

/** The same, accepted at Hà Tu. */
export async function birthAccepted(method: ReturnTo["method"] = "counter"): Promise<Filed> {
  const filed = await birthFiled(method);
  await done("tn-hatu", filed.code, "accept", {
    checklist: [
      { paper: 0, status: "present" },
      { paper: 1, status: "present" },
      { paper: 2, status: "not_needed" },
      { paper: 3, status: "not_needed" },
      { paper: 4, status: "not_needed" },
      { paper: 5, status: "replaced_by_data" },
    ],
    // The original birth paper is kept: what is wholly electronic the system forwards by itself.
    paper_count: 1,
    fees: [],
  });
  return filed;
}

/** The same, in the hands of Hà Tu's civil-status officer. */
export async function birthInProcess(method: ReturnTo["method"] = "counter"): Promise<Filed> {
  const filed = await birthAccepted(method);
  await done("tn-hatu", filed.code, "forward", { paper_count: 1 });
  await done("tp-vp-hatu", filed.code, "receive", { assignee: "tl-vp-hatu", paper_count: 1 });
  await done("tl-vp-hatu", filed.code, "start_work");
  return filed;
}

/** The same, decided and published. */
export async function birthPublished(method: ReturnTo["method"] = "counter"): Promise<Filed> {
  const filed = await birthInProcess(method);
  await done("tl-vp-hatu", filed.code, "submit_for_signature", {}, pdf("giay-khai-sinh.pdf", "Birth certificate"));
  await done("ct-hatu", filed.code, "approve_sign");
  await done("vt-hatu", filed.code, "publish", { number: "12/2026", external_number: "KS-2026-0012" });
  return filed;
}

/** A shop filed at the counter of Bình Liêu, not yet accepted. */
export async function shopFiled(owner?: string): Promise<Filed> {
  const desk = await Caller.signedIn("tn-binhlieu");
  const answers = shop(owner);
  return desk.file("1.001612", answers, [0], { method: "counter", centre: "06838", address: null }, {
    centre: "06838",
    identity: { kind: "identity_card", number: answers.requester_id_number },
    paper_count: 2,
  });
}

/** A shop that Bãi Cháy decided; its certificate waits at Bình Liêu for the owner. */
export async function shopToCollect(): Promise<Filed> {
  const filed = await shopFiled();
  await done("tn-binhlieu", filed.code, "accept", {
    checklist: [{ paper: 0, status: "present" }, { paper: 1, status: "not_needed" }, { paper: 2, status: "shown" }],
    paper_count: 3, fees: [{ rule: 0, amount_vnd: 50_000, method: "cash", receipt_number: "BL-0001" }],
  });
  await done("tn-binhlieu", filed.code, "forward", { paper_count: 3 });
  await done("tp-kt-baichay", filed.code, "receive", { assignee: "tl-kt-baichay", paper_count: 3 });
  await done("tl-kt-baichay", filed.code, "start_work");
  await done("tl-kt-baichay", filed.code, "submit_for_signature", {}, pdf("giay-chung-nhan.pdf", "Certificate"));
  await done("tp-kt-baichay", filed.code, "approve_sign");
  await done("vt-baichay", filed.code, "publish", { number: "77/GCN", external_number: "22A8001234" });
  await done("vt-baichay", filed.code, "send_result", { paper_count: 1 });
  await done("tkq-binhlieu", filed.code, "receive_result", { paper_count: 1 });
  return filed;
}
