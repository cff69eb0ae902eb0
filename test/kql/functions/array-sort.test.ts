import { answer } from '../answers';

test.each([
  ['print array_sort_asc(dynamic([3, 1, null, 2]))', [[[1, 2, 3, null]]]],
  ['print array_sort_desc(dynamic(["b", "a", "B"]))', [[['b', 'a', 'B']]]],
  ['print array_sort_asc(dynamic([1, null]), false)', [[[null, 1]]]],
  ['print array_sort_asc(dynamic([2, 1]), dynamic(["x", "y"]), dynamic([1]))', [[[1, 2], ['y', 'x'], null]]],
  ['print x = array_sort_asc(dynamic([2, 1]))[0]', [[1]]],
  ['print x = array_sort_asc(dynamic([2, 1]), dynamic(["a", "b"]))[1]', [[['b', 'a']]]],
  ['range i from 1 to 1 step 1 | extend x = array_sort_desc(dynamic([2, 1]), dynamic(["a", "b"]))[1][0]', [[1, 'a']]],
])('%s', (query, rows) => {
  expect(answer(query).rows).toEqual(rows);
});
