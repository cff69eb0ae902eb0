import { commands } from './commands';
import type { Purpose } from './commands';

/** Columns of a terminal that the help is written for. */
const WIDTH = 110;

export const TITLES: Readonly<Record<Purpose, string>> = {
  write: 'Write rules',
  deploy: 'Deploy them',
  watch: 'Watch what is live',
  account: 'Account for it',
  setup: 'Set up',
  pipeline: 'In a pipeline',
};

/** Verbs of the command-line parser itself. */
const COMPLETION = [
  'completion',
  'Print a script that completes words in bash or zsh: add it to your profile',
] as const;

/**
 * Help without a verb: every verb by what people do. Written here, since the parser's own list is flat and its library
 * takes longer to load than the words to print.
 */
export function helpText(): string {
  const rows = Object.entries(commands).map(([name, { describe, purpose }]) => ({ name, describe, purpose }));
  const all = [...rows, { name: COMPLETION[0], describe: COMPLETION[1], purpose: 'setup' as const }];
  const width = Math.max(...all.map(({ name }) => name.length)) + 4;
  const groups = Object.entries(TITLES).map(([purpose, title]) => {
    const lines = all
      .filter((row) => row.purpose === purpose)
      .map(({ name, describe }) => entry(name, describe, width));
    return `${title}:\n${lines.join('\n')}\n`;
  });
  return [
    'sentinel-rules <command>\n',
    'Microsoft Sentinel analytics rules as code: check, test, compile, plan, deploy.\n',
    ...groups,
    'Options:',
    entry('-h, --help', 'Show this, or with a command its options and examples', width + 2),
    `${entry('--version', 'Show the version', width + 2)}\n`,
    ...wrapped(
      'Exit codes: 0 fine, 1 findings, 2 wrong usage or config, 3 remote failure, 4 conflict or stale plan, 5 refused by a guard, 10 differences, 70 a bug of ours.',
      WIDTH,
    ),
    '',
  ].join('\n');
}

function entry(name: string, text: string, width: number): string {
  const [first = '', ...rest] = wrapped(text, WIDTH - width);
  return [`  ${name}`.padEnd(width) + first, ...rest.map((line) => ' '.repeat(width) + line)].join('\n');
}

/** Lines of at most `width` characters, broken at spaces. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.pop();
    if (last === undefined) lines.push(word);
    else if (last.length + 1 + word.length > width) lines.push(last, word);
    else lines.push(`${last} ${word}`);
  }
  return lines;
}
