import { existsSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { KotaeError } from "@kotae/sdk/errors";
import { bringGit, bringWeb, gitName, type ImportResult, type ReadWeb, webName } from "../knowledge/index.ts";

/** What was brought here of a source, in a folder or file. */
export type Brought = {
  path: string;
  /** The commit it is; undefined where only looking tells whether something changed. */
  version?: string;
  /** What could not be brought, by its file: of it, everything stays. */
  missing?: ImportResult["skipped"];
  /** What is there no more, or is nothing to import. */
  gone?: ImportResult["skipped"];
  clear?(): Promise<void>;
};

/** Where articles come from. */
export type Source = {
  /** What they are remembered by; undefined for a folder or file, whose path it is. */
  name: string | undefined;
  /** Brings the newest of it here. */
  bring(signal: AbortSignal): Promise<Brought>;
};

export type SourceOptions = {
  branch?: string | undefined;
  path?: string | undefined;
  git?: boolean | undefined;
  pages?: number | undefined;
};

export type SourceDeps = {
  dataDir: string;
  env: Readonly<Record<string, string | undefined>>;
  read: ReadWeb;
  onPages?: (done: number, total: number) => void;
};

/** A repository as its page in a browser is called, which everybody copies from there. */
const onForge = /^https?:\/\/(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)\/[^/?#]+\/[^/?#]+\/?$/i;

/** What an address is, by how it is written and what was asked of it. */
export function kindOf(target: string, { branch, path, git = false }: SourceOptions): "git" | "web" | "files" {
  const isSaid = git || branch !== undefined || path !== undefined;
  const isWritten = /^(?:git|ssh|file):\/\/|^git\+|\.git\/?$/i.test(target) || /^[\w.-]+@[\w.-]+:(?!\/\/)/.test(target);
  // a folder of that name may just as well be one
  if (isSaid || onForge.test(target) || (isWritten && !existsSync(join(target, ".git")))) return "git";
  return /^https?:\/\//i.test(target) ? "web" : "files";
}

/** The source an address names; throws `invalid_input` for one that is none. */
export function sourceOf(target: string, options: SourceOptions, deps: SourceDeps): Source {
  const kind = kindOf(target, options);
  if (kind === "files") return { name: undefined, bring: async () => ({ path: target }) };
  if (kind === "git") {
    const url = existsSync(target) ? realpathSync(target) : target.replace(/^git\+/i, "");
    const repository = { url, branch: options.branch, path: options.path };
    return {
      name: gitName(repository),
      async bring(signal) {
        const folder = sourcesFolder(deps.dataDir);
        const { commit, path } = await bringGit(repository, { folder, env: deps.env, signal });
        return { path, version: commit };
      },
    };
  }
  if (!URL.canParse(target)) throw new KotaeError("invalid_input", `${target} is no address.`);
  return {
    name: webName(target),
    bring: (signal) =>
      bringWeb(target, { read: deps.read, signal, onProgress: deps.onPages, pagesAtMost: options.pages }),
  };
}

/** Where repositories, locks and the last report of each followed source are kept. */
export const sourcesFolder = (dataDir: string): string => join(resolve(dataDir), "sources");
