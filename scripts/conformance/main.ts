import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ConformanceCase } from './case';
import { isUsable } from './case';
import type { Ran } from './ran';
import { breaches, raise, readRecord } from './record';
import type { Verdict } from './run-case';
import { runCase } from './run-case';
import { SETS } from './sets';
import { closingLines, printedLine } from './verdicts';

const USAGE = `node dist/scripts/conformance/main.js DIR [options]
  --file NAME     only this file (oracle, traps, docs, peers)
  --topic WORD    only topics that contain it (repeatable)
  --id WORD       only cases whose id contains it
  --core          only cases marked core
  --show VERDICT  print the cases of a verdict: pass, wrong, unsupported, error, crash (repeatable)
  --reasons       count the reasons of what did not pass
  --topics        a line per topic
  --limit N       cases printed per verdict (default 20)
  --slow          the slowest cases
  --update        raise the committed counts to what passed now
A whole run of the published sets closes with the targets and fails where one is missed, a count fell, a wrong answer has no reason in
test/kql/conformance/record.json, or a reason there is stale. Of other sets (test/kql/cases, the project's own) every case must pass.`;

const VERDICTS: readonly Verdict[] = ['pass', 'wrong', 'unsupported', 'error', 'crash'];

const RECORD = join('test', 'kql', 'conformance', 'record.json');

function main(argv: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      file: { type: 'string' },
      topic: { type: 'string', multiple: true },
      id: { type: 'string' },
      core: { type: 'boolean' },
      show: { type: 'string', multiple: true },
      reasons: { type: 'boolean' },
      topics: { type: 'boolean' },
      limit: { type: 'string' },
      slow: { type: 'boolean' },
      update: { type: 'boolean' },
    },
  });
  const [directory] = positionals;
  if (directory === undefined) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  if (!existsSync(directory)) {
    process.stdout.write(`${directory} does not exist: no cases to run\n`);
    return 0;
  }
  const now = new Date();
  const ran: Ran[] = [];
  for (const name of readdirSync(directory)
    .filter((each) => each.endsWith('.jsonl'))
    .sort()) {
    const file = basename(name, '.jsonl');
    if (values.file !== undefined && values.file !== file) continue;
    for (const each of casesOf(join(directory, name))) {
      if (!isUsable(each) || each.topic.startsWith('geo')) continue;
      if (values.core === true && !each.core) continue;
      if (values.id !== undefined && !each.id.includes(values.id)) continue;
      if (values.topic !== undefined && !values.topic.some((topic) => each.topic.includes(topic))) continue;
      const printed = file === 'docs' || file === 'peers';
      const start = performance.now();
      const outcome = runCase(each, { tolerance: printed ? 1e-6 : 1e-9, printed }, now);
      ran.push({ file, each, outcome, milliseconds: performance.now() - start });
    }
  }
  const out: string[] = [summary(ran)];
  if (values.topics === true) out.push(byTopic(ran));
  if (values.reasons === true) out.push(reasons(ran));
  if (values.slow === true) out.push(slowest(ran));
  for (const verdict of values.show ?? []) out.push(listing(ran, verdict, Number(values.limit ?? '20')));
  const whole = [values.file, values.id, values.topic, values.core].every((each) => each === undefined);
  const broken = whole ? conclude(ran, out, values.update === true) : false;
  process.stdout.write(`${out.join('\n\n')}\n`);
  return broken ? 1 : 0;
}

/** Adds the closing lines of a whole run; true where it must fail. */
function conclude(ran: readonly Ran[], out: string[], update: unknown): boolean {
  if (!SETS.some(({ file }) => ran.some((each) => each.file === file))) return concludeOwn(ran, out);
  const record = readRecord(RECORD);
  if (update === true) raise(RECORD, ran, record);
  const broken = breaches(ran, record);
  const lines = closingLines(ran, record);
  if (broken.length > 0) out.push(broken.join('\n'));
  out.push(lines.map(printedLine).join('\n'));
  return broken.length > 0 || lines.some(({ met, because }) => !met && because === undefined);
}

/** Cases of which no set has a target, such as the project's own: all must pass. */
function concludeOwn(ran: readonly Ran[], out: string[]): boolean {
  const passed = ran.filter(({ outcome }) => outcome.verdict === 'pass').length;
  const met = passed === ran.length;
  out.push(printedLine({ name: 'cases: pass', figure: `${passed}/${ran.length}`, target: 'all', met }));
  return !met;
}

function casesOf(path: string): readonly ConformanceCase[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.map((line) => JSON.parse(line) as ConformanceCase);
}

function counts(ran: readonly Ran[]): string {
  const cells = VERDICTS.map((verdict) => String(ran.filter(({ outcome }) => outcome.verdict === verdict).length));
  const passed = ran.filter(({ outcome }) => outcome.verdict === 'pass').length;
  const percent = ran.length === 0 ? '-' : `${((passed * 100) / ran.length).toFixed(1)}%`;
  return [String(ran.length), ...cells, percent].map((cell) => cell.padStart(8)).join('');
}

function summary(ran: readonly Ran[]): string {
  const head = `${'set'.padEnd(14)}${['cases', ...VERDICTS.map((verdict) => verdict.slice(0, 7)), ''].map((cell) => cell.padStart(8)).join('')}`;
  const rows = [...new Set(ran.map(({ file }) => file))].flatMap((file) => {
    const of = ran.filter((each) => each.file === file);
    return [
      `${`${file} core`.padEnd(14)}${counts(of.filter(({ each }) => each.core))}`,
      `${`${file} all`.padEnd(14)}${counts(of)}`,
    ];
  });
  const total = ran.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return [head, ...rows, `${(total / 1000).toFixed(1)} s, median ${median(ran).toFixed(1)} ms`].join('\n');
}

function median(ran: readonly Ran[]): number {
  const times = ran.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  return times[times.length >> 1] ?? 0;
}

function byTopic(ran: readonly Ran[]): string {
  const topics = [...new Set(ran.map(({ each }) => each.topic))].sort();
  return topics
    .map((topic) => `${topic.padEnd(44)}${counts(ran.filter(({ each }) => each.topic === topic))}`)
    .join('\n');
}

function reasons(ran: readonly Ran[]): string {
  const seen = new Map<string, number>();
  for (const { outcome } of ran) {
    if (outcome.verdict === 'pass' || outcome.verdict === 'wrong') continue;
    const reason = outcome.reason.split('\n')[0]?.slice(0, 120) ?? '';
    seen.set(reason, (seen.get(reason) ?? 0) + 1);
  }
  return [...seen]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 60)
    .map(([reason, count]) => `${String(count).padStart(5)}  ${reason}`)
    .join('\n');
}

function slowest(ran: readonly Ran[]): string {
  return [...ran]
    .sort((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, 10)
    .map(({ each, milliseconds }) => `${milliseconds.toFixed(0).padStart(7)} ms  ${each.id}`)
    .join('\n');
}

function listing(ran: readonly Ran[], verdict: string, limit: number): string {
  return ran
    .filter(({ outcome }) => outcome.verdict === verdict)
    .slice(0, limit)
    .map(
      ({ each, outcome }) => `--- ${each.id} (${each.topic})\n${each.query}\n=> ${outcome.verdict}: ${outcome.reason}`,
    )
    .join('\n\n');
}

process.exitCode = main(process.argv.slice(2));
