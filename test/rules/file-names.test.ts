import { checkFileNames } from '../../src/rules';

const found = (...paths: readonly string[]): readonly string[] =>
  checkFileNames(paths).map(({ source, message }) => `${source.path}: ${message.split(': ').slice(1).join(': ')}`);

test.each([
  ['detections/con.yaml', '"con.yaml" is the name of a device on Windows'],
  ['detections/Aux/x.yaml', '"Aux" is the name of a device on Windows'],
  ['detections/com1.test.yaml', '"com1.test.yaml" is the name of a device on Windows'],
  ['detections/a:b.yaml', '"a:b.yaml" has ":" in it'],
  ['detections/a\\b.yaml', '"a\\\\b.yaml" has "\\\\" in it'],
  ['detections/why?.yaml', '"why?.yaml" has "?" in it'],
  ['detections/end./x.yaml', '"end." ends with a dot or a space'],
  ['detections/end /x.yaml', '"end " ends with a dot or a space'],
])('%s', (path, problem) => {
  expect(found(path)).toEqual([`${path}: ${problem}`]);
});

test('two files that are one where letter case does not count', () => {
  expect(found('detections/Rule.yaml', 'detections/rule.yaml', 'detections/other.yaml')).toEqual([
    'detections/Rule.yaml: it differs from detections/rule.yaml only in upper and lower case',
    'detections/rule.yaml: it differs from detections/Rule.yaml only in upper and lower case',
  ]);
});

test('names that every system has', () => {
  expect(
    found('../detections/rmm/console.yaml', './x.y.yaml', 'détections/règle 1.yaml', 'communication/x.yaml'),
  ).toEqual([]);
});
