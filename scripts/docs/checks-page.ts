import { againstCodes } from '../../src/history';
import { checks, fileCodes, projectChecks, tombstoneCodes, tuningCodes } from '../../src/rules';
import { placementCodes } from '../../src/targets';

const MOST_LINES = 14;
const MOST_COLUMNS = 110;

interface Entry {
  readonly code: string;
  readonly severity: string;
  readonly of: string;
  readonly summary: string;
  readonly why: string;
  readonly bad?: string | readonly [string, string];
  readonly good?: string | readonly [string, string];
}

const OF = { rules: 'rules', hunting: 'hunting queries', both: 'rules and hunting queries' } as const;

/** The text of `docs/checks.md`: every code that `check` prints, from the registry. */
export function checksPage(): string {
  const entries: readonly Entry[] = [
    ...checks.map(({ applies, ...check }) => Object.assign(check, { of: OF[applies] })),
    ...projectChecks.map((check) => Object.assign({ ...check }, { of: 'files compared with each other' })),
    ...placementCodes.map((code) => Object.assign({ ...code }, { of: 'rules' })),
    ...tuningCodes.map((code) => Object.assign({ ...code }, { of: 'tuning files' })),
    ...tombstoneCodes.map((code) => Object.assign({ ...code }, { of: 'tombstones' })),
    ...againstCodes.map((code) => Object.assign({ ...code }, { of: 'rules compared with a commit (`--against`)' })),
    ...fileCodes.map((code) => Object.assign({ ...code }, { of: 'every file' })),
  ].toSorted((a, b) => (a.code < b.code ? -1 : 1));
  return [
    '# What `check` finds',
    '',
    'Written by `npm run docs` from the checks themselves; their examples are tests. `error` is what the service refuses or what would lose its',
    'meaning, `warning` what is probably wrong, `info` a remark. A finding that is right but accepted: a comment on its line or the line above,',
    '`# sentinel-ignore CODE: reason` (in the query `// sentinel-ignore CODE: reason`), or an entry of `ignore` with a reason for the whole file.',
    'Errors that were there when rules came in are accepted by `sentinel-rules baseline` until their line changes.',
    '',
    '| code | severity | what is found |',
    '|---|---|---|',
    ...entries.map(
      ({ code, severity, summary }) => `| [${code}](#${code}) | ${severity} | ${summary.replaceAll('|', '\\|')} |`,
    ),
    '',
    ...entries.flatMap(section),
  ].join('\n');
}

function section({ code, severity, of, summary, why, bad, good }: Entry): readonly string[] {
  return [
    `## ${code}`,
    '',
    `${severity}, of ${of}: ${summary}. ${why}`,
    '',
    ...(bad === undefined ? [] : example('Bad', bad)),
    ...(good === undefined ? [] : example('Good', good)),
  ];
}

function example(title: string, text: string | readonly [string, string]): readonly string[] {
  const files = typeof text === 'string' ? [text] : text;
  return [`${title}:`, '', ...files.flatMap((file) => ['```yaml', ...shortened(file), '```', ''])];
}

function shortened(text: string): readonly string[] {
  // a key without a value takes it out of the plain rule that the example is put into
  const parts = text.split(/^(?=[A-Za-z]\w*:)/m);
  const kept = parts.filter((part) => parts.length === 1 || !/^\w+:\s*$/.test(part));
  const shown = kept.join('').trimEnd().split('\n');
  const short = shown
    .slice(0, MOST_LINES)
    .map((line) => (line.length > MOST_COLUMNS ? `${line.slice(0, MOST_COLUMNS)} ...` : line));
  return shown.length > MOST_LINES ? [...short, `# ... ${shown.length - MOST_LINES} lines more of the same`] : short;
}
