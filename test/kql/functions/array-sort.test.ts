import { answer } from '../answers';

test.each([
  ['print array_sort_asc(dynamic([3, 1, null, 2]))', [[[1, 2, 3, null]]]],
  ['print array_sort_desc(dynamic(["b", "a", "B"]))', [[['b', 'a', 'B']]]],
  ['print array_sort_asc(dynamic([1, null]), false)', [[[null, 1]]]],
  ['print array_sort_asc(dynamic([2, 1]), dynamic(["x", "y"]), dynamic([1]))', [[[1, 2], ['y', 'x'], null]]],
  ['print x = array_sort_asc(dynamic([2, 1]))[0]', [[1]]],
])('%s', (query, rows) => {
  expect(answer(query).rows).toEqual(rows);
});
