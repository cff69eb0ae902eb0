import { scheduled } from './bodies';
import { ORIGIN, pureClient } from './pure-client';
import type { PureClient } from './pure-client';

const names = (answer: { body: { value: { name: string }[] } }): string[] => answer.body.value.map(({ name }) => name);

const filled = (count: number, pageSize: number): PureClient => {
  const client = pureClient({ settings: { pageSize } });
  for (let index = 0; index < count; index += 1) client.put(`rule-${String(index).padStart(3, '0')}`, scheduled());
  return client;
};

test('L1 items are whole', () => {
  const client = filled(2, 10);
  expect(client.list().body).toEqual({ value: [client.get('rule-000').body, client.get('rule-001').body] });
});

test.each([
  [0, 3, [0]],
  [2, 3, [2]],
  [3, 3, [3]],
  [4, 3, [3, 1]],
  [7, 3, [3, 3, 1]],
  [101, 100, [100, 1]],
])('L2 L3 %i rules in pages of %i come as %j', (count, pageSize, sizes) => {
  const client = filled(count, pageSize);
  let page = client.list();
  const pages = [names(page)];
  while (page.body.nextLink !== undefined) {
    page = client.sendTo('GET', page.body.nextLink);
    pages.push(names(page));
  }
  expect(pages.map(({ length }) => length)).toEqual(sizes);
  const all = pages.flat();
  expect(all).toEqual(all.toSorted());
  expect(new Set(all).size).toBe(count);
});

test('L2 the link keeps the origin and the other parameters', () => {
  const client = filled(3, 1);
  const { nextLink } = client.list('alertRules', { query: '&x=a%20b' }).body;
  const url = new URL(nextLink);
  expect(url.origin).toBe(ORIGIN);
  expect([...url.searchParams.keys()]).toEqual(['api-version', 'x', '$skipToken']);
  expect(url.searchParams.get('x')).toBe('a b');
  expect(nextLink).toContain('$skipToken=');
});

test('L3 the order disregards case', () => {
  const client = pureClient();
  for (const name of ['b', 'C', 'a']) client.put(name, scheduled());
  expect(names(client.list())).toEqual(['a', 'b', 'C']);
});

test('L4 pages stay right while others write', () => {
  const client = filled(6, 2);
  const first = client.list();
  client.delete('rule-000');
  client.delete('rule-002');
  client.put('rule-0015', scheduled());
  const second = client.sendTo('GET', first.body.nextLink);
  const third = client.sendTo('GET', second.body.nextLink);
  expect([...names(first), ...names(second), ...names(third)]).toEqual([
    'rule-000',
    'rule-001',
    'rule-0015',
    'rule-003',
    'rule-004',
    'rule-005',
  ]);
  expect(third.body).not.toHaveProperty('nextLink');
});

test('L4 a list that shrinks to nothing ends', () => {
  const client = filled(3, 2);
  const { nextLink } = client.list().body;
  client.delete('rule-002');
  expect(client.sendTo('GET', nextLink).body).toEqual({ value: [] });
});

test.each(['%%%', 'JQ=='])('L4 the token %s is refused', (token) => {
  const answer = filled(3, 1).list('alertRules', { query: `&$skipToken=${encodeURIComponent(token)}` });
  expect(answer).toMatchObject({ status: 400, body: { error: { code: 'BadRequest' } } });
});
