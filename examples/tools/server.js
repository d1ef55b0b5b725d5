// Your side of a tool: a small server that answers signed requests from Kotae.
//
//   KOTAE_TOOL_SECRETS="whsec_… whsec_…" PORT=8790 node server.js
//
// Kotae shows each tool's secret once, when the tool is created.
import { createServer } from "node:http";
import { verify } from "@kotae/sdk/webhooks";

// your database
const orders = new Map([
  ["A-1001", { status: { en: "on its way", ja: "配送中" }, day: "2026-12-01" }],
  ["A-1002", { status: { en: "being packed", ja: "梱包中" }, day: "2026-12-03" }],
]);
const accounts = new Set(["hana@example.com"]);

/** One answer a tool: it gets the verified request and gives a status and the fields that the reply names. */
const tools = {
  order_status({ input, locale }) {
    const order = orders.get(input.order);
    // 404 tells the visitor that nothing was found
    if (!order) return [404, { message: "no such order" }];
    return [200, { order: input.order, status: order.status[locale], day: order.day }];
  },

  password_reset({ visitor, dryRun }, { sendResetLink }) {
    // whoever asks may have typed any address: only a verified one may have anything sent to it
    if (!visitor.verified || !visitor.email) return [403, { message: "verify the address first" }];
    // nobody learns from the answer which addresses have an account
    if (!dryRun && accounts.has(visitor.email)) sendResetLink(visitor.email);
    return [200, { email: visitor.email }];
  },
};

/** Starts the server and resolves once it listens. `secrets` are those of its tools. */
export function startToolServer({ secrets, port = 8790, sendResetLink }) {
  // a request that comes a second time is answered as it was the first time
  const answered = new Map();

  const server = createServer(async (request, response) => {
    const answer = (status, value) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    };
    try {
      // the text as it came: the signature is over every byte of it
      let body = "";
      for await (const chunk of request.setEncoding("utf8")) {
        body += chunk;
        if (body.length > 64 * 1024) return answer(413, { message: "too long" });
      }
      const { id, data } = await verify(secrets, request.headers, body);
      const tool = Object.hasOwn(tools, data.tool) ? tools[data.tool] : undefined;
      if (!tool) return answer(404, { message: "no such tool" });
      if (!answered.has(id)) answered.set(id, tool(data, { sendResetLink }));
      return answer(...answered.get(id));
    } catch (error) {
      return answer(error.code === "unauthorized" ? 401 : 500, { message: error.message });
    }
  });
  return new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(server)));
}

if (import.meta.main) {
  const secrets = (process.env.KOTAE_TOOL_SECRETS ?? "").split(/\s+/).filter(Boolean);
  const server = await startToolServer({
    secrets,
    port: Number(process.env.PORT ?? 8790),
    sendResetLink: (email) => console.log(`a link to choose a new password goes to ${email}`),
  });
  console.log(`Tools listen on http://127.0.0.1:${server.address().port}/`);
}
