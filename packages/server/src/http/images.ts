import { KotaeError } from "@kotae/sdk/errors";
import type { Context } from "hono";
import { imageBytes } from "../knowledge/index.ts";
import type { Services } from "../services.ts";
import { authenticate, isSameOrigin } from "./auth.ts";
import { readBody } from "./body.ts";
import { apiHeaders } from "./headers.ts";
import type { Limiter } from "./limits.ts";
import { addressOf, refusal } from "./mount.ts";

type ImageDeps = Pick<Services, "storage" | "tokens" | "now" | "files"> & {
  config: Pick<Services["config"], "publicUrl">;
};

/**
 * Answers `POST /v1/images`: takes the bytes of an image from an agent and says where it is served.
 *
 * It stands beside the table of routes, which carries JSON and nothing else. The same image twice has the same address,
 * so a repeat needs no key.
 */
export function imageUpload(deps: ImageDeps, limiter: Limiter | undefined): (c: Context) => Promise<Response> {
  return async (c) => {
    const { actor, session } = await authenticate(deps, {
      authorization: c.req.header("authorization"),
      cookie: c.req.header("cookie"),
    });
    limiter?.count("write", actor.kind === "public" ? undefined : actor.id, addressOf(c));
    if (actor.kind !== "agent" || session === undefined) throw refusal(actor);
    if (!isSameOrigin(c.req.header("origin"), c.req.header("host"), deps.config.publicUrl)) {
      throw new KotaeError("origin_refused", "This request came from another site's page.");
    }
    const type = c.req.header("content-type") ?? "";
    // a form's parts or JSON with an image in it would be kept as neither; what the image is, its bytes say
    if (!/^(?:image\/[\w.+-]+|application\/octet-stream)\s*(?:;|$)/i.test(type)) throw noImage();
    const bytes = await readBody(c, imageBytes);
    const url = await deps.files.keep(bytes);
    if (url === undefined) throw noImage();
    return c.json({ url }, 201, { ...apiHeaders });
  };
}

const noImage = () =>
  new KotaeError("unsupported_media_type", "This is no image that can be shown.", {
    hint: "Send the bytes of a PNG, JPEG, GIF, WebP, AVIF or SVG as the body, with `Content-Type: image/png` or the like.",
  });
