import { KotaeError } from "@kotae/sdk/errors";
import type { Scale } from "./confidence.ts";
import type { Model, Provenance } from "./model.ts";
import type { Neighbour } from "./neighbours.ts";
import type { Setting } from "./settings.ts";
import { startsOf } from "./sparse.ts";

/** A model as it is stored: JSON, its tables as base64. */
export type PackedModel = {
  format: typeof format;
  version: string;
  choices: string[];
  provenance: Provenance;
  scale: Scale;
  settings: Setting[];
  texts: number;
  unit: number;
  /** By row: the feature's hash, in how many texts it was, and how many choices it weighs. */
  features: string;
  within: string;
  lengths: string;
  /** By entry: the choice and its weight. */
  entries: string;
  weights: string;
  /** By neighbour: its id, its choice and how many rows it has; then all rows. */
  neighbours: { ids: string[]; choices: string; lengths: string; rows: string };
};

const format = 1;

/** The model as plain JSON. */
export function packModel({ version, choices, provenance, scale, settings, ...tables }: Model): PackedModel {
  const { vocabulary, sparse, neighbours } = tables;
  const { starts, entries, weights, unit } = sparse;
  return {
    ...{ format, version, choices: [...choices], provenance, scale, settings: [...settings], unit },
    texts: vocabulary.texts,
    features: base64(Int32Array.from(vocabulary.rows.keys())),
    within: base64(vocabulary.within),
    lengths: base64(Uint16Array.from(vocabulary.within, (_, row) => at(starts, row + 1) - at(starts, row))),
    entries: base64(entries),
    weights: base64(weights),
    neighbours: {
      ids: neighbours.map(({ id }) => id),
      choices: base64(Uint16Array.from(neighbours, ({ choice }) => choice)),
      lengths: base64(Uint16Array.from(neighbours, ({ rows }) => rows.length)),
      rows: base64(Uint16Array.from(neighbours.flatMap(({ rows }) => [...rows]))),
    },
  };
}

/** Opens a stored model; undefined where it was written in another format, so that it has to be trained anew. */
export function openModel(packed: PackedModel): Model | undefined {
  if (packed.format !== format) return undefined;
  const { version, choices, provenance, scale, settings, unit } = packed;
  const features = new Int32Array(bytes(packed.features));
  const within = new Uint16Array(bytes(packed.within));
  const starts = startsOf(new Uint16Array(bytes(packed.lengths)));
  const entries = new Uint16Array(bytes(packed.entries));
  const weights = new Int8Array(bytes(packed.weights));
  const isWhole =
    features.length === within.length && starts.length === within.length + 1 && entries.length === weights.length;
  if (!isWhole || starts.at(-1) !== entries.length || entries.some((choice) => choice >= choices.length)) {
    throw new KotaeError("internal", `The stored model ${version} is damaged.`, { hint: "Train it anew." });
  }
  return {
    ...{ version, choices, provenance, scale, settings },
    vocabulary: { texts: packed.texts, rows: new Map(Array.from(features, (feature, row) => [feature, row])), within },
    sparse: { starts, entries, weights, unit },
    neighbours: openNeighbours(packed.neighbours),
  };
}

function openNeighbours({ ids, choices, lengths, rows }: PackedModel["neighbours"]): Neighbour[] {
  const all = new Uint16Array(bytes(rows));
  const of = new Uint16Array(bytes(choices));
  const starts = startsOf(new Uint16Array(bytes(lengths)));
  return ids.map((id, n) => ({ id, choice: at(of, n), rows: all.subarray(at(starts, n), at(starts, n + 1)) }));
}

const at = (list: ArrayLike<number>, n: number): number => list[n] ?? 0;

const base64 = (list: Int32Array | Uint16Array | Int8Array): string =>
  Buffer.from(list.buffer, list.byteOffset, list.byteLength).toString("base64");

/** In memory of its own: a buffer's may begin where no wide number can. */
const bytes = (text: string): ArrayBuffer => new Uint8Array(Buffer.from(text, "base64")).buffer;
