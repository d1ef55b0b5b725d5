import { randomInt } from "node:crypto";
import { addAgent, hashPassword, resetPassword } from "../identity/index.ts";
import { exits, readCall } from "./call.ts";
import { withServices } from "./with-services.ts";

const usage = "Usage: kotae agent add <email> [--name <name>] [--role admin|agent]";

/** `agent add`: adds an agent, or gives an existing one a new password; prints the password once. */
export async function agent(args: string[]): Promise<number> {
  const { values, positionals } = readCall(usage, {
    args,
    allowPositionals: true,
    options: { name: { type: "string" }, role: { type: "string", default: "agent" } },
  });
  const [verb, address] = positionals;
  const email = address?.trim().toLowerCase() ?? "";
  if (verb !== "add" || !/^[^\s@]+@[^\s@]+$/.test(email) || (values.role !== "admin" && values.role !== "agent")) {
    console.error(usage);
    return exits.wrongCall;
  }
  const { role } = values;
  const password = newPassword();
  const passwordHash = await hashPassword(password);
  return withServices(async ({ services }) => {
    const done = await services.act(async (act) => {
      if (await resetPassword(act, email, passwordHash)) return "Password reset for";
      const name = values.name?.trim() || (email.split("@")[0] ?? email);
      await addAgent(act, { email, name, role, passwordHash });
      return `Added ${role}`;
    });
    console.log(`${done} ${email}\nPassword (shown only now): ${password}`);
    return 0;
  });
}

/** A password that can be read over the phone: 4 groups of 4, about 80 bits, no letters that look alike. */
export function newPassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("");
  return Array.from({ length: 4 }, group).join("-");
}
