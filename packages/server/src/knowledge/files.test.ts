import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { createFiles, type Files, imageBytes, isFilePath } from "./files.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");
const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';

describe("the file store", () => {
  let top: string;
  let folder: string;
  let files: Files;
  beforeEach(() => {
    top = mkdtempSync(join(tmpdir(), "kotae-store-"));
    folder = join(top, "files");
    files = createFiles(folder);
    return () => rmSync(top, { recursive: true, force: true });
  });
  const nameOf = (url: string | undefined) => String(url).replace("/help/files/", "");

  it.each([
    ["a PNG", bytes("\x89PNG\r\n\x1a\n…"), "png", "image/png"],
    ["a JPEG", bytes("\xff\xd8\xff\xe0\0\x10JFIF"), "jpg", "image/jpeg"],
    ["an old GIF", bytes("GIF87a…"), "gif", "image/gif"],
    ["a GIF", bytes("GIF89a…"), "gif", "image/gif"],
    ["a WebP", bytes("RIFF\n\0\0\0WEBPVP8 "), "webp", "image/webp"],
    ["an AVIF", bytes("\0\0\0\x1cftypavif\0\0\0\0mif1"), "avif", "image/avif"],
    ["an AVIF by its second brand", bytes("\0\0\0\x1cftypmif1\0\0\0\0miafavif"), "avif", "image/avif"],
    ["an SVG", Buffer.from(svg), "svg", "image/svg+xml"],
    [
      "an SVG after all that may come first",
      Buffer.from(
        `\ufeff\n<?xml version="1.0"?>\n<!-- > <svg --> <!DOCTYPE svg [ <!ENTITY a "b>"> ]>\n<!---->\n<svg\nviewBox="0 0 1 1"></svg>`,
      ),
      "svg",
      "image/svg+xml",
    ],
    [
      "an SVG with its doctype",
      Buffer.from(`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x/svg11.dtd">${svg}`),
      "svg",
      "image/svg+xml",
    ],
  ])("keeps %s and gives it back", async (_, content, extension, type) => {
    const url = await files.keep(content);
    expect(url).toMatch(new RegExp(`^/help/files/[0-9a-f]{32}\\.${extension}$`));
    expect(isFilePath(String(url))).toBe(true);
    expect(await files.read(nameOf(url))).toEqual({ bytes: content, type });
  });

  it.each([
    ["nothing", bytes("")],
    ["words", bytes("PNG")],
    ["a page", bytes("<!doctype html><html><svg></svg></html>")],
    ["a page that mentions an SVG first", bytes("<!-- <svg> --><html></html>")],
    ["a comment without end", bytes("<!-- <svg></svg>")],
    ["another element", bytes("<svgx></svgx>")],
    ["words before an SVG", bytes(`x${svg}`)],
    ["an SVG that is not UTF-8", Buffer.concat([Buffer.from(svg), Buffer.from([0xff, 0xfe])])],
    ["a video", bytes("\0\0\0\x1cftypisom\0\0\0\0mp41")],
    ["sound", bytes("RIFF\n\0\0\0WAVEfmt ")],
    ["a PDF", bytes("%PDF-1.7")],
  ])("does not keep %s", async (_, content) => {
    expect(await files.keep(content)).toBeUndefined();
    expect(existsSync(folder)).toBe(false);
  });

  it("keeps what is large, and not what is too large", async () => {
    const large = Buffer.alloc(imageBytes);
    large.write("GIF89a");
    expect(await files.keep(large)).toBeDefined();
    expect(await files.keep(Buffer.concat([large, bytes("x")]))).toBeUndefined();
  });

  it("writes the same image once, whole, and again only where it is broken", async () => {
    const [url, ...others] = await Promise.all(Array.from({ length: 5 }, () => files.keep(Buffer.from(svg))));
    expect(new Set(others)).toEqual(new Set([url]));
    expect(readdirSync(folder)).toEqual([nameOf(url)]);
    const path = join(folder, nameOf(url));
    const { ino } = statSync(path);
    await files.keep(Buffer.from(svg));
    expect(statSync(path)).toMatchObject({ ino });
    truncateSync(path, 3);
    await files.keep(Buffer.from(svg));
    expect((await files.read(nameOf(url)))?.bytes).toEqual(Buffer.from(svg));
  });

  it.each([
    "../secret.png",
    "..%2fsecret.png",
    "/etc/passwd",
    "",
    ".",
    "..",
    `${"a".repeat(31)}.png`,
    `${"a".repeat(33)}.png`,
    `${"A".repeat(32)}.png`,
    `${"a".repeat(32)}.html`,
    `${"a".repeat(32)}.png/..`,
    `${"a".repeat(32)}.png\n`,
    `${"a".repeat(32)}.png\0`,
    `x/${"a".repeat(32)}.png`,
    `${"a".repeat(32)}.png`,
  ])("reads nothing by the name %j", async (name) => {
    await files.keep(Buffer.from(svg));
    writeFileSync(join(top, "secret.png"), "secret");
    expect(await files.read(name)).toBeUndefined();
  });
});
