import type { KqlDiagnostic } from '../../kql';

/** Codes under which what Microsoft's parser and binder find is reported. */
export type KqlCode = 'kql-syntax' | 'kql-too-complex' | 'kql-type' | 'kql-arguments' | 'kql-name' | 'kql-semantic';

export interface Words {
  readonly code: KqlCode;
  readonly message: string;
  readonly help?: string;
}

type Say = (parts: readonly string[], found: string) => Omit<Words, 'code'>;

interface Row {
  readonly code: KqlCode;
  /** Where the official message is put in other words: what to take from it, and what to say. */
  readonly match?: RegExp;
  readonly say?: Say;
}

const CONVERT = 'Convert it: `tostring()`, `tolong()`, `todatetime()`, `parse_json()`...';

const ROWS: Readonly<Record<string, Row>> = {
  KS001: {
    code: 'kql-syntax',
    match: /^Missing: (.*)$/,
    say: ([what = '']) => ({ message: `\`${what}\` is missing here`, help: quoteHelp(what) }),
  },
  KS002: {
    code: 'kql-syntax',
    match: /^Unexpected: (.*)$/,
    say: ([what = '']) => ({
      message: `\`${what}\` is not expected here`,
      help:
        what === '\\'
          ? 'In a text, write a backslash twice, or put `@` in front of the quote.'
          : 'Look at what stands before it.',
    }),
  },
  KS005: {
    code: 'kql-syntax',
    match: /^Expected(?: one of)?: (.*)$/,
    say: ([what = ''], found) => ({
      message: `expected \`${what}\`${found === '' ? '' : `, found \`${found}\``}`,
      help: 'Look for a bracket or comma that is missing, or one too many.',
    }),
  },
  KS006: {
    code: 'kql-syntax',
    match: /^Missing (\w+)/,
    say: ([what = 'expression']) => ({
      message: `${article(what)} ${what} is missing here`,
      help: 'Look at what stands before it: an operator, comma or bar that nothing follows.',
    }),
  },
  KS106: {
    code: 'kql-type',
    match: /'(.*)' is not defined for the operand types? (.*)\.$/,
    say: ([operator = '', types = '']) => ({ message: `\`${operator}\` does not go with ${types}`, help: CONVERT }),
  },
  KS107: {
    code: 'kql-type',
    match: /^A value of type (.*) expected/,
    say: ([type = ''], found) => ({
      message: `expected a ${type}${found === '' ? '' : `, found \`${found}\``}`,
      help: CONVERT,
    }),
  },
  KS109: {
    code: 'kql-name',
    match: /./,
    say: (_, found) => ({ message: `expected the name of a column, found \`${found}\`` }),
  },
  KS110: {
    code: 'kql-name',
    match: /./,
    say: (_, found) => ({ message: `expected \`New = Old\`, found \`${found}\`` }),
  },
  KS116: {
    code: 'kql-type',
    match: /type '(.*)' is not allowed/,
    say: ([type = ''], found) => ({
      message: `a ${type} value cannot be used here: \`${found}\``,
      help: 'Convert it, for example with `tostring()`.',
    }),
  },
  KS117: {
    code: 'kql-arguments',
    match: /'(.*)'/,
    say: ([name = '']) => ({
      message: `\`${name}\` is a function: parentheses are missing`,
      help: `Write \`${name}()\`.`,
    }),
  },
  KS141: {
    code: 'kql-type',
    match: /types?: ?(.*)\.$|type (.*)\.$/,
    say: ([many, one], found) => ({
      message: `expected ${many ?? one ?? 'another type'}, found \`${found}\``,
      help: found.includes('=') ? 'To compare, write `==`.' : CONVERT,
    }),
  },
  KS145: {
    code: 'kql-name',
    match: /'(.*)'/,
    say: ([name = '']) => ({
      message: `\`${name}\` is not a column of both sides of the join`,
      help: 'Write `$left.X == $right.Y` where the names differ.',
    }),
  },
  KS174: {
    code: 'kql-syntax',
    match: /./,
    say: (_, found) => ({
      message: `a query cannot begin with \`${found}\``,
      help: 'Begin with a table, a function or a `let`.',
    }),
  },
  KS176: {
    code: 'kql-syntax',
    match: /./,
    say: (_, found) => ({
      message: `\`${found}\` is no operator`,
      help: 'An operator follows a bar: where, extend, project, summarize, join...',
    }),
  },
  KS198: {
    code: 'kql-syntax',
    match: /./,
    say: () => ({
      message: 'the query goes on here with something that does not belong to it',
      help: 'Look for a bracket or semicolon too many, or a statement that does not end.',
    }),
  },
  KS227: {
    code: 'kql-type',
    match: /'(.*)'/,
    say: ([name = '']) => ({ message: `\`${name}\` has different types on the two sides of the join`, help: CONVERT }),
  },
  KS244: { code: 'kql-too-complex' },
  KS245: { code: 'kql-too-complex' },
  KS246: { code: 'kql-too-complex' },
};

const GROUPS: readonly (readonly [code: KqlCode, kusto: RegExp])[] = [
  ['kql-type', /^KS(108|11[1-356]|13[3-8]|141|178|206|227|23[2-5]|239|24[0-2])$/],
  ['kql-arguments', /^KS(11[7-9]|12[017]|185|19[2-7]|249)$/],
  ['kql-name', /^KS(109|110|12[238]|139|143|14[4-9]|150|160|17[0-2]|181|184|190|201|228|236|237|268)$/],
];

/** The finding of the official parser or binder in plain words, under our code. */
export function inWords({ code, message, syntax }: KqlDiagnostic, found: string): Words {
  const row = ROWS[code];
  const match = row?.match?.exec(message);
  const ours = row?.code ?? (syntax ? 'kql-syntax' : groupOf(code));
  if (row?.say !== undefined && match !== null && match !== undefined) {
    return { code: ours, ...row.say(match.slice(1), shortened(found)) };
  }
  return { code: ours, message: plain(message) };
}

function groupOf(code: string): KqlCode {
  return GROUPS.find(([, pattern]) => pattern.test(code))?.[0] ?? 'kql-semantic';
}

const MOST_SHOWN = 60;

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= MOST_SHOWN ? line : `${line.slice(0, MOST_SHOWN)}...`;
}

/** The official message as a part of a sentence of ours. */
function plain(message: string): string {
  const text = message.replace(/'([^']*)'/g, '`$1`').replace(/\.$/, '');
  return /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function quoteHelp(what: string): string {
  return /['"]/.test(what) ? 'A text begins and does not end in its line.' : 'Add it.';
}

function article(word: string): string {
  return /^[aeiou]/i.test(word) ? 'an' : 'a';
}
