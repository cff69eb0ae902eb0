import { resolve } from 'node:path';
import { siteFiles } from '../../src/report';
import { defineCommand, UsageError } from '../command';
import { EXIT } from '../exit-codes';
import { gatherProject } from '../report/gather-project';
import type { ProjectRequest } from '../report/gather-project';
import { readAssets } from '../report/read-assets';
import { writeSite } from '../report/write-site';
import { loadConfig } from '../targets/load-target';

export const report = defineCommand({
  name: 'report',
  options: {
    out: { type: 'string', describe: 'folder of the site: new, empty, or one of an earlier report' },
    tests: { type: 'string', describe: 'results of `test --format json=FILE`, instead of running the tests' },
    health: { type: 'strings', describe: 'what `health --format json` wrote, of one workspace each' },
    'run-tests': { type: 'boolean', default: true, describe: 'run the tests of rules (--no-run-tests: do without)' },
  },
  examples: [
    ['report --out report', 'then open report/index.html: no server is needed'],
    ['report --out report --tests out/tests.json', 'in a pipeline that has run the tests'],
  ],
  async run({ out, tests, health, 'run-tests': runTests }, io) {
    if (out === undefined || out === '') throw new UsageError('report needs a folder: --out DIR');
    if (tests !== undefined && !runTests) throw new UsageError('--tests and --no-run-tests: give one of them');
    const config = loadConfig(io);
    const data = await gatherProject({ config, tests: sourceOf(tests, runTests), health, io });
    const written = writeSite(resolve(io.cwd, out), siteFiles(data, readAssets()));
    const size = (written.bytes / 2 ** 20).toFixed(1);
    io.stdout(
      `${out}/index.html: ${data.rules.length} ${data.rules.length === 1 ? 'rule' : 'rules'}, ${written.files} files, ${size} MB\n`,
    );
    return EXIT.ok;
  },
});

function sourceOf(file: string | undefined, run: boolean): ProjectRequest['tests'] {
  if (file !== undefined) return { kind: 'file', path: file };
  return { kind: run ? 'run' : 'none' };
}
