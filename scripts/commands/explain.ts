import { formatters } from '../../src/diagnostics';
import { defineCommand, UsageError } from '../command';
import { EXIT } from '../exit-codes';
import { loadConfig, pickTarget } from '../targets/load-target';
import { inertJson } from '../../src/state';
import { explainNeeds, needsText } from '../testing/explain-needs';
import { explainFormats } from '../testing/explain-formats';
import { explainCase, explainData } from '../testing/explain-rule';
import { rulePathOf } from '../testing/test-paths';
import { readTime } from '../time-option';

const FORMATS = ['stylish', 'json'] as const;

export const explain = defineCommand({
  name: 'explain',
  positionals: { rule: { isPath: true, describe: 'the rule, or its test file', required: true } },
  options: {
    case: { type: 'string', describe: 'case of its tests: the name, or a part of it' },
    data: { type: 'string', describe: 'folder of NDJSON, JSON or CSV files (also .gz): the name of each is the table' },
    needs: {
      type: 'boolean',
      describe: 'tables, functions, watchlists and other workspaces that its query needs, and where it says so',
    },
    now: {
      type: 'string',
      describe:
        'time that the run is scheduled for, ISO 8601 (default: the run that says most; of logs, the newest event)',
    },
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml whose tuning applies', default: 'local' },
    format: { type: 'string', describe: 'how to print it', choices: FORMATS, default: 'stylish' },
  },
  examples: [
    ['explain detections/rmm/beyondtrust-process.yaml --case "old news"', 'one case of its tests'],
    ['explain detections/identity/password-spray.yaml --data logs', 'over logs/SigninLogs.ndjson and others'],
    ['explain detections/identity/password-spray.yaml --needs --target prod', 'what it rests on, as prod gets it'],
  ],
  async run({ rule, case: wanted, data, needs, now, target, format }, io) {
    const asked = [wanted !== undefined, data !== undefined, needs].filter(Boolean).length;
    if (asked !== 1) throw new UsageError('give --case NAME, --data FOLDER or --needs');
    const config = loadConfig(io);
    if (needs) {
      const path = rulePathOf(io.cwd, rule);
      const found = explainNeeds({ root: io.cwd, config, path, target: pickTarget(config, target), today: io.now() });
      if (found === undefined) throw new UsageError(`${path} is no rule that goes to ${target}`);
      io.stdout(format === 'json' ? `${inertJson(found)}\n` : needsText(found));
      return EXIT.ok;
    }
    const options = {
      root: io.cwd,
      config,
      path: rulePathOf(io.cwd, rule),
      target: pickTarget(config, target).name,
      scheduled: now === undefined ? undefined : readTime(now, io),
      today: io.now(),
    };
    const explained = wanted === undefined ? explainData(options, data ?? '') : explainCase(options, wanted);
    if ('failure' in explained) {
      io.stderr(`${explained.failure}\n`);
      return EXIT.findings;
    }
    if ('diagnostics' in explained) {
      io.stderr(formatters.stylish(explained.diagnostics, { color: io.color, files: 1 }));
      return EXIT.findings;
    }
    io.stdout(explainFormats[format](explained, { color: io.color }));
    return EXIT.ok;
  },
});
