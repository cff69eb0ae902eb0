import fc from 'fast-check';
import { mainlineOf } from '../../src/history';

const graph = (text: string) =>
  text.split(' ').map((each) => {
    const [hash = '', parents = ''] = each.split(':');
    return { hash, parents: parents === '' ? [] : parents.split(',') };
  });

test.each([
  ['c:b b:a a', 'a b c', { a: 'a', b: 'b', c: 'c' }],
  ['m:b,x x:a b:a a', 'a b m', { x: 'm' }],
  ['m:b,x x:y,b y:a b:a a', 'a b m', { x: 'm', y: 'm' }],
  ['n:m,y m:b,x y:x x:a b:a a', 'a b m n', { x: 'm', y: 'n' }],
  ['c:b b:gone', 'b c', { b: 'b' }],
  ['m:b,gone b', 'b m', { m: 'm' }],
])('%s', (text, line, brought) => {
  const commits = graph(text);
  const { hashes, broughtBy } = mainlineOf(commits, commits[0]?.hash ?? '');
  expect(hashes.join(' ')).toBe(line);
  expect(Object.fromEntries(broughtBy)).toMatchObject(brought);
});

test('every commit that the head reaches was brought in by one of the line, and none comes before what it follows', () => {
  const history = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { minLength: 1, maxLength: 40 }).map((draws) =>
    draws.map(([a, b, merges], index) => ({
      hash: `c${index}`,
      parents: index === 0 ? [] : [`c${a % index}`, ...(merges ? [`c${b % index}`] : [])],
    })),
  );
  fc.assert(
    fc.property(history, (commits) => {
      const head = commits.at(-1)?.hash ?? '';
      const { hashes, broughtBy } = mainlineOf(commits, head);
      const parents = new Map(commits.map((commit) => [commit.hash, commit.parents]));
      const left = [head];
      const reached = new Set<string>();
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        if (reached.has(next)) continue;
        reached.add(next);
        left.push(...(parents.get(next) ?? []));
      }
      expect(new Set(broughtBy.keys())).toEqual(reached);
      for (const hash of reached) {
        const at = hashes.indexOf(broughtBy.get(hash) ?? '');
        expect(at).toBeGreaterThanOrEqual(0);
        for (const parent of parents.get(hash) ?? []) {
          expect(hashes.indexOf(broughtBy.get(parent) ?? '')).toBeLessThanOrEqual(at);
        }
      }
    }),
  );
});
