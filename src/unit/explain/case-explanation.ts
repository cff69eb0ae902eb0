import type { Source, Span } from '../../diagnostics';
import type { Emptied, Explanation, KqlError } from '../../kql';
import type { LoadedRule } from '../../rules';
import { explainQuery, jsonRows } from '../../kql';
import type { Event } from '../events/event';
import { executionOf, unseenBecause } from '../simulation/clock';
import type { ReadyRule } from '../simulation/ready-rule';
import type { Circumstances } from '../simulation/simulate';
import { runOptions } from '../simulation/simulate';
import { triggerWords, triggers } from '../simulation/trigger';
import { placeInRule } from './place';
import { lossWords } from './loss-words';

/** A part of the query with the place where a person wrote it. */
export interface Clause {
  /** As in the compiled query, on one line. */
  readonly text: string;
  readonly source: Source;
  readonly span: Span;
}

export interface ExplainedStep extends Clause {
  readonly rowCount: number;
}

/** How one run of a rule came to its result. Times are milliseconds since 1970. */
export interface CaseExplanation {
  readonly scheduled: number;
  readonly executed: number;
  readonly tables: readonly {
    readonly name: string;
    readonly given: number;
    readonly seen: number;
    readonly unseen: readonly string[];
  }[];
  readonly steps: readonly ExplainedStep[];
  /** Where the rows were lost, in words, each with its clause. */
  readonly losses: readonly (Clause & { readonly words: readonly string[] })[];
  /** What else there is to say, such as the threshold that was not reached. */
  readonly notes: readonly string[];
  readonly resultCount: number;
  /** The first results. */
  readonly results: { readonly columns: readonly string[]; readonly rows: readonly (readonly unknown[])[] };
}

/** More results than these are counted, not shown. */
const MOST_RESULTS = 10;

/** Explains one run. The error is one of the query while it runs. */
export function explainRun(
  ready: ReadyRule,
  {
    loaded,
    events,
    scheduled,
    circumstances,
  }: {
    readonly loaded: LoadedRule;
    readonly events: readonly Event[];
    readonly scheduled: number;
    readonly circumstances: Circumstances;
  },
): CaseExplanation | { readonly error: KqlError } {
  const explained = explainQuery(ready.plan, runOptions(ready, scheduled, circumstances));
  if (!explained.ok) return { error: explained.error };
  const clause = (span: Span): Clause => ({
    text: ready.query.text.slice(span.start, span.end).replaceAll(/\s+/g, ' ').trim(),
    ...placeInRule(loaded, ready.query, span),
  });
  const resultCount = explained.table.rowCount;
  return {
    scheduled,
    executed: executionOf(ready.rule, scheduled),
    tables: tablesOf(events, ready, scheduled),
    steps: stepsOf(explained, clause),
    losses: explained.emptied.map((emptied) => ({
      ...clause(placeOf(emptied)),
      words: lossWords(emptied, (span) => clause(span).text),
    })),
    notes:
      resultCount > 0 && !triggers(ready.rule, resultCount)
        ? [`the query returned ${resultCount}, and the rule wants ${triggerWords(ready.rule)}`]
        : [],
    resultCount,
    results: {
      columns: explained.columns.map(({ name }) => name),
      rows: jsonRows(explained.table.gather(first(MOST_RESULTS, resultCount))),
    },
  };
}

function first(most: number, count: number): Int32Array {
  return Int32Array.from({ length: Math.min(most, count) }, (_, index) => index);
}

function placeOf({ span }: Emptied): Span {
  return span;
}

/** Of steps at one place, such as those inside a saved function, the last stands for all. */
function stepsOf(
  explained: Extract<Explanation, { ok: true }>,
  clause: (span: Span) => Clause,
): readonly ExplainedStep[] {
  const shown = explained.steps.filter(({ operator }) => operator !== 'shared' && operator !== 'context');
  return shown.flatMap(({ span, rowCount }, index) => {
    const next = shown[index + 1];
    const same = next !== undefined && next.span.start === span.start && next.span.end === span.end;
    return same ? [] : [{ ...clause(span), rowCount }];
  });
}

const UNSEEN = {
  'too old': 'before its window',
  'too new': 'after its scheduled time',
  'not there yet': 'arrived after it executed',
  'no time': 'without TimeGenerated',
} as const;

function tablesOf(events: readonly Event[], { rule }: ReadyRule, scheduled: number): CaseExplanation['tables'] {
  const names = [...new Set(events.map(({ table }) => table))];
  return names.map((name) => {
    const own = events.filter(({ table }) => table === name);
    const reasons = own.flatMap((event) => unseenBecause(rule, scheduled, event) ?? []);
    const unseen = [...new Set(reasons)].map(
      (reason) => `${reasons.filter((each) => each === reason).length} ${UNSEEN[reason]}`,
    );
    return { name, given: own.length, seen: own.length - reasons.length, unseen };
  });
}
