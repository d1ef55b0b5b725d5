import { type ArticleForm, readForm } from "./article-form.ts";

/** A text that was not saved yet, with the version of the article it was begun from. */
export type WorkingCopy = { form: ArticleForm; version: number; at: number };

/** Unsaved texts of one agent on this device, by article. */
export type WorkingCopies = {
  read(key: string): WorkingCopy | undefined;
  write(key: string, copy: WorkingCopy | undefined): void;
};

/** Unsaved texts in `storage`; where it is full or forbidden they live as long as the tab. */
export function openWorkingCopies(storage: Storage, agentId: string): WorkingCopies {
  const name = (key: string) => `kotae.article.${agentId}.${key}`;
  return {
    read(key) {
      try {
        const kept = JSON.parse(storage.getItem(name(key)) ?? "null") as Record<string, unknown> | null;
        const form = readForm(kept?.form);
        return form && kept && typeof kept.version === "number" && typeof kept.at === "number"
          ? { form, version: kept.version, at: kept.at }
          : undefined;
      } catch {
        return undefined;
      }
    },
    write(key, copy) {
      try {
        if (copy) storage.setItem(name(key), JSON.stringify(copy));
        else storage.removeItem(name(key));
      } catch {
        // the text is still in its field; only a reload would lose it
      }
    },
  };
}
