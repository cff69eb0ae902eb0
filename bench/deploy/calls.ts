import { ARM_BUCKETS } from '../../deploy';
import type { SeenRequest } from '../../scripts/emulate';

/** What a request is for. */
export type Call =
  'identity' | 'tables' | 'rule pages' | 'mark pages' | 'looks' | 'rule writes' | 'mark writes' | 'anchor';

export const CALLS: readonly Call[] = [
  'identity',
  'tables',
  'rule pages',
  'mark pages',
  'looks',
  'rule writes',
  'mark writes',
  'anchor',
];

export function callOf({ method, path }: Pick<SeenRequest, 'method' | 'path'>): Call {
  const [, collection, name] = /\/Microsoft\.SecurityInsights\/(\w+)(?:\/([^?]+))?\?/i.exec(path) ?? [];
  if (collection === undefined) return /\/tables\?/.test(path) ? 'tables' : 'identity';
  const rule = collection === 'alertRules';
  if (method === 'GET') return name !== undefined ? 'looks' : rule ? 'rule pages' : 'mark pages';
  if (rule) return 'rule writes';
  return name?.startsWith('sentinel-rules-ledger') === true ? 'anchor' : 'mark writes';
}

/** How often each was made, and how many requests the service's buckets refused. */
export class Tally {
  readonly calls = new Map<Call, number>(CALLS.map((call) => [call, 0]));
  readonly #used = new Map<string, number>();
  total = 0;
  refused = 0;

  add(requests: readonly SeenRequest[]): void {
    for (const request of requests) {
      this.total += 1;
      if (request.status === 429) this.refused += 1;
      const call = callOf(request);
      this.calls.set(call, (this.calls.get(call) ?? 0) + 1);
      const subscription = /^\/subscriptions\/([^/?]+)/.exec(request.path)?.[1] ?? '';
      const key = `${subscription} ${MODE[request.method] ?? 'write'}`;
      this.#used.set(key, (this.#used.get(key) ?? 0) + 1);
    }
  }

  /** Seconds that the buckets alone take for these calls, whatever sends them: of the subscription and sort that takes longest. */
  bound(): number {
    return Math.max(
      ...[...this.#used].map(([key, count]) =>
        secondsFor(key.endsWith('read') ? 'read' : key.endsWith('delete') ? 'delete' : 'write', count),
      ),
    );
  }
}

const MODE: Readonly<Record<string, keyof typeof ARM_BUCKETS>> = { GET: 'read', DELETE: 'delete' };

export function secondsFor(mode: keyof typeof ARM_BUCKETS, count: number): number {
  const { capacity, refillPerSecond } = ARM_BUCKETS[mode];
  return Math.max(0, count - capacity) / refillPerSecond;
}
