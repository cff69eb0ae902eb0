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
  ['parse s with * "user=" u " id=" id: bool', [['', null]]],
  ['parse kind=relaxed s with * "user=" u " id=" id: bool', [['bob', null]]],
])('%s', (operator, rows) => {
  expect(answer(`print s = "log user=bob id=7" | ${operator} | project-away s`).rows).toEqual(rows);
});
