import { readFileSync } from "node:fs";
import { connect } from "node:net";

/** Processor time a process has used so far, milliseconds (Linux counts it in hundredths of a second). */
export function cpuMillis(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Memory of a process that is in RAM, MB. */
export function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

/** The value below which a share of the sorted values lies. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** One kept-alive HTTP connection that sends a request and gives the status: no client library in the way. */
export function openConnection(url: string, token: string): Promise<(path: string, body: string) => Promise<number>> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let answered: (status: number) => void = () => {};
    let rest = Buffer.alloc(0);
    const socket = connect(Number(port), hostname, () => {
      socket.setNoDelay(true);
      resolve((path, body) => {
        const bytes = Buffer.byteLength(body);
        socket.write(
          `POST ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${token}\r\n` +
            `content-type: application/json\r\ncontent-length: ${bytes}\r\n\r\n${body}`,
        );
        return new Promise((done) => {
          answered = done;
        });
      });
    });
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const head = rest.indexOf("\r\n\r\n");
      if (head < 0) return;
      const headers = rest.toString("latin1", 0, head);
      const length = Number(/content-length: (\d+)/i.exec(headers)?.[1] ?? 0);
      if (rest.length < head + 4 + length) return;
      rest = Buffer.alloc(0);
      answered(Number(headers.slice(9, 12)));
    });
  });
}
