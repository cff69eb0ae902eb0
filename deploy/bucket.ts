/** Tokens, of which each request takes one: so many at most, and so many more each second. */
export interface BucketSize {
  readonly capacity: number;
  readonly refillPerSecond: number;
}

/** What the service will take, as far as is known here: an estimate that is only ever corrected downwards. */
export interface Bucket {
  /** Milliseconds until a token is there; 0 if one is. */
  wait(): number;
  take(): void;
  /** The service refused a request. */
  empty(): void;
  /** The service named what was left after a request that was sent at a moment: others may draw from it too. */
  heard(remaining: number, sentAt: number): void;
}

/** Part of a bucket that is left alone: requests arrive closer together than they were sent. */
const KEPT = 0.05;

/** A bucket that is full. `now` is milliseconds since 1970. */
export function createBucket({ capacity, refillPerSecond }: BucketSize, now: () => number): Bucket {
  const kept = capacity * KEPT;
  let tokens = capacity - kept;
  let at = now();

  function refill(): void {
    const moment = now();
    const more = (Math.max(0, moment - at) / 1000) * refillPerSecond;
    tokens = Math.min(capacity - kept, tokens + more);
    at = moment;
  }

  function atMost(most: number): void {
    refill();
    tokens = Math.min(tokens, most);
  }

  return {
    wait: () => {
      refill();
      return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / refillPerSecond) * 1000);
    },
    take: () => {
      refill();
      tokens -= 1;
    },
    empty: () => atMost(0),
    // A whole number is told, of a moment that may be as long ago as the request: both err to the lower side.
    heard: (remaining, sentAt) => atMost(remaining + 1 - kept + (Math.max(0, now() - sentAt) / 1000) * refillPerSecond),
  };
}
