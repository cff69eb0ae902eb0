import { changelogJson, changelogMarkdown, changelogTerminal } from '../../src/history';
import { defineCommand, UsageError } from '../command';
import { EXIT } from '../exit-codes';
import { readChangelog } from '../history/read-changelog';
import { loadConfig } from '../targets/load-target';

const FORMATS = ['terminal', 'markdown', 'json'] as const;

export const changelog = defineCommand({
  name: 'changelog',
  positionals: {
    range: { describe: 'FROM..TO, two commits, tags or branches; FROM alone is compared with HEAD', required: true },
  },
  options: {
    format: { type: 'string', describe: 'how to show it', choices: FORMATS, default: 'terminal' },
  },
  examples: [
    ['changelog v1.0..v1.1', 'rules that came, changed, went and moved between two releases'],
    ['changelog v1.1 --format markdown', 'the text of release notes'],
  ],
  async run({ range, format }, io) {
    const [from = '', to = 'HEAD', more] = range.split('..');
    if (from === '' || to === '' || to.startsWith('.') || more !== undefined) {
      throw new UsageError(`expected FROM..TO, such as v1.0..v1.1; found ${JSON.stringify(range)}`);
    }
    const { detections } = loadConfig(io);
    const found = await readChangelog({ root: io.cwd, detections, from, to });
    switch (format) {
      case 'terminal':
        io.stdout(changelogTerminal(found, { color: io.color }));
        break;
      case 'markdown':
        io.stdout(changelogMarkdown(found));
        break;
      case 'json':
        io.stdout(changelogJson(found));
        break;
    }
    return EXIT.ok;
  },
});
