import { answer } from '../answers';
import { testExpressions } from './trap';

// Sections 3.* and 4.* of the facts about Kusto's semantics, in their order.
// prettier-ignore
testExpressions([
  ['whole literals are long, int is asked for',
    ['gettype(1)', 'long'], ['gettype(int(1))', 'int'], ['gettype(0x1F)', 'long'], ['gettype(1.0)', 'real'], ['gettype(1e3)', 'real'], ['0x1F', 31]],
  ['division of whole numbers cuts, a real makes it real',
    ['7 / 2', 3], ['-7 / 2', -3], ['7.0 / 2', 3.5], ['gettype(int(1) + int(2))', 'long']],
  ['the remainder is never negative',
    ['-7 % 3', 2], ['7 % -3', 1], ['-7 % -3', 2]],
  ['division by zero, and of spans',
    ['1 / 0', null], ['1.0 / 0', 'Infinity'], ['-1.0 / 0', '-Infinity'], ['0.0 / 0', 'NaN'], ['1h / 15m', 4], ['1h * 2', '02:00:00'], ['datetime(2024-01-02) - datetime(2024-01-01)', '1.00:00:00'], ['75m % 1h', '00:15:00']],
  ['long wraps around, toint does not',
    ['9223372036854775807 + 1', '-9223372036854775808'], ["toint('2147483648')", null], ['toint(2.9)', 2], ['toint(-2.9)', -2]],
  ['what cannot be converted is null',
    ["tolong('x')", null], ["todatetime('x')", null], ["toguid('x')", null], ["todouble('x')", null], ["tobool('1')", true], ["tobool('maybe')", null], ['tobool(0)', false]],
  ['a guid may lack its dashes',
    ["toguid('00112233445566778899aabbccddeeff')", '00112233-4455-6677-8899-aabbccddeeff']],
  ['numbers of other types compare by value, a dynamic by what it holds',
    ['int(1) == 1.0', true], ["dynamic({'x': 'a'}).x == 'a'", true], ["dynamic({'x': 2}).x > 1", true]],
  ['bin goes down to a multiple',
    ['bin(-7, 5)', -10], ['bin(4.5, 1)', 4], ['bin(7, 0)', null], ['bin(90m, 1h)', '01:00:00'], ['bin(datetime(2024-05-06 07:08), 1d)', '2024-05-06T00:00:00.0000000Z'],
    // 2024-05-06 was a Monday; weeks of bins begin on Mondays.
    ['bin(datetime(2024-05-09), 7d)', '2024-05-06T00:00:00.0000000Z'], ['bin_at(1h, 1d, 12h)', '-12:00:00'], ['floor(7, 5)', 5]],
  ['ceiling is real, parts of dates are long',
    ['gettype(ceiling(3))', 'real'], ['gettype(getyear(datetime(2024-01-01)))', 'long'], ["gettype(datetime_part('hour', datetime(2024-01-01)))", 'long']],
  ['round and how reals are printed',
    ['round(2.345, 2)', 2.35], ['round(-1.5)', -2], ['round(1.7763568394002505e-15, 9)', 0], ['round(1.26e-7, 8)', 1.3e-7],
    ['round(1.5e21, -21)', 2e21], ['tostring(0.1)', '0.1'], ['tostring(1e20)', '1E+20']],
  ['between takes both ends, and a span after a datetime',
    ['3 between (1 .. 3)', true], ['4 !between (1 .. 3)', true], ['datetime(2024-01-02) between (datetime(2024-01-01) .. 1d)', true], ['datetime(2024-01-02 00:00:01) between (datetime(2024-01-01) .. 1d)', false]],

  ['offsets are converted to UTC',
    ["todatetime('2024-05-06T07:08:09+02:00')", '2024-05-06T05:08:09.0000000Z']],
  ['accepted texts of dates',
    ["todatetime('05-06-2024')", '2024-05-06T00:00:00.0000000Z'], ["todatetime('05/06/2024')", '2024-05-06T00:00:00.0000000Z'], ["todatetime('20240506')", '2024-05-06T00:00:00.0000000Z'], ["todatetime('6 May 2024')", '2024-05-06T00:00:00.0000000Z'], ["todatetime('May 6, 2024')", '2024-05-06T00:00:00.0000000Z'], ["todatetime('13-05-2024')", null]],
  ['datetime literals',
    ['datetime(2024-12-31 23:59:59.9)', '2024-12-31T23:59:59.9000000Z'], ['datetime(null)', null], ['datetime() == now()', true]],
  ['now is one moment for the whole query',
    ['now() == now()', true], ['ago(1h) == now() - 1h', true], ['now(-1d) == ago(1d)', true]],
  ['tostring of a datetime has seven digits',
    ['tostring(datetime(2024-05-06))', '2024-05-06T00:00:00.0000000Z']],
  ['spans',
    ['1.5h', '01:30:00'], ['timespan(2)', '2.00:00:00'], ['timespan(15 seconds)', '00:00:15'], ['time(1d)', '1.00:00:00'], ['timespan(1.02:03:04.5)', '1.02:03:04.5000000'], ['2tick', '00:00:00.0000002']],
  ['spans as text and back',
    ['tostring(-90s)', '-00:01:30'], ["totimespan('4.00:00:00')", '4.00:00:00'], ["totimespan('soon')", null]],
  ['dayofweek is a span since Sunday, weeks start on Sunday, ends are the last tick',
    ['dayofweek(datetime(2024-05-08))', '3.00:00:00'], ['startofweek(datetime(2024-05-08))', '2024-05-05T00:00:00.0000000Z'], ['endofweek(datetime(2024-05-08))', '2024-05-11T23:59:59.9999999Z'], ['startofmonth(datetime(2024-05-08), -1)', '2024-04-01T00:00:00.0000000Z'], ['endofday(datetime(2024-05-08))', '2024-05-08T23:59:59.9999999Z']],
  ['datetime_diff counts borders',
    ["datetime_diff('year', datetime(2025-01-01), datetime(2024-12-31))", 1], ["datetime_diff('hour', datetime(2024-05-06 01:00), datetime(2024-05-05 23:59))", 2], ["datetime_diff('minute', datetime(2024-05-06 10:00:59), datetime(2024-05-06 10:05:00))", -5]],
  ['week_of_year is of ISO 8601',
    ['week_of_year(datetime(2024-12-30))', 1], ["datetime_part('week_of_year', datetime(2023-01-01))", 52], ["datetime_part('nanosecond', datetime(2024-01-01 00:00:00.7654321))", 765432100]],
  ['formats of dates and spans',
    ["format_datetime(datetime(2024-05-06 17:08:09.1234567), 'yy-M-d [hh:mm tt] fff')", '24-5-6 [05:08 PM] 123'], ["format_timespan(timespan(29.09:00:05.12345), 'dd.hh:mm:ss:FF')", '29.09:00:05:12']],
  ['an impossible date is null',
    ['make_datetime(2024, 2, 30)', null], ['make_timespan(1, 12, 30, 55.5)', '1.12:30:55.5000000']],
  ['range of values',
    ['range(1, 5, 2)', [1, 3, 5]], ['range(1, 3)', [1, 2, 3]], ['range(3, 1, 1)', []], ['array_length(range(datetime(2024-01-01), datetime(2024-01-02)))', 25]],
]);

test('names mind the case, and anything can be one', () => {
  expect(
    answer("datatable(['where']: long, ['a b']: long, X: long)[1, 2, 3] | project ['where'], ['a b'], X").rows,
  ).toEqual([[1, 2, 3]]);
  expect(answer('print X = 1 | project x').error).toMatch(/^semantic: /);
});

test('range as an operator takes both ends, and none backwards', () => {
  expect(answer('range n from 1 to 2 step 0.5').rows).toEqual([[1], [1.5], [2]]);
  expect(answer('range n from 2 to 1 step 1').rows).toEqual([]);
});
