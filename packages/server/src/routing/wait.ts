/** How long a wait will be, in minutes; or why nobody can say. */
export type ExpectedWait =
  | { known: true; low: number; likely: number; high: number }
  | { known: false; because: "too_few_served" | "nobody_at_work" };

/** With fewer services to learn from, nothing is said. */
export const servicesNeeded = 10;

const minute = 60_000;
/** Eight waits of ten end between low and high: a tenth lies below, a tenth above. */
const tenth = 1.2816;
/** From nothing to three times the likely wait: beyond that the approximation fails, and nobody would be any wiser. */
const widest = 4;

/**
 * When the ticket at this position (1 is next) will be somebody's, where every place is taken now.
 *
 * `services` are how long recent tickets took up their place (ms, from being given to no longer counting as load), and
 * `places` how many of them the agents at work can have at once. Places then become free at the rate places/mean, and
 * the wait for the position-th is taken as gamma distributed. At first they become free as if by chance; the more often
 * every place has turned over, the more it is the spread of the services that counts. That the mean is only estimated
 * widens the range. Quantiles by Wilson and Hilferty (1931).
 */
export function expectedWait(position: number, services: readonly number[], places: number): ExpectedWait {
  if (places < 1) return { known: false, because: "nobody_at_work" };
  const usable = services.filter((service) => Number.isFinite(service) && service > 0);
  if (usable.length < servicesNeeded) return { known: false, because: "too_few_served" };
  const mean = usable.reduce((sum, service) => sum + service, 0) / usable.length;
  const ahead = Math.max(1, position);
  const expected = (ahead * mean) / places / minute;
  const spread = spreadOf(usable, mean);
  const chance = Math.exp(-ahead / places);
  const wide = Math.min(widest, (chance + (1 - chance) * spread) / ahead + spread / usable.length);
  const quantile = (z: number) => expected * Math.max(0, 1 - wide / 9 + z * Math.sqrt(wide / 9)) ** 3;
  // outwards, so that rounding promises nothing
  return {
    known: true,
    low: Math.floor(quantile(-tenth)),
    likely: Math.max(1, Math.round(expected)),
    high: Math.ceil(quantile(tenth)),
  };
}

/** The squared coefficient of variation: 0 for services that all take as long, 1 for such as end by chance. */
function spreadOf(services: readonly number[], mean: number): number {
  const squares = services.reduce((sum, service) => sum + (service - mean) ** 2, 0);
  return squares / (services.length - 1) / mean ** 2;
}
