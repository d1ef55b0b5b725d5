import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { KotaeError } from "@kotae/sdk/errors";
import * as z from "zod";

export type Config = {
  dataDir: string;
  host: string;
  port: number;
  /** Signs visitors' tokens. */
  secret: string;
  /** Where people reach this server, without a trailing slash. */
  publicUrl: string;
  databaseUrl: string;
  model: { apiKey: string; baseUrl: string | undefined; name: string } | undefined;
  /** The model that makes vectors of passages and questions, at the same endpoint. */
  embeddingModel: string | undefined;
  /** Where mail goes out, and whom it is from; without it nothing is sent. */
  mail: { url: string; from: string } | undefined;
  /** Whether tools may call machines of this network, which nobody outside reaches. */
  toolsAllowPrivate: boolean;
  demoPassword: string | undefined;
  rateLimits: boolean;
  logLevel: string;
};

const blank = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(type: T) => z.preprocess(blank, type.optional());

const environment = z.object({
  KOTAE_DATA: optional(z.string()),
  KOTAE_HOST: optional(z.string()),
  KOTAE_PORT: optional(z.coerce.number().int().min(0).max(65_535)),
  KOTAE_SECRET: optional(z.string().min(32, "must be at least 32 characters")),
  KOTAE_PUBLIC_URL: optional(z.url({ protocol: /^https?$/ })),
  KOTAE_DEMO_PASSWORD: optional(z.string()),
  KOTAE_RATE_LIMITS: optional(z.enum(["on", "off"])),
  KOTAE_LOG: optional(z.enum(["fatal", "error", "warn", "info", "debug", "silent"])),
  KOTAE_MODEL: optional(z.string()),
  KOTAE_EMBEDDING_MODEL: optional(z.string()),
  KOTAE_MAIL_FROM: optional(z.string().max(320)),
  KOTAE_TOOLS_ALLOW_PRIVATE: optional(z.enum(["on", "off"])),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  DATABASE_URL: optional(z.string().regex(/^(postgres(ql)?|sqlite):/, "must begin with postgres: or sqlite:")),
  REDIS_URL: optional(z.string()),
  OPENAI_API_KEY: optional(z.string()),
  OPENAI_BASE_URL: optional(z.url()),
});

/**
 * The settings of this process, from the environment and the data folder; nobody else reads either.
 *
 * Throws `invalid_input` that names every setting that is wrong.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
    throw new KotaeError(
      "invalid_input",
      `Settings: ${errors.map(({ path, message }) => `${path} ${message}`).join("; ")}.`,
      { errors },
    );
  }
  const set = parsed.data;
  if (set.REDIS_URL !== undefined) {
    throw new KotaeError(
      "invalid_input",
      "REDIS_URL is set, but this version runs as one process and would not use it.",
      {
        hint: "Take REDIS_URL away.",
      },
    );
  }
  const dataDir = resolve(set.KOTAE_DATA ?? "data");
  mkdirSync(dataDir, { recursive: true });
  const host = set.KOTAE_HOST ?? "127.0.0.1";
  const port = set.KOTAE_PORT ?? 8787;
  const hasModel = set.OPENAI_API_KEY !== undefined || set.OPENAI_BASE_URL !== undefined;
  return {
    dataDir,
    host,
    port,
    secret: set.KOTAE_SECRET ?? keptSecret(join(dataDir, "secret")),
    publicUrl: (
      set.KOTAE_PUBLIC_URL ?? `http://${host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host}:${port}`
    ).replace(/\/+$/, ""),
    databaseUrl: set.DATABASE_URL ?? `sqlite:${join(dataDir, "kotae.db")}`,
    model: hasModel
      ? { apiKey: set.OPENAI_API_KEY ?? "none", baseUrl: set.OPENAI_BASE_URL, name: set.KOTAE_MODEL ?? "gpt-4o-mini" }
      : undefined,
    embeddingModel: hasModel ? set.KOTAE_EMBEDDING_MODEL : undefined,
    mail:
      set.SMTP_URL === undefined ? undefined : { url: set.SMTP_URL, from: set.KOTAE_MAIL_FROM ?? "no-reply@localhost" },
    toolsAllowPrivate: set.KOTAE_TOOLS_ALLOW_PRIVATE === "on",
    demoPassword: set.KOTAE_DEMO_PASSWORD,
    rateLimits: set.KOTAE_RATE_LIMITS !== "off",
    logLevel: set.KOTAE_LOG ?? "info",
  };
}

/** The secret in the data folder, made at the first start. */
function keptSecret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  return readFileSync(file, "utf8").trim();
}
