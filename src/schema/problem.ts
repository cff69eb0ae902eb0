import type { ErrorObject } from 'ajv/dist/2020';
import { suggest } from '../diagnostics';
import type { YamlPath } from '../yaml';
import { sharedSchemas } from './schemas';
import { found, instead, listed, quoted, typeWords } from './words';

/** Codes of what can be wrong with the shape of a value. */
type SchemaCode =
  'unknown-key' | 'missing-key' | 'wrong-type' | 'unknown-value' | 'wrong-format' | 'out-of-range' | 'wrong-length';

/** One disagreement between a value and its contract. */
export interface SchemaProblem {
  readonly code: SchemaCode;
  readonly path: YamlPath;
  /** Whether the key or the value at `path` is the mistake; a missing key is shown at what it is missing in. */
  readonly part: 'key' | 'value';
  readonly message: string;
  readonly help?: string;
  /** The key or value that an unknown one was meant to be. */
  readonly meant?: string;
}

interface SchemaParts {
  readonly $ref?: string;
  readonly type?: unknown;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaParts>>;
  readonly examples?: readonly unknown[];
  readonly 'x-expected'?: string;
}

/** More keys than a person reads through. */
const MOST_LISTED = 12;
const NO_SUCH_KEY =
  'Remove it; what is for people only goes into a comment. Editors show all keys by the `yaml-language-server` line of a file.';

/** An error of ajv in people's words; `root` is the whole contract. */
export function problemOf(error: ErrorObject, path: YamlPath, root: SchemaParts): SchemaProblem {
  const params = error.params as Readonly<Record<string, unknown>>;
  const schema = (error.parentSchema ?? {}) as SchemaParts;
  const name = nameOf(path);
  const value = (code: SchemaCode, message: string, help?: string): SchemaProblem => ({
    code,
    path,
    part: 'value',
    message,
    ...(help === undefined ? {} : { help }),
  });
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return unknownKey(String(params['additionalProperty'] ?? params['unevaluatedProperty']), path, schema);
    case 'required':
    case 'dependentRequired':
      return missingKey(
        String(params['missingProperty']),
        path,
        schema.properties === undefined && path.length === 0 ? root : schema,
      );
    case 'propertyNames':
    case 'type':
      return wrongType(error.data, path, schema);
    case 'enum':
    case 'const': {
      const allowed = (schema.enum ?? [params['allowedValue']]).filter((one) => one !== null).map(String);
      const near = suggest(String(error.data), allowed);
      const expected = allowed.length > 8 ? '' : `, expected ${listed(allowed)}`;
      const help = expected === '' || near !== undefined ? instead(String(error.data), allowed) : undefined;
      const problem = value('unknown-value', `${name} is ${found(error.data)}${expected}`, help);
      return near === undefined ? problem : { ...problem, meant: near };
    }
    case 'pattern':
      return value(
        'wrong-format',
        `${name} is ${found(error.data)}, expected ${schema['x-expected'] ?? `text like ${String(params['pattern'])}`}`,
      );
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return value(
        'out-of-range',
        `${name} is ${String(error.data)}, expected a number ${String(params['comparison'])} ${String(params['limit'])}`,
      );
    case 'minLength':
      return value(
        'wrong-length',
        error.data === ''
          ? `${name} is empty, expected text`
          : `${name} has ${String(error.data).length} characters, expected at least ${String(params['limit'])}`,
      );
    case 'maxLength':
      return value(
        'wrong-length',
        `${name} has ${String(error.data).length} characters, expected at most ${String(params['limit'])}`,
      );
    case 'minItems':
    case 'minProperties':
      return value('wrong-length', `${name} has too few entries, expected at least ${String(params['limit'])}`);
    case 'maxItems':
    case 'maxProperties': {
      const count = Object.keys(error.data as object).length;
      return value('wrong-length', `${name} has ${count} entries, expected at most ${String(params['limit'])}`);
    }
    case 'uniqueItems':
      return value('wrong-length', `${name} holds the same entry twice`, 'Remove one of them.');
    case 'anyOf':
    case 'oneOf': {
      const forms = (error.schema as readonly SchemaParts[]).map((form) => {
        const { 'x-expected': expected, type } = resolved(form) ?? form;
        return expected ?? (type === undefined || type === 'null' ? '' : typeWords(type));
      });
      const known = [...new Set(forms.filter((form) => form !== ''))];
      const expected = known.length === 0 ? 'one of the allowed forms' : listed(known);
      return value('wrong-type', `${name} is ${found(error.data)}, expected ${expected}`);
    }
    default:
      return value('wrong-type', `${name} is ${found(error.data)}: ${error.message ?? error.keyword}`);
  }
}

