import { createColors } from 'picocolors';
import { changeLines, changeLinesMarkdown, codeSpan } from '../../state';
import type { Change } from '../../state';
import type { AsOf, RuleAsOf } from '../as-of';
import type { Between, Difference } from '../between';
import { markdownTable, table, timeWords } from './table';

const HEAD = ['rule', 'id', 'owner', 'enabled', 'grade', 'since', 'from commit'] as const;

/** A target at a moment, for a person. */
export function renderAsOf(state: AsOf): string {
  const { target, at, rules } = state;
  const lines = [
    `${target} at ${timeWords(at)}: ${countWords(rules)}`,
    ...table([HEAD, ...rules.map(row)]),
    ...(rules.some(unsure) ? ['', ...table(rules.filter(unsure).map((rule) => [rule.title, doubt(rule)]))] : []),
    '',
    ...coverage(state),
  ];
  return `${lines.join('\n')}\n`;
}

export function renderAsOfMarkdown(state: AsOf): string {
  const { target, at, rules } = state;
  const lines = [
    `### ${codeSpan(target)} at ${timeWords(at)}: ${countWords(rules)}`,
    '',
    ...markdownTable(
      [...HEAD, 'why'],
      rules.map((rule) => [...row(rule), doubt(rule)].map(codeCell)),
    ),
    '',
    ...coverage(state).map((line) => `- ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}

function row(rule: RuleAsOf): readonly string[] {
  const { title, id, owner, enabled, grade, since, commit } = rule;
  return [
    title,
    id,
    owner,
    enabled === null ? 'not known' : enabled ? 'yes' : 'no',
    grade,
    rule.presence === 'unknown' ? '-' : timeWords(since),
    commit === null ? '-' : commit.slice(0, 12),
  ];
}

function unsure({ grade }: RuleAsOf): boolean {
  return grade === 'unknown' || grade === 'assumed';
}

function doubt({ why, from, to, presence, last, found }: RuleAsOf): string {
  const span = `${from === null ? 'before everything recorded' : timeWords(from)} to ${to === null ? 'now' : timeWords(to)}`;
  if (presence === 'there') return `${why} (${span})`;
  const before = last === undefined || last.length < 64 ? (last ?? '') : `body ${last.slice(0, 12)}`;
  const after =
    found === undefined
      ? 'nobody has looked since'
      : `then ${found.length < 64 ? found : `body ${found.slice(0, 12)}`}`;
  return `${why} (${span}: ${before}, ${after})`;
}

/** What the answer rests on, and what it cannot say. */
function coverage({ begins, listedBefore, listedAfter }: AsOf): readonly string[] {
  if (begins === null) return ['The ledger is empty: nothing is known of this target.'];
  const listed =
    listedBefore === null
      ? 'No list of the whole workspace was recorded before: rules that are not ours may be missing here.'
      : `The whole workspace was listed at ${timeWords(listedBefore)} before${listedAfter === null ? ', and not since' : ` and at ${timeWords(listedAfter)} after`}: what came and went in between was seen by nobody.`;
  return [`The ledger begins at ${timeWords(begins)}.`, listed];
}

function countWords(rules: readonly RuleAsOf[]): string {
  const there = rules.filter(({ presence }) => presence === 'there');
  const enabled = there.filter((rule) => rule.enabled === true).length;
  const unknown = rules.length - there.length;
  return `${there.length} configured, ${enabled} enabled${unknown === 0 ? '' : `, ${unknown} not known`}`;
}

/** The difference between two moments, for a person. */
export function renderBetween(
  { target, from, to, differences, same }: Between,
  { color }: { readonly color: boolean },
): string {
  const paint = createColors(color);
  const lines = [
    `${target} from ${timeWords(from.at)} to ${timeWords(to.at)}: ${differences.length} differ, ${same} the same`,
    ...differences.flatMap((one) => [
      ...table([[MARKS[one.kind], headOf(one).title, headOf(one).id, noteOf(one)]]),
      ...changesOf(one).flatMap((change) => changeLines(change, paint)),
    ]),
    '',
    ...coverage(from).map((line) => `${timeWords(from.at)}: ${line}`),
    ...coverage(to).map((line) => `${timeWords(to.at)}: ${line}`),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

export function renderBetweenMarkdown({ target, from, to, differences, same }: Between): string {
  const lines = [
    `### ${codeSpan(target)} from ${timeWords(from.at)} to ${timeWords(to.at)}: ${differences.length} differ, ${same} the same`,
    '',
    ...differences.flatMap((one) => [
      `#### ${one.kind}: ${codeSpan(headOf(one).title)} ${codeSpan(headOf(one).id)}`,
      '',
      noteOf(one),
      '',
      ...changesOf(one).flatMap(changeLinesMarkdown),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

const MARKS: Readonly<Record<Difference['kind'], string>> = {
  came: '+ came',
  went: '- went',
  changed: '~ changed',
  'not known': '? not known',
};

function headOf(one: Difference): Pick<RuleAsOf, 'title' | 'id'> {
  if (one.kind === 'changed') return one.after;
  if (one.kind === 'not known') return one.after ?? one.before ?? { title: '', id: '' };
  return one.rule;
}

function noteOf(one: Difference): string {
  switch (one.kind) {
    case 'came':
    case 'went':
      return `${one.rule.owner}; ${one.rule.grade}`;
    case 'changed':
      return `${one.before.grade}, then ${one.after.grade}${one.changes === null ? '; what changed is not known: a body is not kept' : ''}`;
    case 'not known': {
      const side = one.after?.presence === 'unknown' ? one.after : one.before;
      return side === undefined ? '' : doubt(side);
    }
  }
}

function changesOf(one: Difference): readonly Change[] {
  return one.kind === 'changed' ? (one.changes ?? []) : [];
}

function codeCell(text: string): string {
  return codeSpan(text).replaceAll('|', '\\|');
}
