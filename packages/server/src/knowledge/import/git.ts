import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, realpath, rm, stat } from "node:fs/promises";
import { isAbsolute, join, normalize, relative, sep } from "node:path";
import { promisify } from "node:util";
import { KotaeError } from "@kotae/sdk/errors";

/** A repository, and what of it is meant: a branch or tag, by default the one it shows first, and a folder or file in it. */
export type GitSource = { url: string; branch?: string | undefined; path?: string | undefined };

export type GitOptions = {
  /** The folder that repositories are kept in between two imports. */
  folder: string;
  env: Readonly<Record<string, string | undefined>>;
  signal?: AbortSignal | undefined;
};

/** So long git may take at most, in milliseconds: the first time it brings everything. */
const patience = 15 * 60_000;
/** What git leaves behind where it is killed; nobody else uses the repository. */
const leftovers = ["index.lock", "shallow.lock", "HEAD.lock", "config.lock"];
/** What says where another repository is: in a hook of one, these are set. */
const ofAnother =
  /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|PREFIX|COMMON_DIR|QUARANTINE_PATH)$/;

const run = promisify(execFile);

/** What articles of a repository are remembered to come from; another branch of it is the same source. */
export const gitName = ({ url, path = "" }: GitSource): string => `git:${shown(url)}#${inside(path)}`;

/**
 * Brings the newest commit of a repository here, by the `git` of this machine, and gives where its files are.
 *
 * Only what is new is fetched where it was brought before. Throws `unavailable` where there is no git or it does not
 * succeed, `not_found` where the commit has no such folder, and `invalid_input` for a path that leads out of it.
 */
export async function bringGit(source: GitSource, options: GitOptions): Promise<{ commit: string; path: string }> {
  const { url, branch = "HEAD" } = source;
  const below = inside(source.path ?? "");
  const home = join(options.folder, createHash("sha256").update(gitName(source)).digest("hex").slice(0, 16));
  const git = (...args: string[]) => runGit(source, args, options);
  await mkdir(options.folder, { recursive: true });
  if (!(await stat(join(home, ".git")).catch(() => undefined))) await git("init", "--quiet", "--template=", home);
  for (const name of leftovers) await rm(join(home, ".git", name), { force: true });
  await git("-C", home, "fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--", url, branch);
  const commit = (await git("-C", home, "rev-parse", "FETCH_HEAD")).trim();
  try {
    await git("-C", home, "checkout", "--quiet", "--force", "--detach", "FETCH_HEAD");
    await git("-C", home, "clean", "--quiet", "-ffdx");
  } catch (error) {
    // whatever is wrong with what is kept, the next one begins anew
    if (!options.signal?.aborted) await rm(home, { recursive: true, force: true });
    throw error;
  }
  const root = await realpath(home);
  const path = await realpath(join(root, below)).catch(() => undefined);
  if (path === undefined) {
    throw new KotaeError("not_found", `${shown(url)} has no ${below} at ${commit.slice(0, 10)}.`, {
      hint: "Nothing was changed. Give another --path or --branch.",
    });
  }
  // a link in a repository may lead to anything on this machine
  if (path !== root && !path.startsWith(root + sep)) {
    throw new KotaeError("invalid_input", `${below} in ${shown(url)} is a link that leads out of it.`);
  }
  return { commit, path };
}

async function runGit({ url }: GitSource, args: readonly string[], { env, signal }: GitOptions): Promise<string> {
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !ofAnother.test(name)));
  const settings = ["core.hooksPath=/dev/null", "core.autocrlf=false", "core.fsmonitor=false", "gc.autoDetach=false"];
  try {
    const { stdout } = await run("git", [...settings.flatMap((setting) => ["-c", setting]), ...args], {
      // who is asked for a password here will never answer
      env: { ...own, GIT_TERMINAL_PROMPT: "0" },
      timeout: patience,
      maxBuffer: 10_000_000,
      signal,
    });
    return stdout;
  } catch (cause) {
    const { code, stderr = "", killed = false } = cause as { code?: unknown; stderr?: string; killed?: boolean };
    if (signal?.aborted) throw new KotaeError("aborted", "The import was stopped.", { cause });
    if (code === "ENOENT") {
      throw new KotaeError("unavailable", "There is no git on this machine.", {
        hint: "Install git, or copy the files here and import their folder.",
        cause,
      });
    }
    const said = stderr.replaceAll(url, shown(url)).trim().split("\n").slice(-3).join(" ");
    const why = killed ? "it took too long" : said || `it ended with ${String(code)}`;
    throw new KotaeError("unavailable", `git could not bring ${shown(url)}: ${why}`, {
      hint: "Nothing was changed. See that this machine may read the repository: git ls-remote shows it.",
      cause,
    });
  }
}

/** An address without the password it may have in it. */
function shown(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed || (parsed.username === "" && parsed.password === "")) return url;
  parsed.username = parsed.password = "";
  return parsed.href;
}

/** A path in a repository in one form, nothing for all of it. */
function inside(path: string): string {
  const bare = normalize(path).split(sep).join("/").replace(/\/+$/, "").replace(/^\.$/, "");
  const way = relative(".", bare);
  if (isAbsolute(bare) || way.split(sep)[0] === "..") {
    throw new KotaeError("invalid_input", `${path} is no path inside a repository.`);
  }
  return bare;
}
