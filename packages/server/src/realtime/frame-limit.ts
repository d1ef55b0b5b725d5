/** How many frames a socket may send now, and when that was counted (epoch milliseconds). */
export type Bucket = { tokens: number; at: number };

export type Rate = { perSecond: number; burst: number };

/** A bucket that allows a whole burst. */
export const fullBucket = (rate: Rate, now: number): Bucket => ({ tokens: rate.burst, at: now });

/** Takes one frame out of the bucket, or gives `undefined` where it is empty. A clock that goes back adds nothing. */
export function take(bucket: Bucket, rate: Rate, now: number): Bucket | undefined {
  const seconds = Math.max(0, now - bucket.at) / 1000;
  const tokens = Math.min(rate.burst, bucket.tokens + seconds * rate.perSecond) - 1;
  return tokens < 0 ? undefined : { tokens, at: now };
}
