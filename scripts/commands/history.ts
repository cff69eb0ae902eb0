import { printable } from '../../src/diagnostics';
import { historyCsv, historyJson, historyMarkdown, historyTable } from '../../src/history';
import { defineCommand } from '../command';
import { EXIT } from '../exit-codes';
import { readHistory } from '../git/read-history';
import { ruleHistories } from '../history/rule-histories';
import { loadConfig } from '../targets/load-target';

const FORMATS = ['table', 'json', 'csv', 'markdown'] as const;

export const history = defineCommand({
  name: 'history',
  positionals: {
    rule: {
      describe: 'id (or its beginning), path or name, today’s or a former one (default: all rules, a line a version)',
    },
  },
  options: {
    ref: { type: 'string', describe: 'the commit or branch that the history ends with', default: 'HEAD' },
    format: { type: 'string', describe: 'how to show it', choices: FORMATS, default: 'table' },
    signatures: {
      type: 'string',
      describe: 'whether git checks signed commits; all rules have many (default: check for one rule)',
      choices: ['check', 'leave'],
    },
  },
  examples: [
    ['history "Password spray"', 'each version in words, oldest first'],
    ['history 5c0a7a55 --format json', 'for other programs'],
    ['history --format csv', 'all rules, a row a version'],
  ],
  async run({ rule, ref, format, signatures }, io) {
    const config = loadConfig(io);
    const read = await readHistory({ folder: io.cwd, detections: config.detections, ref });
    const { rules, unread } = await ruleHistories({
      root: io.cwd,
      config,
      history: read,
      rule,
      signatures: signatures ?? (rule === undefined ? 'leave' : 'check'),
    });
    if (read.shallow) {
      io.stderr(
        'this clone is shallow: the history begins where the clone does (fetch all of it: git fetch --unshallow)\n',
      );
    }
    for (const words of unread) io.stderr(`${printable(words)}\n`);
    switch (format) {
      case 'table':
        io.stdout(historyTable(rules, { color: io.color, detail: rule !== undefined }));
        break;
      case 'json':
        io.stdout(historyJson(rules));
        break;
      case 'csv':
        io.stdout(historyCsv(rules));
        break;
      case 'markdown':
        io.stdout(historyMarkdown(rules));
        break;
    }
    return EXIT.ok;
  },
});
