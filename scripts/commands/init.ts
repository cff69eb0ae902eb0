import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { inertLine } from '../../src/state';
import { defineCommand, UsageError } from '../command';
import { EXIT } from '../exit-codes';
import { plainText } from '../files/project-path';
import { projectFiles } from '../init/project-files';
import { PACKAGE_ROOT } from '../package-root';

export const init = defineCommand({
  name: 'init',
  options: {
    repository: { type: 'string', describe: 'organisation/repository; asked for where it is not given' },
    action: {
      type: 'string',
      describe: 'where workflows get this program: owner/repository@commit of its action, the commit in full',
    },
    'dry-run': { type: 'boolean', describe: 'write nothing, only say what would be' },
  },
  examples: [
    ['init --repository contoso/detections', 'editor settings, owners, rulesets, a first configuration'],
    ['init --repository contoso/detections --action contoso/sentinel-rules@3f9a...', 'workflows too'],
  ],
  async run({ repository: given, action, 'dry-run': dryRun }, io) {
    const repository = given ?? (await io.ask?.('Which repository is it (organisation/repository)? '))?.trim() ?? '';
    if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) {
      throw new UsageError('say which repository it is: --repository organisation/repository');
    }
    if (action !== undefined && !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(action)) {
      throw new UsageError(
        '--action takes owner/repository@commit, the commit in full: what was reviewed is what runs',
      );
    }
    const files = projectFiles(PACKAGE_ROOT, { repository, ...(action === undefined ? {} : { action }) });
    for (const { path, text } of files) {
      const absolute = resolve(io.cwd, path);
      const there = existsSync(absolute) ? readFileSync(absolute, 'utf8') : undefined;
      if (there === undefined && !dryRun) {
        mkdirSync(dirname(absolute), { recursive: true });
        writeFileSync(absolute, text, { flag: 'wx' });
      }
      const outcome =
        there === undefined ? (dryRun ? 'to write' : 'written') : plainText(there) === text ? 'as it is' : 'left alone';
      io.stdout(`${outcome.padEnd(10)}  ${inertLine(path)}\n`);
    }
    io.stderr(
      action === undefined
        ? 'Workflows need --action: the commit of the action that they are to run.\n'
        : 'Next: the identities of .github/identities.json, the environment sentinel-production with required reviewers, the variables AZURE_TENANT_ID, SENTINEL_PLAN_CLIENT_ID and SENTINEL_DEPLOY_CLIENT_ID, and the ruleset of .github/rulesets; `sentinel-rules doctor --github` looks whether they are there.\n',
    );
    return EXIT.ok;
  },
});
