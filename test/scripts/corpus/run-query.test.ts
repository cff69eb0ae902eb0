import { catalogOf } from '../../../src/kql';
import { runOnEvents } from '../../../scripts/corpus/run-query';
import { queryWorld } from '../../../scripts/corpus/world/query-world';

const settings = { now: new Date('2026-01-15T12:00:00Z'), seed: 1 };

const known = catalogOf({
  tables: [
    {
      name: 'Signins',
      columns: [
        { name: 'TimeGenerated', type: 'datetime' },
        { name: 'User', type: 'string' },
        { name: 'Result', type: 'long' },
        { name: 'Details', type: 'dynamic' },
        { name: 'Raw', type: 'string' },
      ],
    },
  ],
  functions: [{ name: 'imThing', parameters: '()', columns: [{ name: 'Actor', type: 'string' }] }],
});

test.each([
  ['a value that a filter names', 'Signins | where User == "eve" and Result == 50126'],
  ['one of a list that a let names', 'let bad = dynamic(["a", "b"]); Signins | where User in~ (bad)'],
  ['a bound', 'Signins | where Result > 9000'],
  ['a property', 'Signins | where tostring(Details.device.os) =~ "Linux"'],
  ['JSON in a text, by way of another column', 'Signins | extend j = parse_json(Raw) | where j.list[0].k has "abc"'],
  ['elements of a list', 'Signins | mv-expand p = Details.props | where tostring(p.name) == "x"'],
  ['what parse looks for', 'Signins | parse Raw with * "id=" Id "," * | where isnotempty(Id)'],
  [
    'XML',
    'Signins | extend x = parse_xml(Raw) | where x.EventData.Data[0]["@Name"] == "k" and isnotempty(x.EventData.Data[0]["#text"])',
  ],
  [
    'columns of an unpacked bag and a pivot',
    'Signins | mv-expand p = Details.list | evaluate bag_unpack(p) | evaluate pivot(Key, take_any(Value), Result) | where ObjectType =~ "x" or isnotempty(ObjectType)',
  ],
  ['a window', 'Signins | where TimeGenerated between (ago(1h) .. now())'],
  ['a watchlist', '_GetWatchlist("vips") | where Mail == "a@contoso.com"'],
  ['external data', 'externaldata(Ip: string)["https://x.example/a.csv"] | where Ip == "192.0.2.1"'],
  ['rows that meet', 'Signins | join kind=inner (Signins | where Result == 5) on User'],
])('events pass a filter for %s', (_, query) => {
  const outcome = runOnEvents(query, known, settings);
  expect(outcome).toMatchObject({ kind: 'ran', assumed: [] });
  expect(outcome.kind === 'ran' && outcome.rows).toBeGreaterThan(0);
});

test.each([
  ['a custom table', 'Custom_CL | where name_s == "x" and count_d > 5', ['table Custom_CL']],
  ['a column', 'Signins | where Country == "NL"', ['column Country']],
  ['a column with properties', 'Signins | where toint(Place.code) == 5', ['column Place']],
  ['a column of a parser', 'imThing | where Target == "x"', ['column Target']],
  [
    'columns of several types',
    'Signins | where Seen between (ago(3d) .. now()) | summarize sum(Bytes) by bin(Seen, 1h)',
    ['column Seen', 'column Bytes'],
  ],
  ['a column to count with', 'Signins | where Score + 1 > 5 | summarize sum(Score)', ['column Score']],
])('what no catalog knows is made up and said: %s', (_, query, assumed) => {
  expect(runOnEvents(query, known, settings)).toMatchObject({ kind: 'ran', assumed });
});

test.each([
  ['Signins | where', 'invalid'],
  ['Signins | project User | where Result == 5', 'invalid'],
  ['Signins | where geo_distance_2points(1, 2, 3, 4) > 5', 'unsupported'],
])('%s: %s', (query, kind) => {
  expect(runOnEvents(query, known, settings)).toMatchObject({ kind });
});

test('the same seed makes the same events, another seed others', () => {
  const query = 'Signins | where User has_any ("a", "b", "c", "d")';
  const users = (seed: number): unknown => {
    const { source } = queryWorld(query, known, { ...settings, seed });
    return source.table('Signins')?.slot('User')?.column();
  };
  expect(users(1)).toEqual(users(1));
  expect(users(1)).not.toEqual(users(2));
});
