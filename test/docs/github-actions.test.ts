import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '../../src/yaml';
import { ROOT } from './page-data';

// docs/github-actions.md says what each job may do. It is held against the workflows themselves.
const page = readFileSync(join(ROOT, 'docs', 'github-actions.md'), 'utf8');

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly permissions: Readonly<Record<string, string>> }>>;
}

const permissionsOf = (file: string, job: string): readonly string[] => {
  const path = join('.github', 'workflows', file);
  const { document } = parseYaml({ path, text: readFileSync(join(ROOT, path), 'utf8') });
  const workflow = document?.value as Workflow | undefined;
  return Object.entries(workflow?.jobs[job]?.permissions ?? {})
    .map(([name, level]) => `${name}: ${level}`)
    .toSorted();
};

const rows = [...page.matchAll(/^\| `(\w+\.yml)` ([\w, ]+?) +\| (.*?) \|/gm)].flatMap(
  ([, file = '', jobs = '', rights = '']) =>
    jobs.split(', ').map((job) => {
      const own = jobs.includes(',') ? (rights.split('; ').find((part) => part.startsWith(`${job}: `)) ?? '') : rights;
      return { file, job, told: [...own.matchAll(/`([\w-]+: \w+)`/g)].map(([, right = '']) => right).toSorted() };
    }),
);

test('every job that the page names is told of', () => expect(rows.length).toBeGreaterThanOrEqual(9));

test.each(rows)('$file $job has the rights that the page says', ({ file, job, told }) => {
  expect(told.filter((right) => right !== 'contents: read' || told.length === 1)).toEqual(
    permissionsOf(file, job).filter((right, _, all) => right !== 'contents: read' || all.length === 1),
  );
});
