import { answer } from '../answers';
import { testExpressions } from './trap';

// Sections 1.* of the facts about Kusto's semantics, in their order.
// prettier-ignore
testExpressions([
  ['a string is never null',
    ["isnull('')", false], ["isempty('')", true], ["isempty(' ')", false], ["strlen('')", 0], ["tostring(int(null)) == ''", true]],
  ['what is missing in a string is empty',
    ["extract('b(.)', 1, 'aaa')", ''], ["tostring(dynamic({'a': 1}).b)", '']],
  ['== and != with one null, and with two',
    ['int(null) == 1', false], ['int(null) == int(null)', null], ['int(null) != 1', true], ['int(null) != int(null)', null]],
  ['order and arithmetic with null are null',
    ['int(null) < 1', null], ['1 >= long(null)', null], ['real(null) + 1', null], ['2 * long(null)', null], ['datetime(null) - 1h', null]],
  ['membership is false for null, its negation true',
    ['int(null) in (1, 2)', false], ['int(null) !in (1, 2)', true], ["tostring(dynamic(null)) !has 'a'", true], ["tostring(dynamic(null)) !contains 'a'", true],
    ["tostring(dynamic(null)) startswith 'a'", false], ["tostring(dynamic(null)) !endswith 'a'", true], ["tostring(dynamic(null)) matches regex 'a'", false], ["tostring(dynamic(null)) !~ 'a'", true]],
  ['a null condition is no condition',
    ["iff(bool(null), 'yes', 'no')", 'no'], ["iff(bool(null) and true, 'yes', 'no')", 'no'], ["case(bool(null), 'first', true, 'second', 'last')", 'second']],
  ['and, or, not of null',
    ['false and bool(null)', false], ['true and bool(null)', null], ['true or bool(null)', true], ['false or bool(null)', null], ['not(bool(null))', null]],
  ['coalesce passes over nulls and empty strings',
    ["coalesce('', 'b', 'c')", 'b'], ['coalesce(long(null), 7)', 7], ["coalesce('', '')", '']],
  ['max_of and min_of pass over nulls',
    ['max_of(long(null), 3, 2)', 3], ['min_of(3, long(null), 2)', 2], ['max_of(long(null), long(null))', null]],
  ['isnotnull is true of any string, isempty of a null dynamic',
    ["isnotnull('')", true], ['isnotnull(dynamic(null))', false], ['isempty(dynamic(null))', true], ['isnotempty(long(null))', false]],
]);

test('where keeps no row whose condition is null', () => {
  expect(answer('datatable(n: long)[1, long(null), 3] | where n > 1').rows).toEqual([[3]]);
  expect(answer('datatable(n: long)[1, long(null), 3] | where not(n > 1)').rows).toEqual([[1]]);
  expect(answer('datatable(n: long)[1, long(null), 3] | where n !in (1)').rows).toEqual([[null], [3]]);
  expect(answer('datatable(n: long)[1, long(null), 3] | where n != 1').rows).toEqual([[null], [3]]);
});

test('an outer join leaves strings empty and numbers null', () => {
  const query =
    'datatable(k: string)["a"] | join kind=leftouter (datatable(k: string, s: string, n: long)["b", "x", 1]) on k';
  expect(answer(query).rows).toEqual([['a', '', '', null]]);
});
