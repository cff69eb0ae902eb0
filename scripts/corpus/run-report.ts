import type { RanQuery } from './run-queries';
import type { RunOutcome } from './run-query';

/** A set of queries that has a target: the least share that must run, in percent of all whose text can be read. */
interface RunSet {
  readonly folder: string;
  readonly least: number;
}

const SETS: readonly RunSet[] = [
  { folder: 'analytics', least: 97 },
  { folder: 'hunting', least: 95 },
];

const KINDS: readonly RunOutcome['kind'][] = ['invalid', 'unsupported', 'error', 'crash', 'late'];

const MOST_REASONS = 30;

export interface RunLine {
  readonly name: string;
  readonly figure: string;
  readonly target: string;
  readonly met: boolean;
}

/** Per folder: how many ran, with what was made up for them, and why the others did not. */
export function runReport(ran: readonly RanQuery[]): readonly string[] {
  return SETS.flatMap(({ folder }) => {
    const of = inFolder(ran, folder);
    const done = of.flatMap(({ outcome }) => (outcome.kind === 'ran' ? [outcome] : []));
    const counts = KINDS.map((kind) => `${of.filter(({ outcome }) => outcome.kind === kind).length} ${kind}`);
    return [
      `${folder}: ${done.length} of ${of.length} queries ran on generated events; ${counts.join(', ')}`,
      `  ${done.filter(({ rows }) => rows > 0).length} of them answered with rows`,
      `  ${done.filter(({ assumed }) => assumed.length > 0).length} of them with names that no catalog knows: ${assumedNames(done)}`,
      ...reasons(of),
    ];
  });
}

/** The closing lines: the share that ran, and what must never happen. */
export function runLines(ran: readonly RanQuery[]): readonly RunLine[] {
  const never = ran.filter(({ outcome }) => outcome.kind === 'crash' || outcome.kind === 'late').length;
  return [
    ...SETS.map(({ folder, least }) => {
      const of = inFolder(ran, folder);
      const done = of.filter(({ outcome }) => outcome.kind === 'ran').length;
      const share = of.length === 0 ? 0 : (done * 100) / of.length;
      return {
        name: `${folder} queries that run on generated events`,
        figure: `${share.toFixed(1)} %`,
        target: `${least} %`,
        met: share >= least,
      };
    }),
    { name: 'queries that crash or do not end', figure: String(never), target: '0', met: never === 0 },
  ];
}

const inFolder = (ran: readonly RanQuery[], folder: string): readonly RanQuery[] =>
  ran.filter(({ path }) => path.startsWith(`${folder}/`));

function assumedNames(done: readonly { readonly assumed: readonly string[] }[]): string {
  const names = counted(done.flatMap(({ assumed }) => [...new Set(assumed)]));
  return names.length === 0 ? 'none' : names.map(([name, count]) => `${name} (${count})`).join(', ');
}

function reasons(ran: readonly RanQuery[]): readonly string[] {
  const all = ran.flatMap(({ path, outcome }) =>
    outcome.kind === 'ran' ? [] : [{ path, reason: `${outcome.kind}: ${outcome.reason}` }],
  );
  return counted(all.map(({ reason }) => reason))
    .slice(0, MOST_REASONS)
    .map(([reason, count]) => {
      const example = all.find((each) => each.reason === reason)?.path ?? '';
      return `  ${String(count).padStart(4)}  ${reason.replaceAll('\n', '\n        ')} (${example})`;
    });
}

function counted(values: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}
