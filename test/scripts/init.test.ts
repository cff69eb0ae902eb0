import { join } from 'node:path';
import { projectFiles } from '../../scripts/init/project-files';
import { parseWorkflows } from '../workflows/evaluate';

const ROOT = join(__dirname, '..', '..');
const ACTION = 'contoso/sentinel-rules@0123456789012345678901234567890123456789';
const files = projectFiles(ROOT, { repository: 'contoso/detections', action: ACTION });
const workflows = files.filter(({ path }) => path.startsWith('.github/workflows/'));

test('workflows run the action at its commit, and are workflows', () => {
  expect(workflows.map(({ path }) => path)).toEqual(
    ['deploy', 'drift', 'pr', 'report'].map((name) => `.github/workflows/${name}.yml`),
  );
  for (const { text } of workflows) {
    expect(text).toContain(`uses: ${ACTION}\n`);
    expect(text).not.toContain('uses: ./\n');
  }
  const errors = parseWorkflows(Object.fromEntries(workflows.map(({ path, text }) => [path, text])));
  expect(Object.values(errors).flat()).toEqual([]);
});

test('nothing is left to fill in but what people have to know themselves', () => {
  for (const { path, text } of files)
    expect([path, text]).toEqual([path, expect.not.stringMatching(/OWNER|REPOSITORY/)]);
});

test('settings of editors are JSON, and find the schemas where a project has them', () => {
  for (const { path, text } of files.filter(({ path: each }) => /\.(?:json|code-snippets)$/.test(each))) {
    expect([path, typeof JSON.parse(text)]).toEqual([path, 'object']);
  }
  const settings = files.find(({ path }) => path === '.vscode/settings.json')?.text ?? '';
  expect(settings).toContain('"./node_modules/sentinel-rules/schemas/rule.schema.json"');
});
