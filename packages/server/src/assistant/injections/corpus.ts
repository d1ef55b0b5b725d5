/** Where an injection stands when it reaches the assistant. */
export type Place = "article" | "question" | "history" | "toolResult" | "visitorName" | "fileName";

export type Corpus = Record<Place, readonly string[]>;
