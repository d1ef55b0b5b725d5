import type { Compilable, CompiledQuery } from "kysely";
import type { Db } from "./open.ts";

/** Stands for a value that is not known yet while a statement is built. */
class Blank {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

type Build<Values, Row> = (db: Db, values: Values) => Compilable<Row>;

/**
 * A statement that Kysely builds and compiles once, and that runs with other values from then on.
 *
 * For the few statements behind every message: building one takes longer than running it. `values` are only placed
 * while building; a statement whose shape depends on them cannot be prepared.
 */
export function prepared<Values extends object, Row>(
  build: Build<Values, Row>,
): (db: Db, values: Values) => Promise<Row[]> {
  // one text for each engine: their placeholders and quotes differ
  const compiled = new WeakMap<object, CompiledQuery<Row>>();
  return async (db, values) => {
    const engine = db.getExecutor().adapter;
    let query = compiled.get(engine);
    if (!query) {
      const blanks = Object.fromEntries(Object.keys(values).map((name) => [name, new Blank(name)]));
      query = build(db, blanks as Values).compile() as CompiledQuery<Row>;
      compiled.set(engine, query);
    }
    const given = values as Record<string, unknown>;
    const parameters = query.parameters.map((value) => (value instanceof Blank ? given[value.name] : value));
    return (await db.executeQuery<Row>({ ...query, parameters })).rows;
  };
}
