import { HEALTH_SOURCES, healthQueries, healthRules, judgeHealth, readProblems, readRuns } from '../../src/health';
import { renderHealth, renderHealthMarkdown } from '../../src/health';
import type { HealthReport } from '../../src/health';
import { parseDuration, printDuration } from '../../src/sentinel';
import { inertJson } from '../../src/state';
import type { LogRow } from '../../deploy';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { desiredOf } from '../deployment/desired-resources';
import { withTarget } from '../deployment/plan-project';
import { projectRules } from '../deployment/project-rules';
import { EXIT } from '../exit-codes';
import { keptFolder } from '../kept/kept-folder';
import { loadConfig, pickTarget } from '../targets/load-target';
import type { OpenTarget } from '../targets/open-target';

const FORMATS = ['terminal', 'json', 'markdown'] as const;

export const health = defineCommand({
  name: 'health',
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml', default: 'local' },
    window: { type: 'string', describe: 'how far back to look, such as 6h or 7d', default: '1d' },
    format: { type: 'string', describe: 'how to show it', choices: FORMATS, default: 'terminal' },
  },
  examples: [
    ['health --target prod', 'exit 1 if a rule fails, is late or silent, or was switched off by the service'],
    ['health --target prod --window 14d', 'judges rules too that run once in two weeks'],
    ['health --target prod --format markdown', 'the text of an issue'],
  ],
  async run({ target: name, window, format }, io) {
    const windowSeconds = parseDuration(window);
    if (windowSeconds === undefined || windowSeconds <= 0) {
      throw new UsageError(`--window takes a time span such as 6h or 7d, found ${window}`);
    }
    const config = loadConfig(io);
    const target = pickTarget(config, name);
    const { resources } = desiredOf(
      projectRules({ root: io.cwd, config, now: io.now(), kept: keptFolder(io) }),
      target,
    );
    return withTarget(io, target, async (open) => {
      if (io.progress) io.stderr(`reading the runs of ${target.name} ...\n`);
      const [{ resources: live }, records] = await Promise.all([
        open.workspace.list('alertRule'),
        readRecords(open, printDuration(windowSeconds)),
      ]);
      const report = judgeHealth({
        target: target.name,
        now: io.now(),
        windowSeconds,
        rules: healthRules(live, resources),
        runs: records.runs === undefined ? undefined : readRuns(records.runs),
        problems: readProblems(records.problems),
        ...(records.partial === undefined ? {} : { partial: records.partial }),
      });
      io.stdout(show(report, format, io));
      return report.findings.length > 0 ? EXIT.findings : EXIT.ok;
    });
  },
});

interface Records {
  /** Undefined where the workspace has no table of them. */
  readonly runs: readonly LogRow[] | undefined;
  readonly problems: readonly LogRow[];
  readonly partial?: string;
}

/** A workspace in which nothing was ever recorded has neither the function's table nor the table. */
async function readRecords(open: OpenTarget, duration: string): Promise<Records> {
  for (const source of HEALTH_SOURCES) {
    const queries = healthQueries(source);
    const runs = await open.logs(queries.runs, duration);
    if (runs.kind === 'refused') continue;
    const problems = await open.logs(queries.problems, duration);
    const partial = runs.partial ?? (problems.kind === 'rows' ? problems.partial : problems.message);
    return {
      runs: runs.rows,
      problems: problems.kind === 'rows' ? problems.rows : [],
      ...(partial === undefined ? {} : { partial }),
    };
  }
  return { runs: undefined, problems: [] };
}

function show(report: HealthReport, format: (typeof FORMATS)[number], { color }: Io): string {
  switch (format) {
    case 'terminal':
      return renderHealth(report, { color });
    case 'json':
      return `${inertJson(report)}\n`;
    case 'markdown':
      return renderHealthMarkdown(report);
  }
}
