import { Hono } from "hono";
/* placeholder of another engineer: overwrite */
export function createHelp(_services: unknown, _options: unknown): Hono { return new Hono(); }
