import type { Syntax } from '../../kql';
import { literalText } from './literal';
import { foldTime } from './time-value';
import type { Impossible, Scope } from './walk';
import { valuesIn } from './walk';

/** Conditions that no row meets, whatever the data. One node at a time; `and` looks at all its operands. */
export function impossibleIn(node: Syntax, scope: Scope): readonly Impossible[] {
  switch (node.kind) {
    case 'EqualExpression':
      return wrongCase(node);
    case 'BetweenExpression':
      return reversed(node, scope);
    case 'AndExpression':
      return contradiction(node);
    default:
      return [];
  }
}

const FOLDS: Readonly<Record<string, (text: string) => string>> = {
  tolower: (text) => text.toLowerCase(),
  toupper: (text) => text.toUpperCase(),
};

/** `tolower(Name) == "Admin"`. */
function wrongCase(node: Syntax): readonly Impossible[] {
  const sides = [node.optional('Left'), node.optional('Right')];
  const call = sides.find((side) => side?.kind === 'FunctionCallExpression');
  const text = sides.map(literalText).find((each) => each !== undefined);
  const name = call?.optional('Name')?.name ?? '';
  const fold = FOLDS[name];
  if (fold === undefined || text === undefined || fold(text) === text) return [];
  return [
    {
      span: node.span,
      message: `what \`${name}\` gives is never ${JSON.stringify(text)}`,
      help: `Write ${JSON.stringify(fold(text))}, or compare the column itself with \`=~\`.`,
    },
  ];
}

/** `between (now() .. ago(1d))`. */
function reversed(node: Syntax, scope: Scope): readonly Impossible[] {
  const couple = node.optional('Right');
  const [first, second] = [couple?.optional('First'), couple?.optional('Second')];
  if (first === undefined || second === undefined) return [];
  const from = foldTime(first, valuesIn(scope));
  const to = foldTime(second, valuesIn(scope));
  if (from === undefined || to === undefined) return [];
  const ends = [from, to].map((value) =>
    value.kind === 'number'
      ? [value.value, value.value]
      : value.kind === 'date'
        ? [value.at, value.at]
        : [value.min, value.max],
  );
  const [start, end] = ends;
  if (from.kind !== to.kind || (start?.[0] ?? 0) <= (end?.[1] ?? 0)) return [];
  return [
    {
      span: node.span,
      message: 'the range begins after its end, so nothing is in it',
      help: `Write \`between (${second.text} .. ${first.text})\`.`,
    },
  ];
}

/** `A == "x" and A == "y"`. Told once, at the outermost `and`. */
function contradiction(node: Syntax): readonly Impossible[] {
  const equals = new Map<string, { readonly text: string; readonly exact: boolean }>();
  for (const operand of operandsOf(node)) {
    const exact = operand.kind === 'EqualExpression';
    if (!exact && operand.kind !== 'EqualTildeExpression') continue;
    const column = operand.optional('Left');
    const value = operand.optional('Right');
    if (column?.kind !== 'NameReference' || value === undefined || !/^(String|Long)Literal/.test(value.kind)) continue;
    const text = literalText(value) ?? value.text;
    const before = equals.get(column.name);
    equals.set(column.name, { text, exact });
    if (before === undefined) continue;
    const same = exact && before.exact ? text === before.text : text.toLowerCase() === before.text.toLowerCase();
    if (same) continue;
    return [
      {
        span: operand.span,
        message: `\`${column.name}\` cannot be both ${JSON.stringify(before.text)} and ${JSON.stringify(text)}`,
        help: 'Write `or`, or `in ("...", "...")`.',
      },
    ];
  }
  return [];
}

function operandsOf(node: Syntax): readonly Syntax[] {
  const [left, right] = [node.optional('Left'), node.optional('Right')];
  return [left, right].flatMap((side) => {
    if (side === undefined) return [];
    return side.kind === 'AndExpression' && side === left ? operandsOf(side) : [side];
  });
}
