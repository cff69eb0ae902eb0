import type { Ran } from './ran';
import type { ConformanceRecord } from './record';
import { unexplainedOf } from './record';
import type { CaseSet } from './sets';
import { casesOfSet, SETS } from './sets';

export interface Line {
  readonly name: string;
  readonly figure: string;
  readonly target: string;
  readonly met: boolean;
  /** Why a missed target is accepted. */
  readonly because?: string;
}

/** The closing lines of a whole run: figure, target, met or missed. */
export function closingLines(ran: readonly Ran[], { divergences, missed }: ConformanceRecord): readonly Line[] {
  return SETS.flatMap((set) => linesOf(set, casesOfSet(ran, set), divergences)).map((line) => {
    const because = line.met ? undefined : missed[line.name];
    return because === undefined ? line : { ...line, because };
  });
}

function linesOf(
  { name, least, mostWrong }: CaseSet,
  ran: readonly Ran[],
  divergences: ConformanceRecord['divergences'],
): readonly Line[] {
  if (ran.length === 0 || least === undefined) return [];
  const passed = ran.filter(({ outcome }) => outcome.verdict === 'pass').length;
  const wrong = ran.filter(({ outcome }) => outcome.verdict === 'wrong').length;
  const unexplained = unexplainedOf(ran, divergences).length;
  const share = (count: number): number => (count * 100) / ran.length;
  const lines: Line[] = [
    {
      name: `${name}: pass`,
      figure: `${passed}/${ran.length} ${share(passed).toFixed(1)} %`,
      target: `>= ${least} %`,
      met: share(passed) >= least,
    },
    { name: `${name}: wrong, unexplained`, figure: String(unexplained), target: '0', met: unexplained === 0 },
  ];
  if (mostWrong !== undefined)
    lines.push({
      name: `${name}: wrong, explained or not`,
      figure: `${wrong} ${share(wrong).toFixed(1)} %`,
      target: `<= ${mostWrong} %`,
      met: share(wrong) <= mostWrong,
    });
  return lines;
}

export function printedLine({ name, figure, target, met, because }: Line): string {
  const verdict = met ? 'met' : because === undefined ? 'missed' : `missed: ${because}`;
  return `${name.padEnd(40)} ${figure.padStart(16)}  target ${target.padEnd(8)} ${verdict}`;
}
