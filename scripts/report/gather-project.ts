import { basename } from 'node:path';
import type { RuleHistory } from '../../src/history';
import { gatherReport } from '../../src/report';
import type { ReportCase, ReportData, TargetLedger } from '../../src/report';
import { compileRule } from '../../src/rules';
import type { RuleFile } from '../../src/rules';
import { mismatchWords } from '../../src/unit';
import { deployedChanges } from '../audit/deployed-changes';
import { judgeApprovals } from '../audit/judge-approvals';
import { checkFiles } from '../checking/check-files';
import type { Io } from '../command';
import { enabledRules } from '../coverage/covered-rules';
import { headCommit } from '../git/head-commit';
import { readHistory } from '../git/read-history';
import { ruleHistories } from '../history/rule-histories';
import { openLedger } from '../ledger/open-ledger';
import type { Config } from '../targets/read-config';
import { openTestProject } from '../testing/run-project-tests';
import { TOOL } from '../tool';
import { readHealth } from './read-health';
import { readResults } from './read-results';

export interface ProjectRequest {
  readonly config: Config;
  /** Run the tests; take results from a file of `test --format json`; or do without. */
  readonly tests:
    { readonly kind: 'run' } | { readonly kind: 'file'; readonly path: string } | { readonly kind: 'none' };
  /** Files of `health --format json`. */
  readonly health: readonly string[];
  readonly io: Io;
}

/** Reads everything that a report of this project shows. Nothing leaves the machine, but for a ledger kept by a remote. */
export async function gatherProject(request: ProjectRequest): Promise<ReportData> {
  const { config, io } = request;
  const [checked, tests, ledgers, commit, histories] = await Promise.all([
    checkFiles({ config, paths: [], changedSince: undefined, cache: 'keep', io }),
    testsOf(request),
    ledgersOf(request),
    headCommit(io.cwd),
    historiesOf(request),
  ]);
  await checked.reader.ahead(queriesOf(checked.files));
  const data = gatherReport({
    project: { name: config.repository ?? basename(io.cwd), commit, made: io.now().toISOString(), tool: TOOL },
    detections: config.detections,
    files: checked.files,
    diagnostics: checked.diagnostics,
    catalog: checked.catalog,
    read: (query) => checked.reader.read(query),
    tests,
    histories,
    health: request.health.map((path) => readHealth(path, io)),
    targets: await Promise.all(
      ledgers.map(async (ledger) => ({ ...ledger, changes: await changesOf(ledger, { root: io.cwd, histories }) })),
    ),
  });
  checked.reader.save();
  return data;
}

/** As the report asks for them: without any target. */
function queriesOf(files: readonly RuleFile[]): readonly string[] {
  return files.flatMap(({ kind, loaded, draft }) => {
    if (loaded !== undefined) return [compileRule(loaded.rule, {}).query.text];
    return kind === 'hunting' && draft.query !== undefined ? [draft.query] : [];
  });
}

/** Of all rules; none outside of a repository and before the first commit. */
async function historiesOf({ config, io }: ProjectRequest): Promise<ReadonlyMap<string, RuleHistory>> {
  if ((await headCommit(io.cwd)) === null) return new Map();
  const history = await readHistory({ folder: io.cwd, detections: config.detections, ref: 'HEAD' });
  if (history.shallow) io.stderr('this clone is shallow: the history of rules begins where the clone does\n');
  // a broken ledger is told with its target
  const { rules } = await ruleHistories({ root: io.cwd, config, history, rule: undefined, signatures: 'leave' });
  return new Map(rules.map((rule) => [rule.id, rule]));
}

type Cases = ReadonlyMap<string, readonly ReportCase[]>;

async function testsOf({ config, tests, io }: ProjectRequest): Promise<Cases | undefined> {
  switch (tests.kind) {
    case 'none':
      return undefined;
    case 'file':
      return readResults(tests.path, io);
    case 'run': {
      const request = { paths: [config.detections], target: 'local', now: io.now() };
      const { files } = await openTestProject(io.cwd, config).runOnThreads(request);
      return new Map(
        files.map(({ rule, cases }) => [
          rule.path,
          cases.map(({ name, mismatches, alerts }) => ({
            name,
            passed: mismatches.length === 0,
            problems: mismatches.map(mismatchWords),
            alerts: alerts.length,
          })),
        ]),
      );
    }
  }
}

type ReadLedger = Omit<TargetLedger, 'changes'>;

/** No attestation is looked for here: that is `audit verify`. */
async function changesOf(
  { name, entries }: ReadLedger,
  { root, histories }: { readonly root: string; readonly histories: ReadonlyMap<string, RuleHistory> },
): Promise<TargetLedger['changes']> {
  const signed = await judgeApprovals(root, entries);
  return deployedChanges({ target: name, deployments: entries, histories, attestedThrough: 0, signed });
}

/** Targets that something is known of. */
async function ledgersOf({ config, io }: ProjectRequest): Promise<readonly ReadLedger[]> {
  const all = await Promise.all(
    [...config.targets.values()].map(async (target): Promise<ReadLedger> => {
      const { name, workspace } = target;
      const ledger = await openLedger(io.cwd, target);
      const { entries, observed, problem } = ledger;
      return { name, workspace, entries, observed, problem, enabled: new Set(await enabledRules(ledger)) };
    }),
  );
  return all.filter(
    ({ entries, observed, problem }) => entries.length > 0 || observed !== undefined || problem !== undefined,
  );
}
