import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { routes } from "../packages/sdk/src/routes.ts";
import { shapes } from "../packages/sdk/src/schema/index.ts";
import { access } from "../packages/server/src/http/access.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const domains = [
  "conversations",
  "tickets",
  "knowledge",
  "assistant",
  "tools",
  "insights",
  "settings",
  "questions",
  "evaluation",
  "identity",
  "conditions",
  "routing",
  "sla",
  "triage",
];
const doors = ["http", "realtime", "cli"];
/** The one line long files must have a reason for (`docs/architecture.md`, “Long files”). */
const longest = 400;

type Source = { path: string; text: string; imports: string[]; isTest: boolean };

function sourcesIn(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|tsx)$/.test(name) && !/(^|\/)(node_modules|dist)\//.test(name))
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(join(root, path), "utf8");
      const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => String(match[1]));
      return { path, text, imports, isTest: /\.test\.tsx?$/.test(name) || name.endsWith("testing.ts") };
    });
}

const sources = ["packages/sdk/src", "packages/server/src", "packages/widget/src", "packages/console/src"].flatMap(
  sourcesIn,
);
const shipped = sources.filter(({ isTest }) => !isTest);
const resolved = ({ path, imports }: Source) =>
  imports.filter((each) => each.startsWith(".")).map((each) => relative(root, resolve(root, dirname(path), each)));
/** The room of a file of the server: the folder below `src`, or nothing for the files of the composition root. */
const roomOf = (path: string) => /^packages\/server\/src\/([^/]+)\//.exec(path)?.[1];
const packageOf = (path: string) => /^packages\/([^/]+)\//.exec(path)?.[1];

describe("the house", () => {
  it("lets nobody import the server, the widget or the console, and the sdk nobody at all", () => {
    for (const source of shipped) {
      const own = packageOf(source.path);
      for (const target of resolved(source)) expect([source.path, packageOf(target)]).toEqual([source.path, own]);
      const ours = source.imports.filter((each) => each.startsWith("@kotae/"));
      const strangers = ours.filter((each) => !each.startsWith("@kotae/sdk"));
      expect([source.path, own === "sdk" ? ours : strangers]).toEqual([source.path, []]);
    }
  });

  it("keeps the schema library out of the browser: widget and console take types of it only", () => {
    for (const { path, text } of shipped.filter(({ path }) => /^packages\/(widget|console)\//.test(path))) {
      for (const [line] of text.matchAll(/^import[^;]*"(?:zod|@kotae\/sdk\/schema)"/gm)) {
        expect([path, line]).toEqual([path, expect.stringMatching(/^import type /)]);
      }
    }
  });

  it("lets a domain room import no door, and another room only through its index", () => {
    for (const source of shipped) {
      const room = roomOf(source.path);
      if (!room) continue;
      for (const target of resolved(source)) {
        const other = roomOf(target);
        if (!other || other === room) continue;
        if (domains.includes(room) || ["storage", "delivery"].includes(room))
          expect([source.path, doors.includes(other)]).toEqual([source.path, false]);
        if (domains.includes(other))
          expect([source.path, target]).toEqual([source.path, `packages/server/src/${other}/index.ts`]);
      }
    }
  });

  it("has no circle of rooms", () => {
    const knows = new Map<string, Set<string>>();
    for (const source of shipped) {
      const room = roomOf(source.path);
      if (!room) continue;
      const others = resolved(source)
        .flatMap((target) => roomOf(target) ?? [])
        .filter((other) => other !== room);
      knows.set(room, new Set([...(knows.get(room) ?? []), ...others]));
    }
    const walk = (room: string, way: string[]): void => {
      expect(way).not.toContain(room);
      for (const next of knows.get(room) ?? []) walk(next, [...way, room]);
    };
    for (const room of knows.keys()) walk(room, []);
  });

  it("writes SQL in a room's store.ts only, and names an engine in storage only", () => {
    const builders = /\b(?:selectFrom|insertInto|updateTable|deleteFrom)\(/;
    for (const { path, text } of shipped.filter(({ path }) => path.startsWith("packages/server/src/"))) {
      const isStore = /\/store\.ts$|\/storage\//.test(path);
      // readiness asks for one row of anything
      if (!isStore && !path.endsWith("src/app.ts")) expect([path, builders.test(text)]).toEqual([path, false]);
      if (!path.includes("/storage/")) expect([path, /from "(?:better-sqlite3|pg)"/.test(text)]).toEqual([path, false]);
    }
  });

  it("reads the environment in one place", () => {
    for (const { path, text } of shipped) {
      if (/src\/(config|main)\.ts$|src\/cli\//.test(path)) continue;
      expect([path, /process\.env\b/.test(text)]).toEqual([path, false]);
    }
  });

  it("has no grab bags, no default exports, no `export *`, and no file that is too long to read", () => {
    for (const { path, text } of sources) {
      expect([path, /\/(utils?|helpers?|common|misc)\b/.test(path)]).toEqual([path, false]);
      expect([path, /^export (\*|default)/m.test(text)]).toEqual([path, false]);
    }
    for (const { path, text } of shipped) {
      if (/\/strings\/|\/migrations\//.test(path)) continue;
      expect([path, text.split("\n").length > longest]).toEqual([path, false]);
    }
  });

  it("never takes HTML as text into a page, nor lets a message go to every origin", () => {
    for (const { path, text } of shipped) {
      expect([
        path,
        /\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|dangerouslySetInnerHTML|postMessage\([^)]*"\*"/.test(text),
      ]).toEqual([path, false]);
    }
  });
});

describe("the contract", () => {
  it("has a shape and a line of access for every route", () => {
    expect(Object.keys(shapes).sort()).toEqual(Object.keys(routes).sort());
    expect(Object.keys(access).sort()).toEqual(Object.keys(routes).sort());
  });

  it("has a test for every rule of the protocol, and no test for a rule that is not there", () => {
    const rules = [...readFileSync(join(root, "docs/protocol.md"), "utf8").matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(
      (match) => String(match[1]),
    );
    expect(new Set(rules).size).toBe(rules.length);
    const tests = [...sources.filter(({ isTest }) => isTest), ...sourcesIn("tests")];
    const named = new Set(
      tests.flatMap(({ text }) =>
        [...text.matchAll(/\(\s*["'`]((?:[A-Z]\d+ )+)/g)].flatMap((match) => String(match[1]).trim().split(/\s+/)),
      ),
    );
    expect(rules.filter((rule) => !named.has(rule))).toEqual([]);
    expect([...named].filter((rule) => !rules.includes(rule))).toEqual([]);
  });
});
