import type { ColumnSchema } from '../../kql';
import { typeNamed } from '../../kql';
import { loadFunction } from './function-file';
import type { Knowledge } from './knowledge';
import { pulledParameters } from './pulled-parameters';
import { STANDARD_COLUMNS } from './standard-columns';
import { loadTable } from './table-file';

/** What a workspace itself says that its queries may name. Types are KQL's. */
export interface PulledSchema {
  readonly tables: readonly {
    readonly name: string;
    readonly description: string;
    readonly columns: readonly { readonly name: string; readonly type: string }[];
  }[];
  readonly functions: readonly {
    readonly name: string;
    readonly description: string;
    /** As the service writes them: `since:timespan=1h, who:string=""`. */
    readonly parameters: string;
    readonly body: string;
  }[];
}

export interface PulledFiles {
  /** In order of name; `path` is the file's name. `fresh` is the text for who has no file of it yet. */
  readonly files: readonly {
    readonly kind: 'table' | 'function';
    readonly path: string;
    readonly text: string;
    readonly fresh: string;
  }[];
  /** What cannot be said in a file, with the reason. */
  readonly left: readonly { readonly name: string; readonly why: string }[];
}

const HEAD =
  '# Written by `schema pull` from the workspace. What you add is kept as long as you do not overwrite it.\n';
/** A function that somebody else deployed is not to be taken over, or carried to other workspaces, because somebody pulled. */
const NOWHERE =
  'targets: { tags: [] } # the workspace has it from elsewhere; without this line every target gets it from here\n';
/** Characters that `logs` of a table file has at least: less says nothing. */
const SHORTEST_LOGS = 10;

const STANDARD: ReadonlySet<string> = new Set(STANDARD_COLUMNS.map(({ name }) => name));

/**
 * The files that say what a workspace has and the shipped schemas have not: its own tables, the columns that it added to
 * Microsoft's (`_CF`), its saved functions. Functions that begin with an underscore belong to solutions.
 */
export function pulledFiles(schema: PulledSchema, shipped: Knowledge): PulledFiles {
  const made = [
    ...schema.tables.flatMap((table) => {
      const text = tableText(table, shipped);
      return text === undefined ? [] : [{ kind: 'table' as const, name: table.name, text, fresh: text }];
    }),
    ...schema.functions
      .filter(({ name }) => !name.startsWith('_') && shipped.function(name) === undefined)
      .map((each) => {
        const text = functionText(each);
        return { kind: 'function' as const, name: each.name, text, fresh: text.replace(HEAD, () => HEAD + NOWHERE) };
      }),
  ].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const files: PulledFiles['files'][number][] = [];
  const left: PulledFiles['left'][number][] = [];
  for (const { kind, name, text, fresh } of made) {
    const path = `${name}.yaml`;
    const { diagnostics } = (kind === 'table' ? loadTable : loadFunction)({ path, text: fresh });
    const wrong = /^\w+$/.test(name) ? diagnostics[0]?.message : 'its name is no name of KQL';
    if (wrong === undefined) files.push({ kind, path, text, fresh });
    else left.push({ name, why: wrong });
  }
  return { files, left };
}

function tableText(
  { name, description, columns }: PulledSchema['tables'][number],
  shipped: Knowledge,
): string | undefined {
  const known = shipped.table(name);
  const names = new Set(known?.columns.map((column) => column.name));
  const own = columns.filter((column) => !STANDARD.has(column.name) && !names.has(column.name));
  if (known !== undefined && own.length === 0) return undefined;
  const rows = own.map((column) => `  ${quoted(column.name)}: ${typeOf(column)}`);
  return [
    HEAD.trimEnd(),
    `name: ${name}`,
    ...(description.trim().length < SHORTEST_LOGS || known !== undefined
      ? []
      : [`logs: ${JSON.stringify(description)}`]),
    ...(known === undefined ? ['complete: true'] : []),
    ...(rows.length === 0 ? ['columns: {}'] : ['columns:', ...rows]),
    '',
  ].join('\n');
}

const typeOf = ({ type }: { readonly type: string }): ColumnSchema['type'] => typeNamed(type) ?? 'dynamic';

function functionText({ name, description, parameters, body }: PulledSchema['functions'][number]): string {
  const rows = pulledParameters(parameters).map(({ name: parameter, type, default: value }) => {
    const fallback = value === undefined ? '' : `, default: ${JSON.stringify(value)}`;
    return `  - { name: ${quoted(parameter)}, type: ${quoted(type)}${fallback} }`;
  });
  return [
    HEAD.trimEnd(),
    `name: ${name}`,
    ...(description === '' ? [] : [`description: ${JSON.stringify(description)}`]),
    ...(rows.length === 0 ? [] : ['parameters:', ...rows]),
    blockOf('query', body.replaceAll(/\r\n?/g, '\n')),
  ].join('\n');
}

/** A literal block, so that findings in it have a place; quoted where a block cannot hold the text. */
function blockOf(key: string, text: string): string {
  const body = text.trimEnd();
  // eslint-disable-next-line no-control-regex -- what a block cannot hold
  if (body === '' || /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/.test(body)) {
    return `${key}: ${JSON.stringify(body)}\n`;
  }
  const header = /^\s/.test(body) ? '|2' : '|';
  return `${key}: ${header}\n${body.replaceAll(/^(?=.)/gm, '  ')}\n`;
}

const quoted = (text: string): string =>
  /^[A-Za-z_]\w*$/.test(text) && !/^(?:null|true|false)$/i.test(text) ? text : JSON.stringify(text);
