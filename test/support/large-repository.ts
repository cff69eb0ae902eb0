import type { CommitStep, Person } from './git-history';
import { createRepository, importHistory } from './git-history';
import { ruleText } from './rule-text';
import type { RuleText } from './rule-text';

export interface LargeSize {
  readonly commits: number;
  readonly rules: number;
}

const PEOPLE: readonly Person[] = ['Ada', 'Ben', 'Chi', 'Dov', 'Eda'].map((name) => ({
  name,
  email: `${name.toLowerCase()}@contoso.example`,
}));
const SEVERITIES = ['Informational', 'Low', 'Medium', 'High'];
const TECHNIQUES = ['T1003.001', 'T1059.001', 'T1110.003', 'T1219.002', 'T1566.002'];
/** Rules that one commit brings in at the beginning. */
const BATCH = 100;

interface Standing {
  path: string;
  edits: number;
  crlf: boolean;
}

/**
 * Writes a repository of many commits: rules come in by the hundred, then each commit edits one; of a hundred commits four
 * move a rule, five are merges with a branch of one commit, one changes nothing but line ends. The same sizes give the same hashes.
 */
export function generateLargeRepository(folder: string, size: LargeSize): void {
  createRepository(folder);
  importHistory(folder, largeSteps(size));
}

/** The id of the nth rule, from 0. */
export function largeRuleId(rule: number): string {
  return `7e57ab1e-0000-4000-8000-${String(rule).padStart(12, '0')}`;
}

function largeSteps({ commits, rules }: LargeSize): readonly CommitStep[] {
  const steps: CommitStep[] = [];
  const standing = Array.from({ length: rules }, (_, rule): Standing => ({
    path: `detections/area-${rule % 20}/rule-${rule}.yaml`,
    edits: 0,
    crlf: false,
  }));
  let seed = 1;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return (seed >>> 8) % below;
  };
  const step = (message: string, files: CommitStep['files'], others: Partial<CommitStep> = {}): string => {
    const number = steps.length;
    const name = `c${number}`;
    const last = steps.findLast(({ branch }) => branch === 'main');
    steps.push({
      name,
      branch: 'main',
      parents: last === undefined ? [] : [last.name],
      author: PEOPLE[random(PEOPLE.length)] ?? { name: 'Ada', email: 'ada@contoso.example' },
      at: new Date(Date.UTC(2020, 0, 1) + number * 3_600_000).toISOString(),
      message,
      files,
      ...others,
    });
    return name;
  };
  for (let from = 0; from < rules; from += BATCH) {
    const some = Array.from({ length: Math.min(BATCH, rules - from) }, (_, index) => from + index);
    step(`Rules ${from} to ${from + some.length - 1} (#${steps.length + 1})`, filesOf(some, standing));
  }
  while (steps.length < commits) {
    const rule = random(rules);
    const at = standing[rule];
    if (at === undefined) continue;
    const before = at.path;
    const dice = random(100);
    if (dice === 0) at.crlf = !at.crlf;
    else at.edits++;
    if (dice >= 1 && dice < 5) at.path = `detections/area-${random(20)}/rule-${rule}-v${at.edits}.yaml`;
    const changed = { ...(at.path === before ? {} : { [before]: null }), ...filesOf([rule], standing) };
    const number = steps.length + 1;
    if (dice < 95 || steps.length + 2 > commits) step(`Rule ${rule}: edit ${at.edits} (#${number})`, changed);
    else {
      const main = steps.findLast(({ branch }) => branch === 'main')?.name ?? '';
      const side = step(`Rule ${rule}: edit ${at.edits}`, changed, { branch: `b${number}`, parents: [main] });
      step(`Merge pull request #${number} from contoso/b${number}`, changed, { parents: [main, side] });
    }
  }
  return steps;
}

function filesOf(rules: readonly number[], standing: readonly Standing[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    rules.flatMap((rule) => {
      const at = standing[rule];
      if (at === undefined) return [];
      const text = ruleText(largeRule(rule, at.edits));
      return [[at.path, at.crlf ? text.replaceAll('\n', '\r\n') : text]];
    }),
  );
}

function largeRule(rule: number, edits: number): RuleText {
  return {
    id: largeRuleId(rule),
    name: `Rule number ${rule}`,
    version: `1.${edits}.0`,
    severity: SEVERITIES[(rule + Math.floor(edits / 3)) % 4] ?? 'Low',
    threshold: edits % 5,
    description: `What rule ${rule} finds, after ${edits} edits.`,
    tactics: ['Execution'],
    techniques: [TECHNIQUES[rule % TECHNIQUES.length] ?? 'T1059.001'],
    query: [
      'DeviceProcessEvents',
      `| where FileName =~ 'tool-${rule}.exe'`,
      ...Array.from(
        { length: 12 + (edits % 4) },
        (_, index) => `| where ProcessCommandLine !has 'benign-${rule}-${index}'`,
      ),
      '| project TimeGenerated, DeviceName, ProcessCommandLine',
    ],
  };
}
