import { KotaeError } from "@kotae/sdk";
import { expect, it } from "vitest";
import { aiko, fakeClient, kenji } from "../fakes.ts";
import { en } from "../strings/index.ts";
import { TeamModel } from "./team.ts";

const input = { name: "Kenji", email: "kenji@example.com", role: "agent" as const, password: "a long password" };
const team = (createAgent: () => Promise<typeof kenji>) =>
  new TeamModel(fakeClient({ createAgent, listAgents: async () => ({ items: [aiko], nextCursor: null }) }));
const refuse = (error: KotaeError) => async () => {
  throw error;
};

it("adds an agent to the list", async () => {
  const model = team(async () => kenji);
  await model.load();
  expect(await model.add(input, en)).toBeUndefined();
  expect(model.agents.value.map(({ id }) => id)).toEqual(["aiko", "kenji"]);
});

it("says at each field what is wrong with it, before and after asking the server", async () => {
  const wrong = await team(async () => kenji).add({ ...input, name: " ", email: "nobody", password: "short" }, en);
  expect(wrong).toEqual({ name: en.team.needName, email: en.team.badEmail, password: en.team.shortPassword });
  const errors = [{ path: "password", message: "must be at least 12 characters" }];
  const byServer = await team(refuse(new KotaeError("invalid_input", "No.", { errors }))).add(input, en);
  expect(byServer).toEqual({ password: en.team.shortPassword });
  expect(await team(refuse(new KotaeError("conflict", "No."))).add(input, en)).toEqual({ email: en.team.taken });
  expect(await team(refuse(new KotaeError("network", "No."))).add(input, en)).toEqual({ form: en.failures.network });
});
