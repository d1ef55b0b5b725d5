import { KotaeError } from "@kotae/sdk/errors";
import type { Parsed } from "@kotae/sdk/schema";
import { verify } from "@kotae/sdk/webhooks";
import { Hono } from "hono";
import type { Running } from "../main.ts";
import type { Services } from "../services.ts";
import { createTool, findByName, signingSecrets, updateTool } from "../tools/index.ts";

type Call = { input: { order?: string }; visitor: { verified: boolean }; locale: "en" | "ja" };

/** Orders and members of a shop that does not exist. */
const orders: Record<string, { en: string; ja: string; day: string }> = {
  "A-1001": { en: "on its way", ja: "配送中", day: "2026-12-01" },
  "A-1002": { en: "being packed", ja: "梱包中", day: "2026-12-03" },
  "A-1003": { en: "delivered", ja: "配達済み", day: "2026-11-20" },
};
const points = 1_280;

type Draft = Omit<Parsed<"createTool">, "url" | "siteId">;

const drafts: Draft[] = [
  {
    name: "order_status",
    title: { en: "Order status", ja: "注文の状況" },
    description: {
      en: "See where your order is.",
      ja: "ご注文がいまどうなっているかをお調べします。",
    },
    inputSchema: {
      type: "object",
      properties: {
        order: {
          type: "string",
          title: { en: "Order number", ja: "注文番号" },
          description: { en: "A-1001, A-1002 or A-1003", ja: "A-1001、A-1002、A-1003 のいずれか" },
          pattern: "^[A-Z]-\\d{4}$",
        },
      },
      required: ["order"],
    },
    verification: "none",
    reply: {
      en: "Order {{order}} is {{status}}. Day of delivery: {{day}}.",
      ja: "ご注文 {{order}} は{{status}}です。お届け日：{{day}}",
    },
    triggers: ["order status", "my order", "where is my order", "注文", "配送状況", "届かない"],
    timeoutSeconds: 5,
    enabled: true,
  },
  {
    name: "points_balance",
    title: { en: "Your points", ja: "ポイントの残高" },
    description: {
      en: "How many points you have. A code is sent to your address first.",
      ja: "ポイントの残高をお調べします。先に確認番号をメールでお送りします。",
    },
    inputSchema: { type: "object", properties: {} },
    verification: "email_code",
    reply: { en: "You have {{points}} points.", ja: "ポイントの残高は {{points}} ポイントです。" },
    triggers: ["my points", "ポイント"],
    timeoutSeconds: 5,
    enabled: false,
  },
];

/** Where the demo answers the requests of its own tools. */
const pathOf = (name: string) => `/demo/tools/${name.replaceAll("_", "-")}`;

/** Adds the demo's tools where they are missing, and lets them reach this process wherever it listens today. */
export async function seedTools({ runtime: { services }, url }: Running): Promise<void> {
  services.tools.trust(`${url}/demo/tools/`);
  const setting = { tools: services.tools, canMail: services.mail !== undefined };
  for (const draft of drafts) {
    const address = url + pathOf(draft.name);
    await services.act(async (act) => {
      const known = await findByName(act.db, draft.name);
      if (!known) await createTool(act, setting, { ...draft, url: address, siteId: null });
      else if (isOurs(known.url, draft.name) && known.url !== address) {
        await updateTool(act, setting, { id: known.id, url: address });
      }
    });
  }
}

/** Whether the address is the demo's own of an earlier start: one that an admin wrote is left alone. */
const isOurs = (url: string, name: string) => /^http:\/\/127\.0\.0\.1:\d+\//.test(url) && url.endsWith(pathOf(name));

/** The answers of the demo's shop, to whoever signs with the tool's secret. */
export function demoShop(services: Services): Hono {
  const app = new Hono();
  const answers: Record<string, (call: Call) => [200 | 403 | 404, object]> = {
    order_status({ input, locale }) {
      const number = input.order ?? "";
      const order = Object.hasOwn(orders, number) ? orders[number] : undefined;
      return order
        ? [200, { order: number, status: order[locale], day: order.day }]
        : [404, { message: "no such order" }];
    },
    points_balance: ({ visitor }) =>
      visitor.verified ? [200, { points }] : [403, { message: "the address is not verified" }],
  };
  for (const [name, answer] of Object.entries(answers)) {
    app.post(pathOf(name), async (c) => {
      const row = await findByName(services.storage.db, name);
      if (!row) return c.notFound();
      const secrets = signingSecrets(services.tools.vault, row, services.now());
      try {
        const { data } = await verify<Call>(secrets, c.req.raw.headers, await c.req.text(), { now: services.now() });
        const [status, body] = answer(data);
        return c.json(body, status);
      } catch (error) {
        if (KotaeError.is(error) && error.code === "unauthorized") return c.json({ message: error.message }, 401);
        throw error;
      }
    });
  }
  return app;
}
