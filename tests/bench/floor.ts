import { createServer } from "node:http";
import Sqlite from "better-sqlite3";
import { type WebSocket, WebSocketServer } from "ws";

/*
 * The floor: the least that could be called storing and delivering a message. Frames come in by WebSocket, those of one
 * turn of the event loop are stored by one fsynced commit, numbered, and sent to everybody on the same conversation.
 */
const db = new Sqlite(process.argv[2] ?? "");
db.pragma("journal_mode = WAL");
db.pragma("synchronous = FULL");
db.exec("create table messages (conversation text, seq integer, body text, primary key (conversation, seq))");
const insert = db.prepare("insert into messages values (?, ?, ?)");
const rooms = new Map<string, { seq: number; sockets: Set<WebSocket> }>();
let waiting: { room: string; body: string }[] = [];

function commit(): void {
  const group = waiting;
  waiting = [];
  const numbered = group.map(({ room, body }) => ({ room, body, seq: ++(rooms.get(room) ?? { seq: 0 }).seq }));
  db.exec("begin");
  for (const { room, seq, body } of numbered) insert.run(room, seq, body);
  db.exec("commit");
  for (const message of numbered) {
    const json = JSON.stringify(message);
    for (const socket of rooms.get(message.room)?.sockets ?? []) socket.send(json);
  }
}

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on("connection", (socket, request) => {
  const name = request.url ?? "";
  const room = rooms.get(name) ?? { seq: 0, sockets: new Set() };
  rooms.set(name, room);
  room.sockets.add(socket);
  socket.on("message", (data) => {
    const { body } = JSON.parse(String(data)) as { body: string };
    if (waiting.length === 0) setImmediate(commit);
    waiting.push({ room: name, body });
  });
  socket.on("close", () => room.sockets.delete(socket));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
});
