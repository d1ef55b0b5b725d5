import type { IndexSnapshot } from "../schema/article.ts";
import type { Passage, SearchArticle } from "./passages.ts";
import { textOfStream } from "./reader.ts";

/*
 * Articles and passages whose texts stay numbers of surfaces until somebody reads them. Classes, though the house has
 * few: a getter on a prototype costs nothing to have, and thousands of objects with getters of their own cost a phone a
 * tenth of the time until its index is ready.
 */

class StreamedPassage implements Passage {
  readonly articleId: string;
  readonly url: string;
  readonly #surfaces: readonly string[];
  readonly #streams: readonly [title: string, heading: string, text: string];

  constructor(surfaces: readonly string[], { id, url, title }: Streamed, heading: string, text: string) {
    this.articleId = id;
    this.url = url;
    this.#surfaces = surfaces;
    this.#streams = [title, heading, text];
  }

  get title(): string {
    return textOfStream(this.#surfaces, this.#streams[0]);
  }

  get heading(): string {
    return textOfStream(this.#surfaces, this.#streams[1]);
  }

  get text(): string {
    return textOfStream(this.#surfaces, this.#streams[2]);
  }
}

type Streamed = IndexSnapshot["articles"][number];

class StreamedArticle implements SearchArticle {
  readonly id: string;
  readonly url: string;
  readonly audience: SearchArticle["audience"];
  readonly siteId: SearchArticle["siteId"];
  readonly deskId: SearchArticle["deskId"];
  readonly #surfaces: readonly string[];
  readonly #from: Streamed;

  constructor(surfaces: readonly string[], from: Streamed) {
    this.id = from.id;
    this.url = from.url;
    this.audience = from.audience;
    this.siteId = from.siteId;
    this.deskId = from.deskId;
    this.#surfaces = surfaces;
    this.#from = from;
  }

  get title(): string {
    return textOfStream(this.#surfaces, this.#from.title);
  }

  get summary(): string {
    return textOfStream(this.#surfaces, this.#from.summary);
  }

  get keywords(): string[] {
    return this.#from.keywords.map((keyword) => textOfStream(this.#surfaces, keyword));
  }

  get sections(): { heading: string; text: string }[] {
    return streamedPassages(this.#surfaces, this.#from).map(({ heading, text }) => ({ heading, text }));
  }
}

/** An article of a snapshot; its texts are put together when they are read. */
export const streamedArticle = (surfaces: readonly string[], from: Streamed): SearchArticle =>
  new StreamedArticle(surfaces, from);

/** Its passages, likewise. */
export function streamedPassages(surfaces: readonly string[], from: Streamed): Passage[] {
  const passages: Passage[] = [];
  for (let n = 0; n < from.passages.length; n += 2) {
    passages.push(new StreamedPassage(surfaces, from, from.passages[n] ?? "", from.passages[n + 1] ?? ""));
  }
  return passages;
}
