import { resolve } from 'node:path';
import {
  coverageBadge,
  coverageMarkdown,
  coverageOf,
  coverageTable,
  gapsOf,
  loadWanted,
  navigatorLayer,
} from '../../src/coverage';
import type { Coverage, Gap, ScoreBy, Wanted } from '../../src/coverage';
import { formatters, printable } from '../../src/diagnostics';
import type { Diagnostic } from '../../src/diagnostics';
import { unreadableFile } from '../../src/rules';
import { inertJson } from '../../src/state';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { coveredRules } from '../coverage/covered-rules';
import { EXIT } from '../exit-codes';
import { loadProject } from '../files/load-project';
import { readSource } from '../files/read-source';
import { readOutputs, writeOutputs } from '../outputs';
import { loadConfig, pickTarget } from '../targets/load-target';

const FORMATS = ['terminal', 'json', 'markdown', 'navigator', 'badge'] as const;
const SCORES = ['rules', 'enabled', 'tested'] as const;

export const coverage = defineCommand({
  name: 'coverage',
  options: {
    target: { type: 'strings', describe: 'targets whose ledgers say what is enabled (default: all that have one)' },
    wanted: { type: 'string', describe: 'a YAML list of techniques that you care about; exit 1 if one is not covered' },
    format: { type: 'strings', describe: `${FORMATS.join(', ')}; NAME=FILE writes to a file (default: terminal)` },
    score: { type: 'string', describe: 'what a navigator layer counts', choices: SCORES, default: 'rules' },
    tests: { type: 'boolean', default: true, describe: 'run the tests of the rules (--no-tests: do not)' },
  },
  examples: [
    ['coverage', 'a line for each tactic'],
    ['coverage --wanted techniques.yaml', 'what nothing looks for, is enabled or is tested'],
    ['coverage --format navigator=layer.json --format badge=coverage.svg', 'for the ATT&CK Navigator and a README'],
  ],
  async run({ target: names, wanted: file, format, score, tests }, io) {
    const outputs = readOutputs(format, FORMATS, 'terminal');
    const config = loadConfig(io);
    const targets = names.length === 0 ? [...config.targets.values()] : names.map((name) => pickTarget(config, name));
    const wanted = file === undefined ? [] : readWanted(io, file);
    const now = io.now();
    const { rules } = loadProject({ root: io.cwd, paths: [config.detections], now });
    const covered = await coveredRules({ root: io.cwd, config, rules, targets, tests: tests ? 'run' : 'leave', now });
    for (const words of covered.unread) io.stderr(`${printable(words)}\n`);
    if (covered.diagnostics.length > 0) io.stderr(shown(covered.diagnostics, io));
    const found = coverageOf(covered.rules, covered.targets);
    const gaps = gapsOf(found, wanted);
    writeOutputs(outputs, (name) => render(name, { found, gaps, score, color: io.color }), io);
    return gaps.some(({ met }) => met !== 'covered') ? EXIT.findings : EXIT.ok;
  },
});

interface Rendered {
  readonly found: Coverage;
  readonly gaps: readonly Gap[];
  readonly score: ScoreBy;
  readonly color: boolean;
}

function render(format: (typeof FORMATS)[number], { found, gaps, score, color }: Rendered): string {
  switch (format) {
    case 'terminal':
      return coverageTable(found, { gaps, color });
    case 'json':
      return `${inertJson({ ...found, gaps })}\n`;
    case 'markdown':
      return coverageMarkdown(found, gaps);
    case 'navigator':
      return `${inertJson(navigatorLayer(found, score))}\n`;
    case 'badge':
      return coverageBadge(found);
  }
}

function readWanted(io: Io, path: string): readonly Wanted[] {
  const source = readSource(resolve(io.cwd, path), path);
  const { wanted, diagnostics } =
    'failure' in source ? { wanted: [], diagnostics: [unreadableFile(path, source.failure)] } : loadWanted(source);
  if (diagnostics.length > 0) throw new UsageError(shown(diagnostics, io).trimEnd());
  return wanted;
}

function shown(diagnostics: readonly Diagnostic[], { color }: Pick<Io, 'color'>): string {
  return formatters.stylish(diagnostics, { color, files: 1 });
}
