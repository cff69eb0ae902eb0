import type { Diagnostic, Source, Span } from '../../diagnostics';
import type { TestCase, TestFile } from '../test-file/model';
import { errorIn, orNearest } from '../test-file/reading';
import type { ExclusionWatch } from './watch';

/** What single cases showed of exclusions: `swallows` a case that should fire, is `covered` by another one. */
export interface CaseFinding {
  readonly exclusion: string;
  readonly kind: 'swallows' | 'covered';
  readonly caseName: string;
  /** The exclusion that covers it. */
  readonly by?: string;
}

/** Names in `silentBecause` that no exclusion has. */
export function unknownExclusions(
  file: TestFile,
  known: (testCase: TestCase) => readonly string[],
): readonly Diagnostic[] {
  return file.cases.flatMap((testCase) => {
    const names = known(testCase);
    return testCase.expect.silentBecause
      .filter((name) => !names.includes(name))
      .map((name) =>
        errorIn(file.source, {
          code: 'test-exclusion-unknown',
          span: testCase.expect.span,
          message: `the rule has no exclusion named ${name}`,
          help: orNearest(name, names, names.length === 0 ? 'it has none' : `it has: ${names.join(', ')}`),
        }),
      );
  });
}

/** An exclusion with the place of its name: in the rule, or in the tuning of a target. */
export interface PlacedExclusion {
  readonly name: string;
  readonly source: Source;
  readonly span: Span;
}

export interface FindingContext {
  readonly watch: ExclusionWatch;
  readonly caseFindings: readonly CaseFinding[];
  /** How bad it is that no case proves an exclusion. */
  readonly severity: 'error' | 'warning' | 'off';
}

/** What is wrong with exclusions, as far as the cases of a file show it. */
export function exclusionFindings(
  file: TestFile,
  exclusions: readonly PlacedExclusion[],
  { watch, caseFindings, severity: unproven }: FindingContext,
): readonly Diagnostic[] {
  if (unproven === 'off') return [];
  const proven = new Set(file.cases.flatMap(({ expect }) => expect.silentBecause));
  return exclusions.flatMap(({ name, source, span }): readonly Diagnostic[] => {
    const finding = (
      code: string,
      severity: Diagnostic['severity'],
      words: { readonly message: string; readonly help: string },
    ): Diagnostic => ({
      code,
      severity,
      ...words,
      source,
      span,
    });
    const record = watch.recordOf(name);
    const found: Diagnostic[] = [];
    for (const { kind, caseName, by } of caseFindings.filter(({ exclusion }) => exclusion === name)) {
      found.push(
        kind === 'swallows'
          ? finding('exclusion-swallows', 'error', {
              message: `the exclusion ${name} silences a case that should fire: ${JSON.stringify(caseName)}`,
              help: 'narrow its predicate: both halves of the scenario have to be in it',
            })
          : finding('exclusion-covered', unproven, {
              message: `the exclusion ${by} already covers ${name}: ${JSON.stringify(caseName)} is silent without ${name} too`,
              help: 'remove one of them, or write a case that only this one silences',
            }),
      );
    }
    if (proven.has(name)) found.push(...halfFindings(name, record, finding));
    else if (record !== undefined && record.dropped === 0 && !caseFindings.some(({ by }) => by === name)) {
      found.push(
        finding('exclusion-never-matches', unproven, {
          message: `no case has an event that the exclusion ${name} matches`,
          help: `add a case with such an event and \`silentBecause: [${name}]\`, or remove the exclusion`,
        }),
      );
    } else {
      found.push(
        finding('exclusion-untested', unproven, {
          message: `no case shows that the exclusion ${name} silences anything`,
          help: `add a case with \`silentBecause: [${name}]\`, and one that fires when only half of the scenario holds`,
        }),
      );
    }
    return found;
  });
}

/** Half a predicate must not silence: for each half a case that fires although everything else holds. */
function halfFindings(
  name: string,
  record: ReturnType<ExclusionWatch['recordOf']>,
  finding: (code: string, severity: Diagnostic['severity'], words: { message: string; help: string }) => Diagnostic,
): readonly Diagnostic[] {
  if (record === undefined || record.conditions.length < 2) return [];
  return record.conditions.flatMap((condition, index) =>
    record.missed.has(index)
      ? []
      : [
          finding('exclusion-half-untested', 'info', {
            message: `no case shows that the exclusion ${name} needs ${condition}`,
            help: 'add a case that fires, with an event for which everything else of the exclusion holds and this does not',
          }),
        ],
  );
}
