import { compareText } from '../../diagnostics';
import { isKnownFunction } from '../engine/known-functions';
import { plugins } from '../engine/plugins';
import { aggregateNamed } from '../functions/aggregates';
import { refusalHints } from '../functions/refusal-hints';
import { officialNames } from '../language';
import { expressionLowerings } from '../lower/expressions';
import { operatorLowerings } from '../lower/operators';
import { joinKinds } from '../lower/operators/join';
import { statementKinds } from '../lower/statements';
import { tableFunctions, tableLowerings } from '../lower/tables';
import { noGoalHint } from './no-goals';
import { keywordOf, signOf } from './operator-names';

/** What this engine makes of one name of the language. `in part`: calls that `hint` describes are refused. */
export interface SupportRow {
  readonly name: string;
  readonly support: 'yes' | 'in part' | 'no';
  readonly hint?: string;
}

export interface SupportArea {
  readonly title: string;
  readonly rows: readonly SupportRow[];
}

/** Every name of the official language, and whether it runs here. */
export function supportMatrix(): readonly SupportArea[] {
  const { functions, aggregates, plugins: pluginNames, joinKinds: kinds, syntax } = officialNames();
  const ending = (end: string): readonly string[] =>
    syntax.filter((kind) => kind.endsWith(end) && !/^(?:Bad|Expression)/.test(kind));
  return [
    area('Statements', ending('Statement'), {
      nameOf: statementOf,
      isSupported: (kind) => statementKinds.has(kind),
    }),
    area('Query operators', ending('Operator'), {
      nameOf: keywordOf,
      isSupported: (kind) => kind in operatorLowerings || kind in tableLowerings || kind === 'InvokeOperator',
    }),
    area('Join kinds', kinds, { isSupported: (kind) => kind in joinKinds }),
    area(
      'Operators between values',
      ending('Expression').filter((kind) => signOf(kind) !== undefined),
      { nameOf: (kind) => signOf(kind) ?? kind, isSupported: (kind) => kind in expressionLowerings },
    ),
    area('Plugins (`evaluate`)', pluginNames, { isSupported: (name) => name in plugins }),
    area('Aggregates', aggregates, { isSupported: (name) => aggregateNamed(name) !== undefined }),
    area('Functions', functions, {
      isSupported: (name) => isKnownFunction(name) || tableFunctions.has(name),
    }),
  ];
}

function area(
  title: string,
  names: readonly string[],
  {
    nameOf = (name) => name,
    isSupported,
  }: { readonly nameOf?: (name: string) => string; readonly isSupported: (name: string) => boolean },
): SupportArea {
  const rows = names.map((official) => row(nameOf(official), isSupported(official)));
  return { title, rows: rows.toSorted((a, b) => compareText(a.name, b.name)) };
}

function row(name: string, supported: boolean): SupportRow {
  const hint = supported ? refusalHints[name] : noGoalHint(name);
  return {
    name,
    support: !supported ? 'no' : hint === undefined ? 'yes' : 'in part',
    ...(hint === undefined ? {} : { hint }),
  };
}

const STATEMENTS: Readonly<Record<string, string>> = {
  SetOptionStatement: 'set',
  QueryParametersStatement: 'declare query_parameters',
  PatternStatement: 'declare pattern',
  RestrictStatement: 'restrict access to',
};

function statementOf(kind: string): string {
  return STATEMENTS[kind] ?? kind.replace(/Statement$/, '').toLowerCase();
}
