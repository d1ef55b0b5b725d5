import type { Insertable } from "kysely";
import type { Db, Tables } from "../storage/index.ts";
import type { Used } from "./usage.ts";

/** What a model used in a conversation ('' for none) on any day, and by everybody on this one. */
export async function used(db: Db, day: string, conversationId: string): Promise<Used> {
  const here = await db
    .selectFrom("model_usage")
    .select((eb) => [eb.fn.sum<number>("input_tokens").as("input"), eb.fn.sum<number>("output_tokens").as("output")])
    .where("conversation_id", "=", conversationId)
    .$if(conversationId === "", (query) => query.where("day", "=", day))
    .executeTakeFirst();
  const today = await db
    .selectFrom("model_usage")
    .select((eb) => [
      eb.fn.sum<number>("input_tokens").as("input"),
      eb.fn.sum<number>("output_tokens").as("output"),
      eb.fn.sum<number>("cost").as("cost"),
    ])
    .where("day", "=", day)
    .executeTakeFirst();
  // an empty sum is null, and one of bigints a decimal in words on Postgres
  return {
    conversationTokens: Number(here?.input ?? 0) + Number(here?.output ?? 0),
    dayTokens: Number(today?.input ?? 0) + Number(today?.output ?? 0),
    dayCost: Number(today?.cost ?? 0),
  };
}

/** Adds to what was used on a day in a conversation. */
export const addUsed = (
  db: Db,
  row: {
    day: string;
    conversation_id: string;
    calls: number;
    input_tokens: number;
    output_tokens: number;
    cost: number;
  },
) =>
  db
    .insertInto("model_usage")
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(["day", "conversation_id"]).doUpdateSet((eb) => ({
        calls: eb("model_usage.calls", "+", row.calls),
        input_tokens: eb("model_usage.input_tokens", "+", row.input_tokens),
        output_tokens: eb("model_usage.output_tokens", "+", row.output_tokens),
        cost: eb("model_usage.cost", "+", row.cost),
      })),
    )
    .execute();

/** The coefficients of confidence that were fitted here and are in use, or undefined. */
export const activeCalibration = (db: Db) =>
  db
    .selectFrom("calibrations")
    .selectAll()
    .where("active", "=", 1)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();

/** Puts fitted coefficients into use, in the place of the ones before. */
export async function useCalibration(db: Db, row: Omit<Insertable<Tables["calibrations"]>, "active">): Promise<void> {
  await db.updateTable("calibrations").set({ active: 0 }).where("active", "=", 1).execute();
  await db
    .insertInto("calibrations")
    .values({ ...row, active: 1 })
    .execute();
}
