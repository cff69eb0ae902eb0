import type { CoveredRule, Tested } from '../../src/coverage';
import type { Diagnostic } from '../../src/diagnostics';
import { readBody } from '../../src/ledger';
import type { LoadedRule } from '../../src/rules';
import { isJsonObject } from '../../src/state';
import type { TestFileResult } from '../../src/unit';
import { openLedger } from '../ledger/open-ledger';
import type { OpenLedger } from '../ledger/open-ledger';
import type { Config } from '../targets/read-config';
import type { Target } from '../targets/target';
import { openTestProject } from '../testing/run-project-tests';

export interface CoverageRequest {
  readonly root: string;
  readonly config: Config;
  readonly rules: readonly LoadedRule[];
  /** Whose ledgers are read. */
  readonly targets: readonly Target[];
  /** Whether the tests of the rules are run. */
  readonly tests: 'run' | 'leave';
  readonly now: Date;
}

export interface CoveredProject {
  readonly rules: readonly CoveredRule[];
  /** Targets that the ledgers know something of. */
  readonly targets: readonly string[];
  /** Why a ledger says nothing. */
  readonly unread: readonly string[];
  /** What kept tests from being run. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Rules with where they are enabled, by the ledgers, and what their tests show. */
export async function coveredRules({
  root,
  config,
  rules,
  targets,
  tests,
  now,
}: CoverageRequest): Promise<CoveredProject> {
  const enabled = new Map<string, string[]>();
  const known: string[] = [];
  const unread: string[] = [];
  for (const target of targets) {
    const { ids, entries, problem } = await enabledIn(root, target);
    if (problem !== undefined) unread.push(problem);
    if (entries > 0) known.push(target.name);
    for (const id of ids) enabled.set(id, [...(enabled.get(id) ?? []), target.name]);
  }
  const ran =
    tests === 'leave'
      ? undefined
      : await openTestProject(root, config).runOnThreads({ target: 'local', paths: [config.detections], now });
  const results = new Map(ran?.files.map((file) => [file.rule.path, file]));
  return {
    rules: rules.map(({ rule, path }) => ({
      id: rule.id,
      name: rule.name,
      path,
      severity: rule.severity,
      tactics: rule.tactics,
      techniques: namedTechniques(rule),
      enabledIn: enabled.get(rule.id) ?? [],
      tested: ran === undefined ? 'not run' : testedBy(results.get(path)),
    })),
    targets: known,
    unread,
    diagnostics:
      ran?.diagnostics.filter(({ severity, code }) => severity === 'error' && code !== 'test-coverage') ?? [],
  };
}

/** A rule keeps the technique of each sub-technique beside it, since the API wants both: the file named the sub-technique alone. */
function namedTechniques({ techniques, subTechniques }: LoadedRule['rule']): readonly string[] {
  const parents = new Set(subTechniques.map((id) => id.slice(0, 5)));
  return [...techniques.filter((id) => !parents.has(id)), ...subTechniques];
}

function testedBy(result: TestFileResult | undefined): Tested {
  if (result === undefined || result.cases.length === 0) return 'no tests';
  if (result.cases.some(({ mismatches }) => mismatches.length > 0)) return 'fails';
  return result.cases.some(({ alerts }) => alerts.length > 0) ? 'fires' : 'never fires';
}

async function enabledIn(
  root: string,
  target: Target,
): Promise<{ readonly ids: readonly string[]; readonly entries: number; readonly problem?: string }> {
  const ledger = await openLedger(root, target);
  const { entries, problem } = ledger;
  const ids = await enabledRules(ledger);
  return { ids, entries: entries.length, ...(problem === undefined ? {} : { problem }) };
}

/** Ids of the rules that a ledger last knows as written and enabled. */
export async function enabledRules({ standing, store }: OpenLedger): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const [key, { body, quarantined, uncertain }] of standing.owned) {
    if (!key.startsWith('alertRule/') || quarantined !== undefined || uncertain === true) continue;
    const kept = await readBody(store, body);
    const properties = kept?.['properties'];
    if (isJsonObject(properties) && properties['enabled'] === true) ids.push(key.slice('alertRule/'.length));
  }
  return ids;
}
