import { answer } from '../answers';

test('a parameter of the query has its default', () => {
  expect(answer('declare query_parameters(days: long = 7, who: string = "eve"); print days, who').rows).toEqual([
    [7, 'eve'],
  ]);
});

test.each([
  ['declare query_parameters(days: long); print days', /^unsupported: the parameter 'days' without a default/],
  ['declare query_parameters(days: real = 7); print days', /^unsupported: a default of another type/],
])('%s', (query, error) => {
  expect(answer(query).error).toMatch(error);
});
