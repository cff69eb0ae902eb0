import { checkProject } from '../../src/rules';
import { exampleFile } from './example-file';

test.each(['rule', 'hunting'] as const)('a plain %s has no finding', (kind) => {
  const { files, diagnostics } = checkProject([{ path: 'a.yaml', text: exampleFile('', kind) }], {
    today: '2026-11-24',
  });
  expect(diagnostics).toEqual([]);
  expect(files[0]?.kind).toBe(kind);
});
