import { randomUUID } from "node:crypto";
import type { Input, Message } from "@kotae/sdk/schema";
import { SignJWT } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetCodes } from "../../packages/server/src/tools/index.ts";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person } from "../support/house.ts";
import { openMailServer } from "../support/mail-server.ts";
import { json, openToolServer } from "../support/tool-server.ts";

const reset = (url: string): Input<"createTool"> => ({
  name: "password_reset",
  title: { en: "New password", ja: "パスワードの再設定" },
  description: { en: "Sends a link to choose a new password." },
  url,
  inputSchema: { type: "object", properties: { account: { type: "string", maxLength: 20 } } },
  verification: "email_code",
  reply: { en: "A link has gone to {{email}}.", ja: "{{email}} に再設定の案内を送りました。" },
  enabled: true,
});
const words = (items: Message[]) =>
  items.flatMap((entry) => (entry.kind === "message" ? [`${entry.author.kind}: ${entry.body}`] : []));

describe.each(engines)("tools that need a code, on $name", (engine) => {
  let house: House;
  let mail: Awaited<ReturnType<typeof openMailServer>>;
  let server: Awaited<ReturnType<typeof openToolServer>>;
  let admin: Person;
  let hana: Person;
  let conversation: string;
  let toolId: string;
  beforeEach(async () => {
    mail = await openMailServer();
    house = await openHouse(engine, {
      toolsAllowPrivate: true,
      mail: { url: mail.url, from: "Shop <help@shop.test>" },
    });
    server = await openToolServer((response, { body }) => {
      const { visitor } = JSON.parse(body) as { visitor: { email: string } };
      json({ email: visitor.email })(response, { path: "", headers: {}, body });
    });
    admin = await house.agent("Sakura", "admin");
    hana = await identified("hana", "hana@example.test");
    conversation = (await hana.client.createConversation({ locale: "en" })).id;
    toolId = (await admin.client.createTool(reset(server.url))).id;
  });
  afterEach(async () => {
    await server.close();
    await house.close();
    await mail.close();
  });

  async function identified(sub: string, email: string): Promise<Person> {
    const token = await new SignJWT({ email })
      .setProtectedHeader({ alg: "HS256" })
      .setSubject(sub)
      .setExpirationTime("1h")
      .sign(new TextEncoder().encode(house.site.identity_secret));
    return house.visitor({ identityToken: token });
  }
  const ask = (who = hana, id = conversation, key: string = randomUUID()) =>
    who.client.startToolRun({ id, tool: "password_reset", input: { account: "hana" } }, { idempotencyKey: key });
  const give = (runId: string, code: string, who = hana, id = conversation) =>
    who.client.confirmToolRun({ id, runId, code });
  const codeIn = (letter = mail.letters.at(-1)) => /^ {4}(\d{6})$/m.exec(letter?.text ?? "")?.[1] ?? "none";
  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
  const said = async () => words((await hana.client.listMessages({ id: conversation })).items);
  const log = async () => (await admin.client.listToolRuns({ id: toolId })).items;
  const later = (change: { code_expires_at?: number; created_at?: number }) =>
    house.services.storage.write(({ db }) => db.updateTable("tool_runs").set(change).execute());

  it("W5 W6 send a code to the signed address, and the request once it is given", async () => {
    const { runId, ...asked } = await ask();
    expect(asked).toEqual({
      state: "needs_code",
      sentTo: "h…@example.test",
      reply: "A code has been sent to h…@example.test. Enter it here within 10 minutes to go on.",
    });
    expect(server.heard).toEqual([]);
    const [letter] = mail.letters;
    expect(letter).toMatchObject({ to: ["hana@example.test"], from: "help@shop.test" });
    expect(letter?.subject).toBe(`${codeIn()} is your code for Test`);
    expect(letter?.text).toMatch(/^You asked for this in our chat: New password$/m);
    // nobody may put words of their own into a letter to somebody else
    expect(letter?.text.replace("hana@example.test", "")).not.toContain("hana");
    expect(letter?.html).toContain(`>${codeIn()}</p>`);
    expect(letter?.html).toContain('lang="en"');
    const code = codeIn();
    const done = await give(runId, ` ${code.slice(0, 3)} ${code.slice(3)} `);
    expect(done).toEqual({ runId, state: "done", sentTo: null, reply: "A link has gone to hana@example.test." });
    expect(JSON.parse(server.heard[0]?.body ?? "{}")).toMatchObject({
      input: { account: "hana" },
      visitor: { email: "hana@example.test", externalId: "hana", verified: true, verifiedBy: "email_code" },
    });
    expect(await said()).toEqual([
      "visitor: New password: hana",
      `assistant: ${asked.reply}`,
      "assistant: A link has gone to hana@example.test.",
    ]);
    // given again, it is answered as it ended, and nothing is sent again
    expect(await give(runId, code)).toEqual(done);
    expect(await give(runId, wrong(code))).toEqual(done);
    expect(server.heard).toHaveLength(1);
    expect(JSON.stringify(await log())).not.toContain(code);
  });

  it("write in Japanese where the conversation is", async () => {
    conversation = (await hana.client.createConversation({ locale: "ja" })).id;
    await ask();
    expect(mail.letters[0]?.subject).toBe(`Testの確認番号は ${codeIn()} です`);
    expect(mail.letters[0]?.text).toContain("「パスワードの再設定」");
    expect((await said())[1]).toContain("h…@example.test に確認番号を送りました。");
  });

  it("W5 take five tries, also when they come at once, and not the right code after that", async () => {
    const { runId } = await ask();
    const code = codeIn();
    await expect(give(runId, wrong(code))).rejects.toMatchObject({
      code: "invalid_input",
      errors: [{ path: "code", message: "is not the one that was sent (4 more tries)" }],
    });
    const guesses = await Promise.allSettled(Array.from({ length: 12 }, () => give(runId, wrong(code))));
    const refused = guesses.filter((each) => each.status === "rejected");
    expect(refused).toHaveLength(3);
    for (const each of guesses) {
      if (each.status === "fulfilled") expect(each.value).toMatchObject({ state: "refused" });
    }
    expect(await give(runId, code)).toMatchObject({
      state: "refused",
      reply: expect.stringContaining("This code no longer holds."),
    });
    expect(server.heard).toEqual([]);
    expect((await log())[0]).toMatchObject({ state: "refused", error: "code_tries" });
    expect((await said()).filter((line) => line.includes("no longer holds"))).toHaveLength(1);
  });

  it("W5 hold a code for ten minutes", async () => {
    const { runId } = await ask();
    const code = codeIn();
    await later({ code_expires_at: Date.now() - 1 });
    // what the hourly sweep does; it takes nothing from the visitor's answer
    await house.services.act((act) => forgetCodes(act.db, act.now));
    const stored = await house.services.storage.db.selectFrom("tool_runs").selectAll().execute();
    expect(stored).toMatchObject([{ state: "needs_code", sealed_input: null, code_hash: null }]);
    expect(await give(runId, code)).toMatchObject({ state: "refused" });
    expect((await log())[0]).toMatchObject({ error: "code_expired" });
    expect(server.heard).toEqual([]);
  });

  it("W6 send three codes an hour to a visitor, and to an address", async () => {
    for (let n = 0; n < 3; n++) await ask();
    await expect(ask()).rejects.toMatchObject({ code: "rate_limited", retryAfter: expect.any(Number) });
    // somebody else who gives the same address
    const other = await identified("other", "hana@example.test");
    const theirs = (await other.client.createConversation({ locale: "en" })).id;
    await expect(ask(other, theirs)).rejects.toMatchObject({ code: "rate_limited" });
    expect(mail.letters).toHaveLength(3);
    expect((await said()).filter((line) => line.startsWith("visitor:"))).toHaveLength(3);
    await later({ created_at: Date.now() - 3_600_001 });
    expect(await ask()).toMatchObject({ state: "needs_code" });
    expect(mail.letters).toHaveLength(4);
  });

  it("W6 send no more than three when many are asked for at once", async () => {
    const asked = await Promise.allSettled(Array.from({ length: 6 }, () => ask()));
    expect(asked.filter((each) => each.status === "fulfilled")).toHaveLength(3);
    expect(mail.letters).toHaveLength(3);
  });

  it("W6 use an address that was left with a ticket, and none that was only typed", async () => {
    const ken = await house.visitor();
    const id = (await ken.client.createConversation({ locale: "en" })).id;
    const refused = await ask(ken, id);
    expect(refused).toMatchObject({ state: "refused", sentTo: null });
    expect(refused.reply).toContain("we have no address of yours");
    await ken.client.updateVisitor({ email: "somebody@else.test" });
    expect(await ask(ken, id)).toMatchObject({ state: "refused" });
    expect(mail.letters).toEqual([]);
    await ken.client.escalate({ id, email: "ken@example.test" });
    const { runId } = await ask(ken, id);
    expect(mail.letters[0]?.to).toEqual(["ken@example.test"]);
    await give(runId, codeIn(), ken, id);
    expect(JSON.parse(server.heard[0]?.body ?? "{}").visitor).toEqual({
      id: ken.id,
      email: "ken@example.test",
      verified: true,
      verifiedBy: "email_code",
    });
  });

  it("W5 do not let a code for one address speak for another that took its place", async () => {
    const ken = await house.visitor();
    const id = (await ken.client.createConversation({ locale: "en" })).id;
    await ken.client.escalate({ id, email: "ken@example.test" });
    const { runId } = await ask(ken, id);
    await ken.client.updateVisitor({ email: "victim@example.test" });
    expect(await give(runId, codeIn(), ken, id)).toMatchObject({ state: "refused" });
    expect((await log())[0]).toMatchObject({ error: "address_changed" });
    expect(server.heard).toEqual([]);
  });

  it("W7 are not there for another visitor, nor in another conversation", async () => {
    const { runId } = await ask();
    const code = codeIn();
    const stranger = await house.visitor();
    const theirs = (await stranger.client.createConversation()).id;
    await expect(give(runId, code, stranger)).rejects.toMatchObject({ code: "not_found" });
    await expect(give(runId, code, stranger, theirs)).rejects.toMatchObject({ code: "not_found" });
    const other = (await hana.client.createConversation()).id;
    await expect(give(runId, code, hana, other)).rejects.toMatchObject({ code: "not_found" });
    await expect(give(randomUUID(), code)).rejects.toMatchObject({ code: "not_found" });
    expect(await give(runId, code)).toMatchObject({ state: "done" });
  });

  it("send one code for one key", async () => {
    const key = randomUUID();
    const first = await ask(hana, conversation, key);
    expect(await ask(hana, conversation, key)).toEqual(first);
    expect(mail.letters).toHaveLength(1);
  });

  it("are refused once the tool is off", async () => {
    const { runId } = await ask();
    await admin.client.updateTool({ id: toolId, enabled: false });
    expect(await give(runId, codeIn())).toMatchObject({
      state: "refused",
      reply: expect.stringContaining("This can no longer be asked here."),
    });
    expect(server.heard).toEqual([]);
  });

  it("say what to do where the letter cannot be sent", async () => {
    mail.refuse = true;
    const { state, reply } = await ask();
    expect({ state, reply }).toEqual({
      state: "refused",
      reply: expect.stringContaining("The code could not be sent just now."),
    });
    expect((await log())[0]).toMatchObject({ error: expect.stringMatching(/^code_not_sent: /) });
    expect(server.heard).toEqual([]);
  });

  it("keep neither code nor what was given in plain sight", async () => {
    const input = { account: "4242424242424242" };
    const { runId } = await hana.client.startToolRun({ id: conversation, tool: "password_reset", input });
    const rows = () => house.services.storage.db.selectFrom("tool_runs").selectAll().execute();
    const stored = JSON.stringify(await rows());
    expect(stored).not.toContain(codeIn());
    expect(stored).not.toContain("4242424242424242");
    expect(stored).not.toContain("hana@");
    await give(runId, codeIn());
    expect(JSON.parse(server.heard[0]?.body ?? "{}").input).toEqual(input);
    expect((await rows())[0]).toMatchObject({ sealed_input: null, code_hash: null });
  });

  it("are tried by an admin without a code, in the admin's own name", async () => {
    const { run, reply } = await admin.client.tryTool({ id: toolId, input: {} });
    expect(run).toMatchObject({ state: "done" });
    expect(reply).toMatch(/^A link has gone to sakura-/);
    expect(mail.letters).toEqual([]);
  });
});

describe.each(engines)("tools that need a code, without a mail server, on $name", (engine) => {
  it("are not offered, say so to the admin, and are refused with what to do", async () => {
    const house = await openHouse(engine, { toolsAllowPrivate: true });
    try {
      const admin = await house.agent("Sakura", "admin");
      const made = await admin.client.createTool(reset("http://127.0.0.1:9/tools"));
      expect(made).toMatchObject({ usable: false, problem: "mail_missing" });
      const visitor = await house.visitor();
      const { id } = await visitor.client.createConversation({ locale: "ja" });
      expect((await visitor.client.getWidget({ site: house.site.key })).tools).toEqual([]);
      const { state, reply } = await visitor.client.startToolRun({ id, tool: "password_reset", input: {} });
      expect(state).toBe("refused");
      expect(reply).toBe(
        "メールで送る確認番号が必要ですが、いまは送ることができません。担当者に確認してほしいときは、「担当者と話す」を選んでください。",
      );
      expect((await admin.client.listToolRuns({ id: made.id })).items[0]).toMatchObject({ error: "no_mail" });
    } finally {
      await house.close();
    }
  });
});
