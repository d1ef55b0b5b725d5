import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openMailServer } from "../../../../tests/support/mail-server.ts";
import { createMail, type Letter } from "./mail.ts";

const letter: Letter = {
  to: "hana@example.test",
  lang: "ja",
  subject: "<b>確認</b> & 番号",
  lines: [{ text: '5 < 6 & "7"\r\nBcc: everybody@example.test' }, { code: "012345" }],
};

describe("mail", () => {
  let server: Awaited<ReturnType<typeof openMailServer>>;
  beforeEach(async () => {
    server = await openMailServer();
  });
  afterEach(() => server.close());

  it("is text and the same as HTML, to one person, whatever the words are", async () => {
    const mail = createMail({ url: server.url, from: "店 <help@shop.test>" });
    await mail.send(letter);
    mail.close();
    const [received] = server.letters;
    expect(received).toMatchObject({ to: ["hana@example.test"], from: "help@shop.test", subject: letter.subject });
    expect(received?.text).toContain('5 < 6 & "7"');
    expect(received?.text).toMatch(/^ {4}012345$/m);
    expect(received?.html).toContain("<title>&lt;b&gt;確認&lt;/b&gt; &amp; 番号</title>");
    expect(received?.html).toContain('<html lang="ja">');
    expect(received?.html).toContain("5 &lt; 6 &amp; &quot;7&quot;");
    expect(received?.raw).toMatch(/^Auto-Submitted: auto-generated$/im);
  });

  it("goes to the address as it stands, and lets nobody add another", async () => {
    const mail = createMail({ url: server.url, from: "help@shop.test" });
    await mail.send({ ...letter, to: "a@example.test, b@example.test" }).catch(() => undefined);
    await mail.send({ ...letter, to: "a@example.test\r\nBcc: b@example.test" }).catch(() => undefined);
    mail.close();
    for (const { to } of server.letters) expect(to).not.toContain("b@example.test");
  });

  it("says in one error that it could not be sent: refused, nobody there, or no mail server", async () => {
    server.refuse = true;
    const refused = createMail({ url: server.url, from: "help@shop.test" });
    await expect(refused.send(letter)).rejects.toMatchObject({
      code: "unavailable",
      message: "The mail could not be sent (EENVELOPE).",
    });
    const silent = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as { port: number };
    const wrong = createMail({ url: `smtp://127.0.0.1:${port}`, from: "help@shop.test" });
    await expect(wrong.send(letter)).rejects.toMatchObject({ code: "unavailable" });
    silent.close();
    await once(silent, "close");
    await expect(wrong.send(letter)).rejects.toMatchObject({ code: "unavailable" });
  });
});
