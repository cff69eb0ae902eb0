import type { Fuzzed, FuzzOutcome } from './fuzz-one';

/** A query that was generated and run, with its seed. */
export interface FuzzRan extends Fuzzed {
  readonly seed: number;
}

export interface FuzzLine {
  readonly text: string;
  readonly met: boolean;
}

type Kind = FuzzOutcome['kind'];

const FAILURES: readonly (readonly [kind: Kind, name: string])[] = [
  ['crash', 'crashes (no coded error)'],
  ['late', 'queries without an answer in time'],
  ['different', 'queries that a second run answers otherwise'],
  ['columns', 'answers with other columns than the binder says'],
];

const MOST_SHOWN = 10;
const MOST_REASONS = 25;

/** What happened, the reasons of refusals, and the failures themselves, each with its seed. */
export function fuzzReport(ran: readonly FuzzRan[]): readonly string[] {
  const count = (kind: Kind): number => of(ran, kind).length;
  const answered = ran.flatMap(({ outcome }) => (outcome.kind === 'ran' ? [outcome.rows] : []));
  return [
    `${ran.length} queries generated: ${count('ran')} answered (${answered.filter((rows) => rows > 0).length} with rows), ` +
      `${count('runtime')} refused while they ran, ${count('unsupported')} not supported, ${count('invalid')} not valid and not counted`,
    ...reasons(ran, 'runtime'),
    ...reasons(ran, 'unsupported'),
    ...FAILURES.flatMap(([kind, name]) =>
      of(ran, kind)
        .slice(0, MOST_SHOWN)
        .flatMap((each) => shown(name, each)),
    ),
  ];
}

/** The closing lines. */
export function fuzzLines(ran: readonly FuzzRan[], wanted: number): readonly FuzzLine[] {
  const valid = ran.length - of(ran, 'invalid').length;
  return [
    line('valid queries run, each twice', { figure: valid, target: `${wanted}`, met: valid >= wanted }),
    ...FAILURES.map(([kind, name]) => {
      const figure = of(ran, kind).length;
      return line(name, { figure, target: '0', met: figure === 0 });
    }),
  ];
}

function line(
  name: string,
  { figure, target, met }: { readonly figure: number; readonly target: string; readonly met: boolean },
): FuzzLine {
  return {
    text: `${name.padEnd(50)} ${String(figure).padStart(8)}  target ${target.padEnd(6)} ${met ? 'met' : 'missed'}`,
    met,
  };
}

const of = (ran: readonly FuzzRan[], kind: Kind): readonly FuzzRan[] =>
  ran.filter(({ outcome }) => outcome.kind === kind);

function reasons(ran: readonly FuzzRan[], kind: Kind): readonly string[] {
  const counts = new Map<string, number>();
  for (const { outcome } of of(ran, kind)) {
    if (outcome.kind === 'ran') continue;
    counts.set(outcome.reason, (counts.get(outcome.reason) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_REASONS)
    .map(([reason, count]) => `${String(count).padStart(5)}  ${kind}: ${reason}`);
}

function shown(name: string, { seed, query, outcome }: FuzzRan): readonly string[] {
  return ['', `--- ${name}: seed ${seed}`, query, ...(outcome.kind === 'ran' ? [] : [`=> ${outcome.reason}`])];
}
