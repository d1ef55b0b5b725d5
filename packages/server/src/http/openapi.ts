import { errorCodes } from "@kotae/sdk/errors";
import { pathParams, type RouteName, routes } from "@kotae/sdk/routes";
import { shapes } from "@kotae/sdk/schema";
import * as z from "zod";
import { access } from "./access.ts";

type Json = Record<string, unknown>;

/**
 * The OpenAPI 3.1 document of every route, made from the shapes the server itself parses with.
 *
 * The upload of images, which stands beside the table, is written by hand.
 */
export function openApi(publicUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const name of Object.keys(routes) as RouteName[]) {
    const [method, path] = routes[name];
    const template = path.replace(/:(\w+)/g, "{$1}");
    paths[template] = { ...paths[template], [method.toLowerCase()]: operation(name) };
  }
  paths["/v1/images"] = { post: imageUpload };
  return {
    openapi: "3.1.0",
    info: {
      title: "Kotae",
      version: "1",
      description: "Answers, conversations and tickets. Errors are RFC 9457 problem documents.",
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: {
        visitor: { type: "http", scheme: "bearer", description: "A visitor's token from `POST /v1/visitors`." },
        agent: { type: "apiKey", in: "cookie", name: "kotae_session", description: "Set by `POST /v1/sessions`." },
      },
      schemas: { Problem: problem },
    },
  };
}

const problem: Json = {
  type: "object",
  required: ["type", "title", "status", "code", "detail"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", enum: Object.keys(errorCodes) },
    detail: { type: "string" },
    hint: { type: "string" },
    errors: {
      type: "array",
      items: { type: "object", properties: { path: { type: "string" }, message: { type: "string" } } },
    },
  },
};

const refused: Json = {
  description: "A problem document.",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

const imageUpload: Json = {
  operationId: "uploadImage",
  description:
    "Keeps an image of at most 5 MB for articles. What it is, its bytes say; the same image has the same url.",
  security: [{ agent: [] }],
  requestBody: {
    required: true,
    content: {
      "image/*": { schema: { type: "string", format: "binary" } },
      "application/octet-stream": { schema: { type: "string", format: "binary" } },
    },
  },
  responses: {
    "201": {
      description: "Kept.",
      content: {
        "application/json": {
          schema: { type: "object", required: ["url"], properties: { url: { type: "string" } } },
        },
      },
    },
    default: refused,
  },
};

function operation(name: RouteName): Json {
  const [method] = routes[name];
  const input = schemaOf(shapes[name].input, "input");
  const properties = (input.properties ?? {}) as Record<string, Json>;
  const required = new Set((input.required as string[] | undefined) ?? []);
  const inPath = pathParams(routes[name][1]);
  const rest = Object.keys(properties).filter((key) => !inPath.includes(key));
  const parameters: Json[] = inPath.map((key) => ({
    name: key,
    in: "path",
    required: true,
    schema: properties[key] ?? { type: "string" },
  }));
  const isRead = method === "GET" || method === "DELETE";
  if (isRead)
    parameters.push(
      ...rest.map((key) => ({ name: key, in: "query", required: required.has(key), schema: properties[key] })),
    );
  else parameters.push({ name: "Idempotency-Key", in: "header", schema: { type: "string", maxLength: 255 } });
  return {
    operationId: name,
    parameters,
    security: access[name].includes("anyone")
      ? []
      : access[name].map((caller) => ({ [caller === "visitor" ? "visitor" : "agent"]: [] })),
    ...(isRead || rest.length === 0
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  properties: Object.fromEntries(rest.map((key) => [key, properties[key]])),
                  required: rest.filter((key) => required.has(key)),
                },
              },
            },
          },
        }),
    responses: {
      "2XX": {
        description: "Done.",
        content: {
          "application/json": { schema: schemaOf(shapes[name].output, "output") },
          ...(name === "getReport" ? { "text/csv": { schema: { type: "string" } } } : {}),
        },
      },
      default: refused,
    },
  };
}

function schemaOf(shape: z.ZodType, io: "input" | "output"): Json {
  const { $schema, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: "any", reused: "inline" }) as Json;
  return schema;
}
