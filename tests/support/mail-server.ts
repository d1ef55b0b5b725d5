import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type Received = { to: string[]; from: string; subject: string; text: string; html: string; raw: string };

/** A real mail server on a port that keeps what it is given; `refuse` makes it turn letters away. */
export async function openMailServer() {
  const letters: Received[] = [];
  const mailServer = {
    url: "",
    letters,
    refuse: false,
    async close() {
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo: (_, __, done) =>
      done(mailServer.refuse ? Object.assign(new Error("no such mailbox"), { responseCode: 550 }) : null),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        letters.push({
          to: rcptTo.map(({ address }) => address),
          from: mailFrom ? mailFrom.address : "",
          ...read(Buffer.concat(chunks).toString("utf8")),
        });
        done();
      });
    },
  });
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  mailServer.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return mailServer;
}

/** Subject, text and HTML of a letter in two forms (multipart/alternative), decoded. */
function read(raw: string): Pick<Received, "subject" | "text" | "html" | "raw"> {
  const [head = ""] = raw.split("\r\n\r\n", 1);
  const boundary = /boundary="([^"]+)"/.exec(head)?.[1] ?? "";
  const parts = raw.split(`--${boundary}`);
  const part = (type: string) => decode(parts.find((each) => each.includes(`Content-Type: ${type}`)) ?? "");
  const subject = /^Subject: (.*(?:\r\n[ \t].*)*)/m.exec(head)?.[1] ?? "";
  return { subject: words(subject), text: part("text/plain"), html: part("text/html"), raw };
}

function decode(part: string): string {
  const at = part.indexOf("\r\n\r\n");
  const body = part.slice(at + 4);
  if (/Content-Transfer-Encoding: base64/i.test(part.slice(0, at))) return Buffer.from(body, "base64").toString("utf8");
  return /quoted-printable/i.test(part.slice(0, at)) ? quoted(body.replaceAll("=\r\n", "")) : body;
}

const quoted = (text: string) =>
  Buffer.from(
    text.replaceAll(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");

const words = (text: string) =>
  text
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, value: string) =>
      kind.toUpperCase() === "B" ? Buffer.from(value, "base64").toString("utf8") : quoted(value.replaceAll("_", " ")),
    );
