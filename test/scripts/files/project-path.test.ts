import { posix, win32 } from 'node:path';
import { forwardSlashes, isWithin, plainText, projectPath, typedPath } from '../../../scripts/files/project-path';

test.each([
  ['detections\\rmm\\x.yaml', win32, 'detections/rmm/x.yaml'],
  ['.\\detections', win32, './detections'],
  ['C:\\rules\\x.yaml', win32, 'C:/rules/x.yaml'],
  ['detections/rmm/x.yaml', win32, 'detections/rmm/x.yaml'],
  ['a\\b.yaml', posix, 'a\\b.yaml'],
])('%s is written with forward slashes', (path, rules, expected) => {
  expect(forwardSlashes(path, rules)).toBe(expected);
});

test.each([
  ['C:\\rules', 'C:\\rules\\detections\\x.yaml', win32, 'detections/x.yaml'],
  ['C:\\Rules', 'c:\\rules\\detections\\X.yaml', win32, 'detections/X.yaml'],
  ['C:\\rules', 'D:\\other\\x.yaml', win32, 'D:/other/x.yaml'],
  ['\\\\server\\share\\rules', '\\\\server\\share\\rules\\x.yaml', win32, 'x.yaml'],
  ['/rules', '/other/x.yaml', posix, '../other/x.yaml'],
])('below %s, %s is shown relative', (folder, file, rules, expected) => {
  expect(projectPath(folder, file, rules)).toBe(expected);
});

test.each([
  ['detections', 'detections/rmm/x.yaml', 'C:\\rules', win32, true],
  ['DETECTIONS', 'detections/rmm/x.yaml', 'C:\\rules', win32, true],
  ['.', 'detections/x.yaml', 'C:\\rules', win32, true],
  ['detections/rmm', 'detections/rmm-two/x.yaml', 'C:\\rules', win32, false],
  ['detections', 'D:\\rules\\detections\\x.yaml', 'C:\\rules', win32, false],
  ['..', 'C:\\x.yaml', 'C:\\rules', win32, true],
  ['detections', '..x.yaml', '/rules', posix, false],
  ['.', '..x.yaml', '/rules', posix, true],
  ['detections', 'detections', '/rules', posix, true],
  ['detections', 'Detections/x.yaml', '/rules', posix, false],
  ['detections', '/elsewhere/x.yaml', '/rules', posix, false],
])('within %s: %s of %s', (folder, file, root, rules, expected) => {
  expect(isWithin(folder, file, root, rules)).toBe(expected);
});

test.each([
  ['detections\\rmm\\x.yaml', 'C:\\rules', win32, 'detections/rmm/x.yaml'],
  ['.\\detections\\', 'C:\\rules', win32, 'detections'],
  ['c:\\RULES\\detections', 'C:\\rules', win32, 'detections'],
  ['C:\\rules', 'C:\\rules', win32, '.'],
  ['D:\\plans\\plan.json', 'C:\\rules', win32, 'D:/plans/plan.json'],
  ['..\\plan.json', 'C:\\rules', win32, '../plan.json'],
  ['./detections//rmm/../x.yaml', '/rules', posix, 'detections/x.yaml'],
  ['/rules/detections/x.yaml', '/rules', posix, 'detections/x.yaml'],
  ['/plans/plan.json', '/rules', posix, '/plans/plan.json'],
  ['a\\b.yaml', '/rules', posix, 'a\\b.yaml'],
])('%s typed in %s', (path, root, rules, expected) => {
  expect(typedPath(path, root, rules)).toBe(expected);
});

test('text is as it was before Windows stored it', () => {
  expect(plainText('\uFEFFa\r\nb\rc\n\uFEFF')).toBe('a\nb\rc\n\uFEFF');
});
