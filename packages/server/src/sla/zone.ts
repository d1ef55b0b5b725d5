const minute = 60_000;
export const day = 1_440 * minute;
/** How many days are worked out at once, for a zone as for a calendar. */
const chunkDays = 64;
export const chunkMillis = chunkDays * day;

/** A stretch of time in which a zone's clocks stand at one distance from UTC: `offset` is added to UTC. */
export type Stretch = { readonly from: number; readonly to: number; readonly offset: number };

const formatters = new Map<string, Intl.DateTimeFormat>();
const known = new Map<string, Map<number, readonly Stretch[]>>();

/** Whether this is a name of the time zone database, as `Asia/Tokyo`; bare distances (`+09:00`) know no summer time. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

/** What the zone's clocks show at this moment, as milliseconds since 1970 on those clocks. */
export function wallOf(zone: string, at: number): number {
  return at + offsetAt(zone, at);
}

/**
 * The moment at which the zone's clocks show `wall`.
 *
 * A time that comes twice means the first; one that is left out means as long after the gap as it would have been into it.
 */
export function momentOf(zone: string, wall: number): number {
  // no zone is further from UTC than 15 hours: a day on either side is surely before and after any change
  const before = offsetAt(zone, wall - day);
  const after = offsetAt(zone, wall + day);
  const fits = [wall - before, wall - after].filter((at) => wallOf(zone, at) === wall);
  return fits.length > 0 ? Math.min(...fits) : wall - before;
}

/** The stretches of the chunk of days with this number, in order and without gaps. */
export function stretchesOf(zone: string, chunk: number): readonly Stretch[] {
  const chunks = known.get(zone) ?? new Map<number, readonly Stretch[]>();
  const found = chunks.get(chunk) ?? measure(zone, chunk * chunkMillis);
  known.set(zone, chunks.set(chunk, found));
  return found;
}

function measure(zone: string, start: number): Stretch[] {
  const changes: number[] = [];
  // a zone that changes its mind twice within a day has not been seen; the changes themselves are found by halving
  for (let from = start; from < start + chunkMillis; from += day) {
    if (offsetAt(zone, from) !== offsetAt(zone, from + day)) changes.push(changeWithin(zone, from, from + day));
  }
  const bounds = [start, ...changes, start + chunkMillis];
  return bounds
    .slice(1)
    .map((to, index) => ({ from: bounds[index] as number, to, offset: offsetAt(zone, bounds[index] as number) }))
    .filter(({ from, to }) => from < to);
}

/** The first moment after `low` at which the clocks stand as they do at `high`; changes fall on whole seconds. */
function changeWithin(zone: string, low: number, high: number): number {
  const then = offsetAt(zone, high);
  while (high - low > 1_000) {
    const middle = low + Math.floor((high - low) / 2_000) * 1_000;
    if (offsetAt(zone, middle) === then) high = middle;
    else low = middle;
  }
  return high;
}

function offsetAt(zone: string, at: number): number {
  const [month, date, year, hour, min, second] = (formatterOf(zone).format(at).match(/\d+/g) ?? []).map(Number);
  const wall = Date.UTC(year as number, (month as number) - 1, date, hour, min, second);
  return wall - Math.floor(at / 1_000) * 1_000;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const found = formatters.get(zone);
  if (found) return found;
  const formatter = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  // more names than there are zones come from somebody who writes them in many ways
  if (formatters.size >= 1_000) formatters.clear();
  formatters.set(zone, formatter);
  return formatter;
}
