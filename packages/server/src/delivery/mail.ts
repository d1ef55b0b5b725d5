import { KotaeError } from "@kotae/sdk/errors";
import nodemailer from "nodemailer";

/** A letter in plain words: its text and its HTML are made from the same lines. */
export type Letter = {
  to: string;
  lang: "en" | "ja";
  subject: string;
  /** Paragraphs; `code` is set large and apart. */
  lines: ({ text: string } | { code: string })[];
};

export type Mail = {
  /** Resolves once the mail server has taken the letter; throws `unavailable` for every other end. */
  send(letter: Letter): Promise<void>;
  close(): void;
};

/** A mail server has so long for each step of the conversation. */
const stepMillis = 8_000;

/** Sends mail through the server at `url` (`smtp://` or `smtps://`). */
export function createMail({ url, from }: { url: string; from: string }): Mail {
  const transport = nodemailer.createTransport({
    url,
    connectionTimeout: stepMillis,
    greetingTimeout: stepMillis,
    socketTimeout: stepMillis,
    dnsTimeout: stepMillis,
    // a letter is words: it never brings a file or a page along
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(letter) {
      try {
        await transport.sendMail({
          from,
          to: { name: "", address: letter.to },
          subject: letter.subject,
          text: letterText(letter),
          html: letterHtml(letter),
          headers: { "Auto-Submitted": "auto-generated", "Content-Language": letter.lang },
        });
      } catch (cause) {
        const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
        throw new KotaeError("unavailable", `The mail could not be sent${code}.`, {
          hint: "Check SMTP_URL and KOTAE_MAIL_FROM.",
          cause,
        });
      }
    },
    close: () => transport.close(),
  };
}

const letterText = ({ lines }: Letter) =>
  `${lines.map((line) => ("code" in line ? `    ${line.code}` : line.text)).join("\n\n")}\n`;

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string) => text.replaceAll(/[&<>"]/g, (char) => escapes[char] ?? char);

/** One column of paragraphs in the reader's own font: nothing to load, nothing that needs colour to be understood. */
function letterHtml({ lang, subject, lines }: Letter): string {
  const body = lines.map((line) =>
    "code" in line
      ? `<p style="font-size:1.75em;font-weight:600;letter-spacing:.12em">${escapeHtml(line.code)}</p>`
      : `<p>${escapeHtml(line.text)}</p>`,
  );
  return [
    "<!doctype html>",
    `<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head>`,
    `<body style="font-family:system-ui,sans-serif;line-height:${lang === "ja" ? "1.75" : "1.5"};max-width:36em;margin:0 auto;padding:16px">`,
    ...body,
    "</body></html>",
  ].join("\n");
}
