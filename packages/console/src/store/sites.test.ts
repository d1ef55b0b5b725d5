import { KotaeError } from "@kotae/sdk";
import type { Site } from "@kotae/sdk/schema";
import { describe, expect, it, vi } from "vitest";
import { aDesk, settled } from "../fakes.ts";
import { keyOf, SitesModel, siteFormOf, tagOf } from "./sites.ts";

const shop: Site = { id: "s1", key: "k1", name: "Shop", locale: "en", accent: null, deskId: null };
const billing = { id: "d1", key: "billing", name: "Billing" };

async function open(answers: Parameters<typeof aDesk>[0]) {
  const bench = aDesk({
    listSites: async () => ({ items: [shop], nextCursor: null }),
    listDesks: async () => ({ items: [billing], nextCursor: null }),
    ...answers,
  });
  const sites = new SitesModel(bench.desk);
  await settled();
  return { ...bench, sites };
}

describe("sites", () => {
  it("adds one, shows its secret once, and gives it a department later", async () => {
    const createSite = vi.fn(async () => ({ ...shop, id: "s2", name: "App", identitySecret: "hush" }));
    const updateSite = vi.fn(async () => ({ ...shop, deskId: "d1", accent: "#123456" }));
    const { sites } = await open({ createSite, updateSite });
    const form = { name: " App ", locale: "ja", accent: " ", deskId: "" } as const;
    expect(await sites.saveSite(undefined, form)).toBeUndefined();
    expect(createSite).toHaveBeenCalledWith({ name: "App", locale: "ja", accent: null, deskId: null });
    expect(sites.sites.value.map(({ name }) => name)).toEqual(["Shop", "App"]);
    expect(sites.made.value?.secret).toBe("hush");
    expect(JSON.stringify(sites.sites.value)).not.toContain("hush");

    await sites.saveSite("s1", { ...siteFormOf(shop), deskId: "d1", accent: "#123456" });
    expect(updateSite).toHaveBeenCalledWith({ id: "s1", name: "Shop", locale: "en", accent: "#123456", deskId: "d1" });
    expect(sites.sites.value[0]?.deskId).toBe("d1");
  });

  it("says what is wrong at its field, in the person's language", async () => {
    const wrong = (errors: { path: string; message: string }[]) => async () => {
      throw new KotaeError("invalid_input", "No.", { errors });
    };
    const { sites, desk } = await open({
      createSite: wrong([
        { path: "name", message: "must not be empty" },
        { path: "accent", message: "must be a colour such as #2b5fb3" },
      ]),
      createDesk: wrong([{ path: "key", message: "must be lower-case words joined by hyphens" }]),
      updateDesk: async () => {
        throw new KotaeError("network", "No.");
      },
    });
    expect(await sites.saveSite(undefined, siteFormOf(undefined))).toEqual({
      name: "Fill this in.",
      accent: "Write a colour as in #2b5fb3.",
    });
    (desk.language as unknown as { value: string }).value = "ja";
    expect(await sites.saveDesk(undefined, { name: "請求", key: "請求" })).toEqual({
      key: "英小文字と数字を、ハイフンでつないで入力してください。",
    });
    expect(await sites.saveDesk("d1", { name: "X", key: "" })).toEqual({ form: "The server could not be reached." });
    expect(sites.desks.value).toEqual([billing]);
  });

  it("says at the key that another department has it", async () => {
    const { sites } = await open({
      createDesk: async () => {
        throw new KotaeError("conflict", "There is one.");
      },
    });
    expect(await sites.saveDesk(undefined, { name: "Billing", key: "billing" })).toEqual({
      key: "This is taken already.",
    });
  });
});

it("makes a key of a name as far as Latin letters go", () => {
  expect(keyOf("Customer Care & Café 24")).toBe("customer-care-cafe-24");
  expect(keyOf("請求")).toBe("");
  expect(keyOf(`${"long ".repeat(20)}`).length).toBeLessThanOrEqual(40);
  expect(keyOf(`${"long ".repeat(20)}`)).not.toMatch(/-$/);
});

it("writes the tag of a site for its pages", () => {
  expect(tagOf(shop, "https://help.example.com")).toBe(
    '<script src="https://help.example.com/kotae.js" data-site="k1" async></script>',
  );
  expect(tagOf({ ...shop, accent: "#1f6f54" }, "https://help.example.com")).toContain('data-accent="#1f6f54"');
});
