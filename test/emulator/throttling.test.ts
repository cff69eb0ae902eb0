import fc from 'fast-check';
import { ARM_THROTTLING } from '../../src/emulator';
import { scheduled } from './bodies';
import { ORIGIN, pureClient, SUBSCRIPTION, WORKSPACE } from './pure-client';

const statuses = (act: () => { status: number }, count: number): Record<number, number> => {
  const counts: Record<number, number> = {};
  for (let index = 0; index < count; index += 1) {
    const { status } = act();
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
};

test('R1 off unless set', () => {
  const client = pureClient();
  expect(statuses(() => client.list(), 1000)).toEqual({ 200: 1000 });
});

test('R1 R2 the Resource Manager lets 250 reads, 200 writes and 200 deletes through, then some each second', () => {
  const client = pureClient({ settings: { throttling: ARM_THROTTLING } });
  expect(statuses(() => client.list(), 260)).toEqual({ 200: 250, 429: 10 });
  expect(statuses(() => client.put('rule', scheduled()), 201)).toEqual({ 200: 199, 201: 1, 429: 1 });
  expect(statuses(() => client.delete('absent'), 201)).toEqual({ 204: 200, 429: 1 });
  client.advance(2);
  expect(statuses(() => client.list(), 60)).toEqual({ 200: 50, 429: 10 });
  expect(statuses(() => client.put('rule', scheduled()), 30)).toEqual({ 200: 20, 429: 10 });
  client.advance(3600);
  expect(statuses(() => client.list(), 260)).toEqual({ 200: 250, 429: 10 });
});

test('R2 the refusal says when, and waiting that long is enough', () => {
  const throttling = { ...ARM_THROTTLING, writes: { capacity: 1, refillPerSecond: 0.4 } };
  const client = pureClient({ settings: { throttling } });
  expect(client.put('rule', scheduled()).headers['x-ms-ratelimit-remaining-subscription-writes']).toBe('0');
  const refused = client.put('rule', scheduled());
  expect(refused).toMatchObject({ status: 429, body: { error: { code: 'TooManyRequests' } } });
  const wait = Number(refused.headers['retry-after']);
  expect(wait).toBe(3);
  client.advance(1);
  expect(client.put('rule', scheduled()).status).toBe(429);
  client.advance(wait - 1);
  expect(client.put('rule', scheduled()).status).toBe(200);
});

test('R3 Retry-After can be left away', () => {
  const throttling = { ...ARM_THROTTLING, reads: { capacity: 0, refillPerSecond: 1 }, retryAfter: 'omitted' } as const;
  const refused = pureClient({ settings: { throttling } }).list();
  expect(refused.status).toBe(429);
  expect(refused.headers).not.toHaveProperty('retry-after');
});

test('R1 each subscription has its own bucket', () => {
  const throttling = { ...ARM_THROTTLING, reads: { capacity: 1, refillPerSecond: 0 } } as const;
  const client = pureClient({ settings: { throttling } });
  const other = `${ORIGIN}${WORKSPACE.replace(SUBSCRIPTION, 'other')}/providers/Microsoft.SecurityInsights/alertRules?api-version=2025-09-01`;
  expect(client.list().status).toBe(200);
  expect(client.list().status).toBe(429);
  expect(client.sendTo('GET', other).status).toBe(200);
});

test('R1 each principal has its own bucket, token or not', () => {
  const throttling = { ...ARM_THROTTLING, reads: { capacity: 1, refillPerSecond: 0 } } as const;
  const client = pureClient({ settings: { throttling } });
  const holding = (token: string) =>
    client.list('alertRules', { headers: { authorization: `Bearer ${token}` } }).status;
  expect([client.list().status, client.list().status]).toEqual([200, 429]);
  expect([holding('one'), holding('one'), holding('two')]).toEqual([200, 429, 200]);
});

test('R1 in no span of time is more let through than the bucket holds and is refilled with, and never less', () => {
  const throttling = { ...ARM_THROTTLING, reads: { capacity: 4, refillPerSecond: 2 } } as const;
  fc.assert(
    fc.property(fc.array(fc.nat(1500), { minLength: 1, maxLength: 60 }), (pauses) => {
      const client = pureClient({ settings: { throttling } });
      const passed: number[] = [];
      let now = 0;
      let waited = 0;
      for (const pause of pauses) {
        now += pause;
        client.advance(pause / 1000);
        const { status, headers } = client.list();
        if (status === 200) passed.push(now);
        waited = Math.max(waited, Number(headers['retry-after'] ?? 0));
      }
      for (const [index, start] of passed.entries()) {
        const within = passed.slice(index);
        const tooMany = within.filter((at, count) => count + 1 > 4 + ((at - start) / 1000) * 2 + 1e-6);
        expect(tooMany).toEqual([]);
      }
      // Half a second brings the next token.
      expect(waited).toBeLessThanOrEqual(1);
      client.advance(2);
      expect([1, 2, 3, 4, 5].map(() => client.list().status)).toEqual([200, 200, 200, 200, 429]);
    }),
    { numRuns: 100 },
  );
});
