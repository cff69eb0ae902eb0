import type { Diagnostic } from '../diagnostics';
import type { Exclusion, Knowledge, LoadedRule, TargetOverrides } from '../rules';
import type { YamlDocument } from '../yaml';
import { coverageFindings } from './coverage';
import type { Fixtures } from './events/event';
import { givenEvents } from './events/given-events';
import { exclusionFindings, unknownExclusions } from './exclusions/findings';
import type { CaseFinding, PlacedExclusion } from './exclusions/findings';
import { ExclusionWatch } from './exclusions/watch';
import { failed, runCase } from './run-case';
import type { CaseOutcome, ExplainRequest } from './run-case';
import type { TestSettings } from './settings';
import { ruleVariants } from './simulation/rule-variants';
import type { Variant } from './simulation/rule-variants';
import type { TestCase, TestFile } from './test-file/model';
import { errorIn, orNearest } from './test-file/reading';
import type { CaseResult, TestFileResult } from './test-result';
import { StandInUse } from './world/unused-stand-ins';

/** A target as far as rule tests know it. */
export interface TestTarget {
  readonly name: string;
  readonly portal: 'azure' | 'defender';
  /** What its tuning changes of the rule. */
  readonly overrides: TargetOverrides;
  /** The file that says so. */
  readonly tuning?: YamlDocument;
}

export interface TestContext {
  readonly knowledge: Knowledge;
  readonly fixtures: Fixtures;
  readonly settings: TestSettings;
  /** The target that cases are for which name none. */
  readonly target: TestTarget;
  /** Another one by name. */
  targetNamed(name: string): TestTarget | undefined;
  readonly targetNames: readonly string[];
  /** Only cases whose name it accepts are run; coverage and exclusions are then not judged. */
  readonly filter?: (name: string) => boolean;
  /** Cases that pass are explained too. */
  readonly explain?: ExplainRequest;
  /** Ends the run with the first case that fails, without its reasons: enough for who only asks whether one does. */
  readonly stop?: 'at first failure';
}

/** Runs the cases of a file against its rule. Pure: the same files give the same results. */
export function runTestFile(file: TestFile, loaded: LoadedRule, context: TestContext): TestFileResult {
  const diagnostics: Diagnostic[] = [];
  const findings: CaseFinding[] = [];
  const watch = new ExclusionWatch();
  const standIns = new StandInUse();
  const variantFor = ruleVariants({ rule: loaded.rule, knowledge: context.knowledge });
  const cases = file.cases.filter(({ name }) => context.filter?.(name) ?? true);
  const results: CaseResult[] = [];
  for (const testCase of cases) {
    const found: Diagnostic[] = [];
    const { findings: own, ...outcome } = outcomeOf(testCase, {
      file,
      loaded,
      context,
      watch,
      standIns,
      variantFor,
      found,
    });
    diagnostics.push(...found);
    findings.push(...own);
    results.push({ name: testCase.name, source: file.source, span: testCase.span, ...outcome });
    if (context.stop !== undefined && outcome.mismatches.length > 0) {
      return { path: file.source.path, rule: loaded, cases: results, diagnostics };
    }
  }
  if (context.filter === undefined) {
    diagnostics.push(
      ...standIns.findings().map((finding) => errorIn(file.source, finding)),
      ...unknownExclusions(file, (testCase) => exclusionNames(testCase, loaded, context)),
      ...exclusionFindings(file, placedExclusions(cases, loaded, context), {
        watch,
        caseFindings: findings,
        severity: context.settings.exclusions,
      }),
      ...coverageFindings(
        loaded,
        cases.flatMap((testCase, index) => {
          const result = results[index];
          return result === undefined ? [] : [{ testCase, result }];
        }),
        context.settings,
      ),
    );
  }
  return { path: file.source.path, rule: loaded, cases: results, diagnostics };
}

