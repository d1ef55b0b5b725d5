import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const kotae = fileURLToPath(new URL("../../packages/server/src/cli/kotae.ts", import.meta.url));

export type ServerProcess = { url: string; child: ChildProcess; kill(signal: NodeJS.Signals): Promise<void> };

/** Starts `kotae <command>` as a process of its own and resolves once it says where it listens. */
export async function spawnServer(
  env: Record<string, string>,
  command = "serve",
  entry = kotae,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", entry, command], {
    env: { ...process.env, KOTAE_LOG: "error", KOTAE_RATE_LIMITS: "off", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = /(http:\/\/(?:127\.0\.0\.1|\[::1\]):\d+)/.exec(output)?.[1];
      if (address) resolve(address);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.on("exit", (code) => reject(new Error(`The server ended (${code}) before it listened:\n${output}`)));
  });
  return {
    url,
    child,
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill(signal);
      await gone;
    },
  };
}

/** Starts `kotae <args>` as a process of its own; `said` waits for words after those it found before. */
export function startKotae(args: readonly string[], env: Record<string, string>) {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", kotae, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { out: "", errors: "" };
  let look = () => {};
  let read = 0;
  for (const [name, stream] of [
    ["out", child.stdout],
    ["errors", child.stderr],
  ] as const) {
    stream.on("data", (chunk: Buffer) => {
      output[name] += chunk.toString();
      look();
    });
  }
  const ended = once(child, "close").then(([code]) => code as number | null);
  const said = (words: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      look = () => {
        const found = words.exec(output.out.slice(read));
        if (!found) return;
        const text = output.out.slice(read, read + found.index + found[0].length);
        read += text.length;
        look = () => {};
        resolve(text);
      };
      look();
      ended.then((code) =>
        reject(new Error(`It ended (${code}) before it said ${words}:\n${output.out}${output.errors}`)),
      );
    });
  return { child, output, ended, said };
}

/** Runs `kotae <args>` as a process of its own until it ends. */
export async function runKotae(args: readonly string[], env: Record<string, string>) {
  const { ended, output } = startKotae(args, env);
  const code = await ended;
  return { code, ...output };
}

/** A port that was free a moment ago: what is killed must come back where its clients look for it. */
export async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}
