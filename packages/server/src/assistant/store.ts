import type { Insertable } from "kysely";
import type { Db, Tables } from "../storage/index.ts";
import type { Spent } from "./usage.ts";

const sums = (db: Db) =>
  db
    .selectFrom("model_usage")
    .select((eb) => [
      eb.fn.sum<number>("input_tokens").as("input"),
      eb.fn.sum<number>("output_tokens").as("output"),
      eb.fn.sum<number>("cost").as("cost"),
    ]);

// an empty sum is null, and one of bigints a decimal in words on Postgres
const toSpent = (sum: { input: unknown; output: unknown; cost: unknown } | undefined): Spent => ({
  tokens: Number(sum?.input ?? 0) + Number(sum?.output ?? 0),
  cost: Number(sum?.cost ?? 0),
});

/** What a model used in a conversation on any day; outside of any ('') only what it used on this one. */
export const usedIn = async (db: Db, conversationId: string, day: string): Promise<Spent> =>
  toSpent(
    await sums(db)
      .where("conversation_id", "=", conversationId)
      .$if(conversationId === "", (query) => query.where("day", "=", day))
      .executeTakeFirst(),
  );

/** What a model used on a day, by everybody or in the conversations of one site. */
export const usedOn = async (db: Db, day: string, siteId?: string): Promise<Spent> =>
  toSpent(
    await sums(db)
      .where("day", "=", day)
      .$if(siteId !== undefined, (query) =>
        query.where((eb) =>
          eb.exists(
            eb
              .selectFrom("conversations")
              .select("conversations.id")
              .whereRef("conversations.id", "=", "model_usage.conversation_id")
              .where("conversations.site_id", "=", siteId ?? ""),
          ),
        ),
      )
      .executeTakeFirst(),
  );

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