interface CaseContext {
  readonly file: TestFile;
  readonly loaded: LoadedRule;
  readonly context: TestContext;
  readonly watch: ExclusionWatch;
  readonly standIns: StandInUse;
  readonly variantFor: (testCase: TestCase, overrides: TargetOverrides) => Variant;
  /** Takes what is wrong with the case as it is written. */
  readonly found: Diagnostic[];
}

function outcomeOf(testCase: TestCase, own: CaseContext): CaseOutcome {
  const { file, loaded, context, watch, standIns, variantFor, found } = own;
  const target = targetOf(testCase, context);
  if (target === undefined) {
    const message = `there is no target ${JSON.stringify(testCase.target)}`;
    const help = orNearest(testCase.target ?? '', context.targetNames, `there are: ${context.targetNames.join(', ')}`);
    found.push(errorIn(file.source, { code: 'test-target-unknown', span: testCase.span, message, help }));
    return failed(message);
  }
  const { events, diagnostics } = givenEvents(testCase, { source: file.source, ...context });
  found.push(...diagnostics, ...watchlistFindings(testCase, file, context.knowledge));
  if (found.length > 0) return failed(found.map(({ message }) => message).join('; '));
  const variant = variantFor(testCase, target.overrides);
  if (variant.readied.ok) standIns.add(testCase, variant.world);
  const unfiltered = events.find(({ table }) => variant.world.unknownFilters.has(table));
  if (unfiltered !== undefined) {
    const parameter = variant.world.unknownFilters.get(unfiltered.table) ?? '';
    const message = `what the parameter ${parameter} of ${unfiltered.table} filters is not known here`;
    const help = `give ${unfiltered.table} a body of KQL under \`functions\``;
    found.push(errorIn(file.source, { code: 'test-function', span: testCase.span, message, help }));
    return failed(message);
  }
  const { knowledge, settings, explain, stop } = context;
  const { portal } = target;
  return runCase(testCase, {
    loaded,
    knowledge,
    variant,
    events,
    clock: settings.clock,
    portal,
    watch,
    ...(explain === undefined ? {} : { explain }),
    ...(stop === undefined ? {} : { stop }),
  });
}

function targetOf({ target }: TestCase, context: TestContext): TestTarget | undefined {
  return target === undefined ? context.target : context.targetNamed(target);
}

function exclusionNames(testCase: TestCase, { rule }: LoadedRule, context: TestContext): readonly string[] {
  const tuned = targetOf(testCase, context)?.overrides.exclusions ?? [];
  return [...rule.exclusions, ...tuned].map(({ name }) => name);
}

/** The exclusions of the rule, and those that the targets add for which cases are. */
function placedExclusions(
  cases: readonly TestCase[],
  { rule, document }: LoadedRule,
  context: TestContext,
): readonly PlacedExclusion[] {
  const placed = (exclusions: readonly Exclusion[], own: YamlDocument): readonly PlacedExclusion[] =>
    exclusions.map(({ name }, index) => ({
      name,
      source: own.source,
      span: own.spanOf(['exclusions', index, 'name'], 'value'),
    }));
  const targets = new Map(cases.flatMap((each) => targetOf(each, context) ?? []).map((each) => [each.name, each]));
  return [
    ...placed(rule.exclusions, document),
    ...[...targets.values()].flatMap(({ overrides, tuning }) =>
      tuning === undefined ? [] : placed(overrides.exclusions ?? [], tuning),
    ),
  ];
}

/** Rows given for a watchlist of the project have its columns. */
function watchlistFindings(
  { watchlists }: TestCase,
  { source }: TestFile,
  knowledge: Knowledge,
): readonly Diagnostic[] {
  return watchlists.flatMap(({ alias, columns }) => {
    const names = knowledge.watchlist(alias)?.columns.map(({ name }) => name);
    if (names === undefined) return [];
    return [...columns]
      .filter(([name]) => !names.includes(name) && name !== 'SearchKey')
      .map(([name, span]) =>
        errorIn(source, {
          code: 'test-watchlist',
          span,
          message: `the watchlist ${alias} has no column ${name}`,
          help: orNearest(name, names, `it has: ${names.join(', ')}`),
        }),
      );
  });
}
