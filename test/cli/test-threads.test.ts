import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadConfig } from '../../scripts/targets/load-target';
import { testFormats } from '../../scripts/testing/formats';
import { openTestProject } from '../../scripts/testing/run-project-tests';
import { exampleFile } from '../rules/example-file';

const BIN = resolve(__dirname, '../../bin/sentinel-rules.js');

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'test-threads-'));
  mkdirSync(join(root, 'detections'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('several threads tell what one tells', () => {
  for (let index = 0; index < 9; index++) {
    const rule = `id: 00000000-0000-4000-8000-00000000000${index}\nname: Rule ${index}\nquery: SigninLogs | where ResultType == "${index}"\n`;
    // the fourth fires when it should not, the fifth names a column that there is not
    const column = index === 5 ? 'ResultTyp' : 'ResultType';
    const tests = `cases:
  - { name: fires, given: [{ SigninLogs: { ${column}: ${index} }, at: -1m }], expect: fires }
  - { name: silent, given: [{ SigninLogs: { ResultType: ${index === 4 ? 4 : 99} }, at: -1m }], expect: silent }
`;
    writeFileSync(join(root, 'detections', `r${index}.yaml`), exampleFile(rule));
    writeFileSync(join(root, 'detections', `r${index}.test.yaml`), tests);
  }
  const config = loadConfig({ cwd: root, color: false });
  const request = { paths: [config.detections], target: 'local', now: new Date() };
  const one = testFormats.json(openTestProject(root, config).run(request), { color: false });
  const several = spawnSync(process.execPath, [BIN, 'test', '--format', 'json'], { cwd: root, encoding: 'utf8' });
  expect(several.stderr).toBe('');
  expect(several.status).toBe(1);
  expect(JSON.parse(several.stdout)).toEqual(JSON.parse(one));
  expect(several.stdout).toBe(one);
}, 60_000);
