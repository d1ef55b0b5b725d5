import type { Scale } from "./confidence.ts";
import type { Neighbour } from "./neighbours.ts";
import type { Setting } from "./settings.ts";
import type { SparseWeights } from "./sparse.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** One of the values an aspect may have; its name and description count as weak examples. */
export type Choice = { id: string; name: string; description?: string | undefined };

/** A text somebody sorted. */
export type Example = {
  /** Given back as the nearest example: a ticket's id. */
  id: string;
  text: string;
  attributes?: Readonly<Record<string, string>> | undefined;
  /** The id of its choice. */
  choice: string;
  /** How much it counts; 1 where nothing is said. */
  weight?: number | undefined;
  /** When it was sorted (epoch ms): where there are too many, the newest are learnt from. */
  at?: number | undefined;
};

/** Where a model comes from and what it is worth, as was measured on its own examples while it did not know them. */
export type Provenance = {
  examples: number;
  /** Examples that were not used: of choices that are no longer on the list, empty, or older than the newest enough. */
  leftOut: number;
  /** By choice: from how many examples it was learnt; 0 is from its name and description alone. */
  examplesOf: Record<string, number>;
  seed: number;
  /** How many examples were judged by a model that had not seen them, and the share it got right. */
  judged: number;
  accuracy: number;
};

/** A trained model, ready to be asked; `openModel` makes it of what is stored. */
export type Model = {
  /** The same choices, examples and seed always give the same version. */
  version: string;
  choices: readonly string[];
  provenance: Provenance;
  scale: Scale;
  settings: readonly Setting[];
  vocabulary: Vocabulary;
  sparse: SparseWeights;
  neighbours: readonly Neighbour[];
};