/** A key whose name breaks the rules for names. */
export function badNameProblem(error: ErrorObject, path: YamlPath): SchemaProblem {
  const key = String(error.propertyName);
  const schema = (error.parentSchema ?? {}) as SchemaParts;
  const tooLong = error.keyword === 'maxLength';
  const limit = String((error.params as Readonly<Record<string, unknown>>)['limit']);
  return {
    code: tooLong ? 'wrong-length' : 'wrong-format',
    path: [...path, key],
    part: 'key',
    message: tooLong
      ? `the name ${quoted(key)} has ${key.length} characters, expected at most ${limit}`
      : `the name ${quoted(key)} is not allowed, expected ${schema['x-expected'] ?? 'another name'}`,
  };
}

function unknownKey(key: string, path: YamlPath, schema: SchemaParts): SchemaProblem {
  const where = path.length === 0 ? '' : ` in ${nameOf(path)}`;
  const known = Object.keys(schema.properties ?? {});
  const meant = suggest(key, known);
  return {
    code: 'unknown-key',
    path: [...path, key],
    part: 'key',
    message: `unknown key ${quoted(key)}${where}`,
    help: meant === undefined && known.length > MOST_LISTED ? NO_SUCH_KEY : instead(key, known),
    ...(meant === undefined ? {} : { meant }),
  };
}

function missingKey(key: string, path: YamlPath, schema: SchemaParts): SchemaProblem {
  const property = schema.properties?.[key];
  const example = (property?.examples ?? resolved(property)?.examples)?.[0];
  const simple = typeof example === 'string' || typeof example === 'number' || typeof example === 'boolean';
  const where = path.length === 0 ? '' : ` in ${nameOf(path)}`;
  return {
    code: 'missing-key',
    path: [...path, key],
    part: 'key',
    message: `missing key \`${key}\`${where}`,
    ...(simple ? { help: `Add it, for example \`${key}: ${String(example).split('\n')[0]}\`.` } : {}),
  };
}

/** The schema that a `$ref` into a shared schema stands for. */
function resolved(schema: SchemaParts | undefined): SchemaParts | undefined {
  const [file, pointer] = schema?.$ref?.split('#/') ?? [];
  if (schema === undefined || file === undefined || pointer === undefined) return schema;
  return pointer
    .split('/')
    .reduce<unknown>(
      (at, step) => (at as Readonly<Record<string, unknown>> | undefined)?.[step],
      sharedSchemas[file],
    ) as SchemaParts | undefined;
}

function wrongType(data: unknown, path: YamlPath, schema: SchemaParts): SchemaProblem {
  const name = nameOf(path);
  const expected = schema['x-expected'] ?? typeWords(schema.type);
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  const shown =
    typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean' ? String(data) : undefined;
  const help =
    types.includes('array') && shown !== undefined
      ? `Write it as a list: \`[${shown.length > 60 ? '...' : shown}]\`, or \`- \` lines.`
      : types.includes('string') && shown !== undefined && fits(shown, schema)
        ? 'Put the value in quotes.'
        : typeof data === 'string' &&
            (types.includes('integer') || types.includes('number') || types.includes('boolean'))
          ? 'Write it without quotes.'
          : undefined;
  return {
    code: 'wrong-type',
    path,
    part: 'value',
    message: `${name} is ${found(data)}, expected ${expected}`,
    ...(help === undefined ? {} : { help }),
  };
}

/** Whether a value would be right if it were text. */
function fits(text: string, { pattern }: SchemaParts): boolean {
  return pattern === undefined || new RegExp(pattern, 'u').test(text);
}

/** The last named step: "`queryPeriod`", "an entry of `tactics`". */
function nameOf(path: YamlPath): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last === 'string') return `\`${last}\``;
  const list = path.findLast((step) => typeof step === 'string');
  return list === undefined ? `entry ${last + 1}` : `entry ${last + 1} of \`${list}\``;
}
