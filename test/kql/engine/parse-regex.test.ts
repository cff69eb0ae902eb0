import { answer } from '../answers';

test.each([
  ['parse kind=regex s with * @"user=" u @"\\s+id=" id: long *', [['bob', 7]]],
  ['parse kind=regex flags=i s with * "USER=" u " id" *', [['bob']]],
  ['parse kind=regex s with * "USER=" u " id" *', [['']]],
  // greedy: the text takes all up to the last place where the rest still fits
  ['parse kind=regex s with * "=" u', [['7']]],
  ['parse kind=regex flags=U s with * "=" u " " *', [['bob']]],
  ['parse kind=regex s with * "(user|id)=" u "$"', [['7']]],
  ['parse-where kind=regex s with * "nothing" u', []],
  ['parse s with * "user=" u " id=" id: long', [['bob', 7]]],
  ['parse s with * "user=" u " id=" id: guid', [['', null]]],
  ['parse kind=relaxed s with * "user=" u " id=" id: guid', [['bob', null]]],
])('%s', (operator, rows) => {
  expect(answer(`print s = "log user=bob id=7" | ${operator} | project-away s`).rows).toEqual(rows);
});

test.each([
  ['it begins anywhere', 'print s = "xx7y" | parse kind=regex s with "[0-9]" v | project v', [['y']]],
  ['a bool is a word', 'print s = "b=5 b=true;" | parse kind=regex s with "b=" v: bool ";" | project v', [[true]]],
  ['a sign and space', 'print s = "n= +5;" | parse kind=regex s with "n=" v: long ";" | project v', [[5]]],
])('regex: %s', (_, query, rows) => {
  expect(answer(query).rows).toEqual(rows);
});

test.each([
  ['parse s with "a" v ""', /empty text is no delimiter/],
  ['parse-where kind=relaxed s with "a" v', /no kind=relaxed/],
  ['parse kind=simple flags=i s with "a" v', /flags with kind=regex only/],
  ['parse kind=regex s with "a" v: datetime', /with a time here/],
  ['parse kind=regex flags=U s with "a" v: timespan "b"', /with a time here/],
])('%s has no answer', (operator, error) => {
  expect(answer(`print s = "a" | ${operator}`).error).toMatch(error);
});
