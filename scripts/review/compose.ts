import { codeSpan, planWeakens, plural, renderPlanMarkdown } from '../../src/state';
import type { Plan } from '../../src/state';
import { effectMarkdown, losesAlerts } from '../compare/words';
import type { CheckResults, CoverageResults, Results, TestResults } from './results';

/** A comment of GitHub holds 65,536 characters (docs.github.com, REST issue comments); what marks ours comes on top. */
const MOST_CHARACTERS = 64_000;

/** What is kept for one line a target, and the least that is worth showing of a plan. */
const LINE = 200;
const LEAST_PLAN = 2_000;

/** Findings and failed cases that are listed one by one. */
/** More warnings than this fold away. */
const MOST_WARNINGS = 10;
const MOST_LISTED = 30;

/** One text for the reviewer of a pull request: what changes and what is dangerous first, then what it does, tests, findings, coverage. */
export function composeReview(results: Results): string {
  const { check, tests, coverage, compare, plans, unread } = results;
  const head = [
    `## ${verdict(results)}`,
    '',
    ...unread.map((problem) => `⛔ a plan cannot be read: ${codeSpan(problem)}\n`),
  ];
  const rest = [
    ...(compare === undefined ? [] : [effectMarkdown(compare.rules)]),
    ...(tests === undefined ? [] : testLines(tests)),
    ...(check === undefined ? [] : checkLines(check)),
    ...(coverage === undefined ? [] : [coverageLine(coverage), '']),
  ];
  const room = MOST_CHARACTERS - [...head, ...rest].join('\n').length;
  return [...head, ...planTexts(plans, room), ...rest].join('\n');
}

function verdict({ check, tests, compare, plans, unread }: Results): string {
  const refused = plans.filter(({ refusals }) => refusals.length > 0).length;
  const weakens = plans.filter(planWeakens).length;
  const changed = plans.filter(({ actions }) => actions.length > 0).length;
  const parts = [
    ...(unread.length > 0 ? [`⛔ ${plural(unread.length, 'plan')} unreadable`] : []),
    ...(refused > 0 ? [`⛔ refused by a guard in ${plural(refused, 'target')}`] : []),
    ...(weakens > 0 ? [`⚠️ detection weakens in ${plural(weakens, 'target')}`] : []),
    ...(compare !== undefined && losesAlerts(compare.rules) ? ['⚠️ samples that alerted are silent'] : []),
    ...(plans.length > 0 ? [changed === 0 ? 'nothing changes' : `changes ${plural(changed, 'target')}`] : []),
    ...(tests === undefined ? [] : [testVerdict(tests)]),
    ...(check === undefined
      ? []
      : [check.summary.errors > 0 ? `❌ ${plural(check.summary.errors, 'error')}` : '✅ no errors']),
  ];
  return parts.length === 0 ? 'nothing was looked at' : parts.join(' · ');
}

function testVerdict({ summary: { passed, failed, errors } }: TestResults): string {
  if (failed + errors === 0) return `✅ ${plural(passed, 'test')} passed`;
  const parts = [
    ...(failed > 0 ? [`${plural(failed, 'test')} failed`] : []),
    ...(errors > 0 ? [`${plural(errors, 'mistake')} in tests`] : []),
  ];
  return `❌ ${parts.join(', ')}`;
}

/** Of several targets the plans fold away, but for those that are dangerous, which come first. What has no room is counted. */
function planTexts(plans: readonly Plan[], room: number): readonly string[] {
  let left = room - plans.length * LINE;
  return plans
    .toSorted((a, b) => Number(isDangerous(b)) - Number(isDangerous(a)))
    .map((plan) => {
      const words = plan.actions.length === 0 ? 'no changes' : plural(plan.actions.length, 'change');
      const name = plan.target.name.replace(/[^a-z0-9-]/g, '');
      if (left < LEAST_PLAN) return `**${name}** ${words}, for which there is no room here: see the plan itself\n`;
      const text = renderPlanMarkdown(plan, left);
      left -= text.length;
      return plans.length === 1 || isDangerous(plan)
        ? text
        : `<details><summary>${name}: ${words}</summary>\n\n${text}\n</details>\n`;
    });
}

function isDangerous(plan: Plan): boolean {
  return plan.refusals.length > 0 || planWeakens(plan);
}

function testLines({ files, summary }: TestResults): readonly string[] {
  const failed = files.flatMap(({ file, cases }) =>
    cases.filter(({ passed }) => !passed).map((one) => ({ file, ...one })),
  );
  const mistakes = summary.errors === 0 ? '' : `, ${plural(summary.errors, 'mistake')} in the files`;
  if (failed.length === 0) return [`**Tests** ${summary.passed} passed${mistakes}`, ''];
  return [
    `**Tests** ${summary.passed} passed, ${summary.failed} failed${mistakes}`,
    '',
    ...listed(failed.map(({ file, line, name }) => `- ${codeSpan(`${file}:${line}`)} ${codeSpan(name)}`)),
    '',
  ];
}

function checkLines({ diagnostics, summary }: CheckResults): readonly string[] {
  const head = `**Check** ${plural(summary.files, 'file')}, ${plural(summary.errors, 'error')}, ${plural(summary.warnings, 'warning')}`;
  const lines = (wanted: 'error' | 'warning'): readonly string[] =>
    diagnostics
      .filter(({ severity }) => severity === wanted)
      .map(({ file, line, code, message }) => {
        return `- ${wanted === 'error' ? '❌' : '⚠️'} ${codeSpan(`${file}:${line}`)} ${codeSpan(message)} (${codeSpan(code)})`;
      });
  const [errors, warnings] = [lines('error'), lines('warning')];
  // of a project with many, most are not about this change
  const folds = warnings.length > MOST_WARNINGS;
  const open = folds ? errors : [...errors, ...warnings];
  return [
    head,
    '',
    ...(open.length === 0 ? [] : [...listed(open), '']),
    ...(folds
      ? [
          `<details><summary>${plural(warnings.length, 'warning')}</summary>`,
          '',
          ...listed(warnings),
          '',
          '</details>',
          '',
        ]
      : []),
  ];
}

function coverageLine({ attack, totals, rules, gaps }: CoverageResults): string {
  const missing = gaps.length === 0 ? '' : `, ${gaps.length} of the wanted ones missing`;
  return `**Coverage** ${totals.rules} of ${totals.techniques} techniques of ATT&CK ${codeSpan(attack)} by ${plural(rules, 'rule')}, ${totals.tested} tested${missing}`;
}

function listed(lines: readonly string[]): readonly string[] {
  const rest = lines.length - MOST_LISTED;
  return rest <= 0 ? lines : [...lines.slice(0, MOST_LISTED), `- and ${rest} more`];
}
