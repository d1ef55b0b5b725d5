/** The parts of the console beside the inbox and the team; each is loaded when somebody first goes there. */
export type Section =
  | "articles"
  | "questions"
  | "votes"
  | "gaps"
  | "synonyms"
  | "assistant"
  | "tools"
  | "reports"
  | "sites";

/** What an address says after its `?`: words only, and only those its section knows. */
export type Query = Readonly<Record<string, string>>;

/** A place in a section: what is open in it (empty for nothing), and how it is looked at. */
export type SectionPlace = { screen: Section; id: string; query: Query };

const known: Record<Section, readonly string[]> = {
  articles: ["q", "lang", "status", "due", "panel", "key", "from", "title", "ask", "question"],
  questions: ["view", "why", "lang", "gap"],
  votes: ["view", "lang"],
  gaps: ["status", "lang"],
  synonyms: ["lang"],
  assistant: ["site"],
  tools: [],
  reports: ["from", "to", "by", "site", "lang"],
  sites: [],
};

/** A place in a section. */
export const at = (screen: Section, id = "", query: Query = {}): SectionPlace => ({ screen, id, query });

/** The place an address within the console leads to, or undefined where no section has it. */
export function parseSection(path: string, search: URLSearchParams): SectionPlace | undefined {
  const [name = "", id = "", ...more] = path.split("/");
  if (!Object.hasOwn(known, name) || more.length > 0 || !/^[\w-]*$/.test(id)) return undefined;
  const screen = name as Section;
  const given = known[screen].flatMap((key) => {
    const value = search.get(key)?.slice(0, 300) ?? "";
    return value === "" ? [] : [[key, value] as const];
  });
  return { screen, id, query: Object.fromEntries(given) };
}

/** The address of a place in a section, from the console's own on; what is empty is left out. */
export function sectionPath({ screen, id, query }: SectionPlace): string {
  const given = known[screen].flatMap((key) => (query[key] ? [[key, query[key]] as [string, string]] : []));
  const search = new URLSearchParams(given);
  return `${screen}${id === "" ? "" : `/${id}`}${search.size === 0 ? "" : `?${search}`}`;
}
