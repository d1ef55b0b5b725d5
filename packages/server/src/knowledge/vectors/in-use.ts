/** Which texts, by their hashes, some article has now, and which none has any more. */
export type InUse = {
  /** Says which texts an article has; none where it is gone. */
  set(articleId: string, hashes: readonly string[]): void;
  has(hash: string): boolean;
  /** How many lost their last article since `takeReleased`. */
  readonly released: number;
  takeReleased(): string[];
};

/** Begins with no article. */
export function createInUse(): InUse {
  const byArticle = new Map<string, readonly string[]>();
  const counts = new Map<string, number>();
  const released = new Set<string>();
  return {
    set(articleId, hashes) {
      for (const hash of hashes) {
        counts.set(hash, (counts.get(hash) ?? 0) + 1);
        released.delete(hash);
      }
      for (const hash of byArticle.get(articleId) ?? []) {
        const left = (counts.get(hash) ?? 0) - 1;
        if (left > 0) counts.set(hash, left);
        else {
          counts.delete(hash);
          released.add(hash);
        }
      }
      if (hashes.length > 0) byArticle.set(articleId, hashes);
      else byArticle.delete(articleId);
    },
    has: (hash) => counts.has(hash),
    get released() {
      return released.size;
    },
    takeReleased() {
      const taken = [...released];
      released.clear();
      return taken;
    },
  };
}
