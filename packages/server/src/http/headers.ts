/**
 * On every answer of the API. Any page may embed the widget; its calls carry a token, never a cookie, so `*` gives
 * nothing away.
 */
export const apiHeaders: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "retry-after, idempotency-replayed, etag",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};

/** What a browser asks before it lets another site's page call the API. */
export const preflightHeaders: Readonly<Record<string, string>> = {
  ...apiHeaders,
  "access-control-allow-methods": "GET, POST, PATCH, DELETE",
  "access-control-allow-headers": "authorization, content-type, idempotency-key, if-none-match",
  "access-control-max-age": "86400",
};
