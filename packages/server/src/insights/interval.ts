/** So many standard deviations to either side hold 95 % of a normal distribution. */
const z = 1.959963984540054;

export type Interval = { low: number; high: number };

/**
 * Wilson's 95 % interval of a share of `hits` in `total`; 0 to 1 where there is nothing to count.
 *
 * E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
 */
export function wilson(hits: number, total: number): Interval {
  if (total === 0) return { low: 0, high: 1 };
  const share = hits / total;
  const middle = share + z ** 2 / (2 * total);
  const spread = z * Math.sqrt((share * (1 - share)) / total + z ** 2 / (4 * total ** 2));
  const scale = 1 + z ** 2 / total;
  return {
    // at the ends rounding would leave a trace that is no probability
    low: hits === 0 ? 0 : Math.max(0, (middle - spread) / scale),
    high: hits === total ? 1 : Math.min(1, (middle + spread) / scale),
  };
}

export type Share = { hits: number; total: number };

/**
 * The difference of two independent shares, `one` − `other`, with its 95 % interval; undefined where either counts
 * nothing.
 *
 * Hybrid score interval, method 10 of R. G. Newcombe, Interval estimation for the difference between independent
 * proportions, Statistics in Medicine 17 (1998).
 */
export function difference(one: Share, other: Share): (Interval & { value: number }) | undefined {
  if (one.total === 0 || other.total === 0) return undefined;
  const [p, q] = [one.hits / one.total, other.hits / other.total];
  const [a, b] = [wilson(one.hits, one.total), wilson(other.hits, other.total)];
  return {
    value: p - q,
    low: p - q - Math.hypot(p - a.low, b.high - q),
    high: p - q + Math.hypot(a.high - p, q - b.low),
  };
}
