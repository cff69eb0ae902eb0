import fc from 'fast-check';
import { placeWords, sharedFolder } from '../../../src/report/browser/place';

test.each([
  [['detections/a/x.yaml', 'detections/b/y.yaml'], 'detections/'],
  [['detections/a/x.yaml', 'detections/a/y.yaml'], 'detections/a/'],
  [['detections/a/x.yaml'], 'detections/a/'],
  [['detections/ab/x.yaml', 'detections/a/y.yaml'], 'detections/'],
  [['x.yaml', 'a/y.yaml'], ''],
  [['a/x.yaml', 'b/y.yaml'], ''],
  [[], ''],
])('the folder of %j is %j', (paths, folder) => {
  expect(sharedFolder(paths)).toBe(folder);
});

test('every path begins with the folder, which is a folder, and no deeper one is shared', () => {
  const path = fc
    .array(fc.constantFrom('a', 'b', 'ab'), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join('/'));
  fc.assert(
    fc.property(fc.array(path, { minLength: 1, maxLength: 5 }), (paths) => {
      const folder = sharedFolder(paths);
      expect(folder === '' || folder.endsWith('/')).toBe(true);
      expect(paths.every((each) => each.startsWith(folder))).toBe(true);
      const next = new Set(paths.map((each) => /^[^/]*\//.exec(each.slice(folder.length))?.[0] ?? ''));
      expect(next.size > 1 || next.has('')).toBe(true);
    }),
  );
});

test('a row says what is unusual about its rule', () => {
  const usual = { path: 'detections/a/x.yaml', kind: 'Scheduled', status: 'production', enabled: 'enabled' };
  expect(placeWords(usual, 'detections/')).toBe('a/x.yaml');
  expect(placeWords({ ...usual, kind: 'NRT', status: 'experimental', enabled: 'disabled' }, 'detections/')).toBe(
    'a/x.yaml\u00a0· NRT\u00a0· experimental\u00a0· disabled',
  );
});
