import { createClient } from "@kotae/sdk";
import WebSocket from "ws";
import { benchServer } from "./bench-server.ts";
import { residentMb } from "./load.ts";

const sockets = 2_000;

/** Memory of the server with nobody there, and what each idle visitor's socket adds. */
export async function bench(): Promise<void> {
  const server = await benchServer();
  const client = createClient({ baseUrl: server.url });
  const sessions = await Promise.all(
    Array.from({ length: sockets / 10 }, () => client.createVisitor({ siteKey: server.siteKey })),
  );
  await settle();
  const idle = residentMb(server.pid);
  console.log(`idle server: ${idle.toFixed(0)} MB resident (bar 150)`);

  const opened: WebSocket[] = [];
  while (opened.length < sockets) {
    const batch = Array.from({ length: 50 }, (_, n) =>
      connect(server.url, sessions[Math.floor((opened.length + n) / 10)]?.token ?? ""),
    );
    opened.push(...(await Promise.all(batch)));
  }
  await settle();
  const loaded = residentMb(server.pid);
  console.log(
    `${opened.length} idle sockets: ${loaded.toFixed(0)} MB, ${(((loaded - idle) * 1024) / opened.length).toFixed(1)} kB each`,
  );
  for (const socket of opened) socket.terminate();
  await server.close();
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 3_000));

function connect(url: string, token: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace("http", "ws")}/v1/realtime`, { perMessageDeflate: false });
    socket.on("open", () => socket.send(JSON.stringify({ t: "hello", token })));
    socket.on("message", (data) => {
      const { t, code } = JSON.parse(String(data)) as { t: string; code?: string };
      if (t === "ready") resolve(socket);
      if (t === "error") reject(new Error(code));
    });
    socket.on("error", reject);
  });
}
