import { answer } from '../answers';

const SALES =
  'let S = datatable(area: string, shop: string, n: long)["n", "a", 5, "n", "b", 9, "n", "a", 7, "s", "c", 3, "s", "d", 1, "w", "e", 30];';

// prettier-ignore
test.each([
  ['S | top-nested 2 of area by sum(n)', [['w', 30], ['n', 21]]],
  ['S | top-nested 2 of area by sum(n) asc', [['s', 4], ['n', 21]]],
  ['S | top-nested of area by total = sum(n), top-nested 1 of shop by count()', [['w', 30, 'e', 1], ['n', 21, 'a', 2], ['s', 4, 'c', 1]]],
  ['S | top-nested 1 of odd = n % 2 by count(), top-nested 2 of area by max(n)', [[1, 5, 'n', 9], [1, 5, 's', 3]]],
  ['S | where n > 99 | top-nested 1 of area by sum(n)', []],
  ['S | top-nested 1 of area by sum(n) / count()', [['w', 30]]],
])('%s', (query, rows) => {
  const { error, rows: found } = answer(`${SALES} ${query}`);
  expect(error).toBeUndefined();
  expect(found).toEqual(rows);
});

test('the columns are named after values and aggregates', () => {
  expect(answer(`${SALES} S | top-nested 1 of area by sum(n), top-nested 1 of x = shop by t = max(n)`).columns).toBe(
    'area:string aggregated_area:long x:string t:long',
  );
});

test('with others has no answer', () => {
  expect(answer(`${SALES} S | top-nested 1 of area with others = "rest" by sum(n)`).error).toMatch(/with others/);
});
