import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCsv } from "./csv.ts";

describe("CSV", () => {
  it("quotes what needs it and ends lines as RFC 4180 says", () => {
    expect(
      toCsv(
        ["a", "b"],
        [
          ['say "hi"', "one, two"],
          ["line\nbreak", null],
          [1.5, -2],
        ],
      ),
    ).toBe('a,b\r\n"say ""hi""","one, two"\r\n"line\nbreak",\r\n1.5,-2\r\n');
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", "|cmd", "%x"])(
    "runs nothing: %j",
    (text) => {
      expect(parse(toCsv(["q"], [[text]]))[1]?.[0]).toBe(`'${text}`);
    },
  );

  it("is read back as it was written, whatever was asked", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: "grapheme" }), fc.integer()), { minLength: 1 }), (rows) => {
        const back: string[][] = parse(toCsv(["q", "n"], rows));
        expect(back.slice(1).map(([q, n]) => [q?.replace(/^'/, ""), Number(n)])).toEqual(
          rows.map(([q, n]) => [q.replace(/^'/, ""), n]),
        );
      }),
    );
  });
});
