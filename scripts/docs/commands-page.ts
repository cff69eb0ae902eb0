import type { Command, Option, Positional } from '../command';
import { commands } from '../commands';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { TITLES } from '../help';
import { verbExits } from './verb-exits';

const MEANING: Readonly<Record<ExitCode, string>> = {
  [EXIT.ok]: 'fine',
  [EXIT.findings]: 'findings, failed tests, refused rules',
  [EXIT.usage]: 'wrong usage or configuration',
  [EXIT.remote]: 'the remote side failed or could not be reached',
  [EXIT.conflict]: 'a stale, expired or used plan, or a conflict',
  [EXIT.guard]: 'refused by a guard',
  [EXIT.differences]: 'differences',
  [EXIT.bug]: 'a bug of ours',
};

/** The text of `docs/reference/commands.md`: every verb with its options, examples and exit codes, from their declarations. */
export async function commandsPage(): Promise<string> {
  const verbs = await Promise.all(
    Object.entries(commands).map(async ([name, { purpose, describe, load }]) => ({
      name,
      purpose,
      describe,
      command: await load(),
    })),
  );
  const groups = Object.entries(TITLES).map(([purpose, title]) => ({
    title,
    verbs: verbs.filter((verb) => verb.purpose === purpose),
  }));
  return [
    '# Commands',
    '',
    'Written by `npm run docs` from the declarations that `--help` prints. `npm run test:examples` runs the examples.',
    '',
    ...groups.flatMap((group) => [
      `**${group.title}**: ${group.verbs.map(({ name }) => `[${name}](#${name})`).join(' · ')}`,
      '',
    ]),
    '`sentinel-rules completion` prints a script that completes words in bash or zsh.',
    '',
    '## Exit codes',
    '',
    'Of several codes the gravest is given: 70, 3, 5, 4, 2, 1, 10, 0.',
    '',
    '| code | meaning |',
    '|---|---|',
    ...Object.values(EXIT)
      .toSorted((a, b) => a - b)
      .map((code) => `| ${code} | ${MEANING[code]} |`),
    '',
    ...groups.flatMap((group) => group.verbs.flatMap(section)),
  ].join('\n');
}

function section({
  name,
  describe,
  command,
}: {
  readonly name: string;
  readonly describe: string;
  readonly command: Command;
}): readonly string[] {
  const { positionals, options, examples } = command;
  const shown = Object.entries(options).filter(([, { hidden }]) => hidden !== true);
  return [
    `## ${name}`,
    '',
    `${describe}.`,
    '',
    `\`sentinel-rules ${[name, ...Object.entries(positionals).map(place), ...(shown.length > 0 ? ['[options]'] : [])].join(' ')}\``,
    '',
    ...table('argument', Object.entries(positionals).map(argument)),
    ...table('option', shown.map(option)),
    ...(examples.length === 0 ? [] : ['```sh', ...exampleLines(examples), '```', '']),
    `Exit codes: ${[EXIT.ok, ...(verbExits[name] ?? []), EXIT.usage, EXIT.bug].toSorted((a, b) => a - b).join(', ')}.`,
    '',
  ];
}

function place([name, { required, many }]: readonly [string, Positional]): string {
  const inner = many === true ? `${name}..` : name;
  return required === true ? `<${inner}>` : `[${inner}]`;
}

function table(title: string, rows: readonly string[]): readonly string[] {
  return rows.length === 0 ? [] : [`| ${title} | what | default |`, '|---|---|---|', ...rows, ''];
}

function argument([name, { describe }]: readonly [string, Positional]): string {
  return `| \`${name}\` | ${cell(describe)} | |`;
}

function option([name, declared]: readonly [string, Option]): string {
  const value = { boolean: '', number: ' N', string: ' TEXT', strings: ' TEXT...' }[declared.type];
  const names = `\`--${name}${value}\`${declared.alias === undefined ? '' : `, \`-${declared.alias}\``}`;
  const choices =
    declared.type === 'string' && declared.choices !== undefined
      ? `; one of ${declared.choices.map((choice) => `\`${choice}\``).join(', ')}`
      : '';
  const initial = 'default' in declared && declared.default !== undefined ? `\`${String(declared.default)}\`` : '';
  return `| ${names} | ${cell(declared.describe)}${choices} | ${initial} |`;
}

function exampleLines(examples: Command['examples']): readonly string[] {
  const width = Math.max(...examples.map(([line]) => line.length));
  return examples.map(([line, meaning]) => `sentinel-rules ${line.padEnd(width)}   # ${meaning}`);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');
}
