import type { Fault, FaultEffect } from '../../src/emulator';
import { scheduled } from './bodies';
import { pureClient } from './pure-client';

interface Walk {
  readonly pages: readonly (readonly string[])[];
  /** `looping` after ten pages, the host of a link that leads away, or `over`. */
  readonly end: string;
}

/** Five rules on pages of two, read by a client that follows every link. */
function walk(effect: FaultEffect, when: Fault['when']): Walk {
  const client = pureClient({ settings: { pageSize: 2 } });
  for (const id of ['a', 'b', 'c', 'd', 'e']) client.put(id, scheduled());
  client.set({ faults: [{ id: 'f', when, effect }] });
  const pages: string[][] = [];
  let page = client.list();
  for (;;) {
    expect(page.status).toBe(200);
    pages.push(page.body.value.map(({ name }: { name: string }) => name));
    const { nextLink } = page.body;
    if (nextLink === undefined) return { pages, end: 'over' };
    if (!nextLink.startsWith('http://127.0.0.1:7080/')) return { pages, end: new URL(nextLink).origin };
    if (pages.length === 10) return { pages, end: 'looping' };
    page = client.sendTo('GET', nextLink);
  }
}

const first = { calls: [1] };

test.each([
  ['skippedPage', first, [['a', 'b'], ['e']], 'over'],
  [
    'skippedPage',
    { calls: [2] },
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
    'over',
  ],
  ['skippedPage', { calls: [3] }, [['a', 'b'], ['c', 'd'], ['e']], 'over'],
  ['endedList', first, [['a', 'b']], 'over'],
  ['repeatedPage', first, [['a', 'b'], ['a', 'b'], ['c', 'd'], ['e']], 'over'],
  ['repeatedPage', { calls: [2] }, [['a', 'b'], ['c', 'd'], ['c', 'd'], ['e']], 'over'],
  ['restartedList', { calls: [2] }, [['a', 'b'], ['c', 'd'], ['a', 'b'], ['c', 'd'], ['e']], 'over'],
  ['emptyPage', { calls: [2] }, [['a', 'b'], [], ['c', 'd'], ['e']], 'over'],
] as const)('F8 %s at %j', (kind, when, pages, end) => {
  expect(walk({ kind }, when)).toEqual({ pages, end });
});

test.each(['repeatedPage', 'restartedList', 'emptyPage'] as const)('F8 %s at every call never ends', (kind) => {
  expect(walk({ kind }, {}).end).toBe('looping');
});

test('F8 the last page can lead on, in a circle', () => {
  expect(walk({ kind: 'restartedList' }, { calls: [3] }).pages.slice(0, 4)).toEqual([
    ['a', 'b'],
    ['c', 'd'],
    ['e'],
    ['a', 'b'],
  ]);
});

test.each([[first], [{ calls: [3] }]])('F8 a link to another host at %j', (when) => {
  const { pages, end } = walk({ kind: 'foreignNextLink', origin: 'https://evil.example' }, when);
  expect([pages.length, end]).toEqual([when.calls[0], 'https://evil.example']);
});

test('F8 what is no list is left alone', () => {
  const client = pureClient({ faults: [{ id: 'f', when: {}, effect: { kind: 'emptyPage' } }] });
  const { body } = client.put('rule', scheduled());
  expect(client.get('rule').body).toEqual(body);
  expect(client.delete('rule').status).toBe(200);
});
