#!/usr/bin/env node
import { KotaeError } from "@kotae/sdk/errors";
import { exitOf } from "./call.ts";

const usage = `kotae: answers a customer first, and brings a person in when the answer is not enough

  kotae serve                              run the server
  kotae demo                               run it with a demo site, demo agents and Kotae's own help
  kotae init --name <site> [--lang en|ja]  create a site and print its script tag
  kotae migrate                            bring the data's schema up to date
  kotae import <folder|file|git|http address> [--every 10m]
                                           take in articles, once or again and again; see kotae import --help
  kotae eval <questions.jsonl> [--articles <articles.jsonl>]
                                           ask golden questions; see kotae eval --help
  kotae agent add <email> [--name <name>] [--role admin|agent]
                                           add an agent, or set a new password, and print it
  kotae doctor                             check the settings and the data

Settings come from the environment: KOTAE_DATA, KOTAE_HOST, KOTAE_PORT, KOTAE_SECRET, KOTAE_PUBLIC_URL,
DATABASE_URL, OPENAI_API_KEY, OPENAI_BASE_URL, KOTAE_MODEL, SMTP_URL, KOTAE_MAIL_FROM, KOTAE_TOOLS_ALLOW_PRIVATE.`;

/** Runs one command and gives the exit code; each command is loaded only when it is asked for. */
async function run([command, ...args]: string[]): Promise<number> {
  switch (command) {
    case "serve":
      return (await import("./serve.ts")).serve();
    case "demo":
      return (await import("./demo.ts")).demo();
    case "init":
      return (await import("./init.ts")).init(args);
    case "migrate":
      return (await import("./migrate.ts")).migrate();
    case "import":
      return (await import("./import.ts")).runImport(args);
    case "eval":
      return (await import("./eval.ts")).runEval(args);
    case "agent":
      return (await import("./agent.ts")).agent(args);
    case "doctor":
      return (await import("./doctor.ts")).doctor();
    case undefined:
    case "help":
    case "--help":
      console.log(usage);
      return 0;
    default:
      console.error(`There is no command “${command}”.\n\n${usage}`);
      return 2;
  }
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!KotaeError.is(error)) throw error;
  console.error(error.message);
  if (error.hint) console.error(error.hint);
  process.exitCode = exitOf(error);
}
