import { createColors } from 'picocolors';
import { codeSpan, inertJson, inertLine } from '../../src/state';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import type { Said, TargetResult } from './each-target';
import type { WavesResult } from './in-waves';

export type RunFormat = 'terminal' | 'json' | 'markdown';

/** The one report of a run over several targets: each is told as it comes, and all of them in the end. */
export interface RunReport {
  tell(result: TargetResult, said: Said): void;
  /** `hash` is what people agree to for all plans together. */
  end(outcome: WavesResult, hash: string | undefined): void;
}

/** What a result is called, by its exit code. */
const STATUS: Readonly<Record<ExitCode, string>> = {
  [EXIT.ok]: 'well',
  [EXIT.findings]: 'findings',
  [EXIT.usage]: 'not usable',
  [EXIT.remote]: 'failed',
  [EXIT.conflict]: 'conflict',
  [EXIT.guard]: 'refused',
  [EXIT.differences]: 'differs',
  [EXIT.bug]: 'a bug of ours',
};

const NOT_STARTED = 'not started';

/** GitHub refuses a comment of more than 65,536 characters (docs.github.com, REST issues comments; read 2026-11-24). */
const MOST_MARKDOWN = 60_000;

/** `list` is the key under which JSON has what was shown of each target. */
export function runReport(io: Io, format: RunFormat, list: 'plans' | 'reports'): RunReport {
  switch (format) {
    case 'terminal':
      return terminalReport(io);
    case 'json':
      return jsonReport(io, list);
    case 'markdown':
      return markdownReport(io);
  }
}

interface Row {
  readonly target: string;
  readonly wave: string;
  readonly status: string;
  readonly exit: ExitCode | null;
  readonly words: string;
  readonly hash: string | null;
}

function rowsOf({ results, notStarted }: WavesResult): readonly Row[] {
  return [
    ...results.map(({ target, wave, exit, words, hash = null }) => ({
      target,
      wave,
      status: STATUS[exit],
      exit,
      words,
      hash,
    })),
    ...notStarted.map((one) => ({ ...one, status: NOT_STARTED, exit: null, words: '', hash: null })),
  ];
}

/** `3 targets: 1 well, 1 refused, 1 not started` */
function totals(rows: readonly Row[]): string {
  const counts = new Map<string, number>();
  for (const { status } of rows) counts.set(status, (counts.get(status) ?? 0) + 1);
  const parts = [...Object.values(STATUS), NOT_STARTED].flatMap((status) => {
    const count = counts.get(status);
    return count === undefined ? [] : [`${count} ${status}`];
  });
  return `${rows.length} target${rows.length === 1 ? '' : 's'}: ${parts.join(', ')}`;
}

function terminalReport(io: Io): RunReport {
  const paint = createColors(io.color);
  return {
    tell: ({ target, wave }, { stdout, stderr }) => {
      if (stderr !== '') io.stderr(`${target} (wave ${wave}):\n${stderr}`);
      if (stdout !== '') io.stdout(`${stdout}\n`);
    },
    end: (outcome, hash) => {
      const rows = rowsOf(outcome);
      const width = (of: (row: Row) => string): number => Math.max(...rows.map((row) => of(row).length));
      const [wave, target, status] = [width((row) => row.wave), width((row) => row.target), width((row) => row.status)];
      const lines = rows.map((row) => {
        const color = row.exit === EXIT.ok ? paint.green : row.exit === null ? paint.dim : paint.red;
        return `  ${row.wave.padEnd(wave)}  ${row.target.padEnd(target)}  ${color(row.status.padEnd(status))}  ${inertLine(row.words)}`.trimEnd();
      });
      io.stdout(`${[...lines, '', totals(rows)].join('\n')}${hash === undefined ? '' : `   hash ${hash}`}\n`);
    },
  };
}

/** Written as it comes: plans of many targets are never held together. */
function jsonReport(io: Io, list: 'plans' | 'reports'): RunReport {
  let told = 0;
  io.stdout(`{"${list}":[`);
  return {
    tell: ({ target, wave }, { stdout, stderr }) => {
      if (stderr !== '') io.stderr(`${target} (wave ${wave}):\n${stderr}`);
      if (stdout.trim() === '') return;
      io.stdout(`${told++ === 0 ? '\n' : ',\n'}${stdout.trimEnd()}`);
    },
    end: (outcome, hash) => {
      const rest = { targets: rowsOf(outcome), hash: hash ?? null, exit: outcome.exit };
      io.stdout(`\n],${inertJson(rest).slice(1)}\n`);
    },
  };
}

function markdownReport(io: Io): RunReport {
  const texts: string[] = [];
  let left = MOST_MARKDOWN;
  let more = 0;
  return {
    tell: ({ target, wave }, { stdout, stderr }) => {
      if (stderr !== '') io.stderr(`${target} (wave ${wave}):\n${stderr}`);
      if (stdout.trim() === '') return;
      left -= stdout.length;
      if (left > 0) texts.push(stdout);
      else more++;
    },
    end: (outcome, hash) => {
      const rows = rowsOf(outcome);
      const table = rows.map(
        ({ wave, target, status, words }) =>
          `| ${wave} | ${codeSpan(target)} | ${status} | ${words === '' ? '' : codeSpan(words).replaceAll('|', '\\|')} |`,
      );
      io.stdout(
        [
          `### ${totals(rows)}`,
          '',
          '| wave | target | outcome | |',
          '|---|---|---|---|',
          ...table,
          '',
          ...(hash === undefined ? [] : [`Hash of all plans \`${hash}\``, '']),
          ...texts,
          ...(more === 0 ? [] : [`_${more} more not shown: too long for one comment._`, '']),
        ].join('\n'),
      );
    },
  };
}
