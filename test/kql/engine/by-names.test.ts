import { answer } from '../answers';

const T = 'let T = datatable(id: int, hostA: string, hostB: string, n: long)[1, "a", "b", 2];';

// prettier-ignore
test.each([
  ['T | project-by-names "n", "id"', 'n:long id:int'],
  ['T | project-by-names dynamic(["hostB", "nobody"]), "id"', 'hostB:string id:int'],
  ['T | project-by-names "host*"', 'hostA:string hostB:string'],
  ['T | project-by-names "hostB", "*"', 'hostB:string id:int hostA:string n:long'],
  ['let f = (t: (id: int)) { t | extend more = 1 | project-by-names column_names_of(t) }; T | invoke f()', 'id:int hostA:string hostB:string n:long'],
])('%s', (query, columns) => {
  const { error, columns: found } = answer(`${T} ${query}`);
  expect(error).toBeUndefined();
  expect(found).toBe(columns);
});

test('column_names_of is an array in the order of the columns', () => {
  expect(answer(`${T} print column_names_of(T)`).rows).toEqual([[['id', 'hostA', 'hostB', 'n']]]);
});
