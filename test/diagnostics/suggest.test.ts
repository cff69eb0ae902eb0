import { suggest } from '../../src/diagnostics';

test.each([
  ['Command and control', ['Collection', 'CommandAndControl'], 'CommandAndControl'],
  ['severty', ['severity', 'version'], 'severity'],
  ['qurey', ['query', 'queryPeriod'], 'query'],
  ['datatypes', ['connectorId', 'dataTypes'], 'dataTypes'],
  ['Ransomware', ['Reconnaissance', 'Impact'], undefined],
  ['x', ['y'], undefined],
  ['', ['ab'], undefined],
])('%j among %j', (word, candidates, expected) => {
  expect(suggest(word, candidates)).toBe(expected);
});
