import type { Catalog, ColumnSchema } from '../../kql';
import { SAMPLE_TABLES } from '../log-analytics/samples';
import { resourceId } from '../contract/routes';
import { TABLE } from '../contract/saved-search-shape';
import { badRequest, resourceNotFound } from '../errors';
import { isList, isObject, objectMember, textMember } from '../json';
import type { Json, JsonObject } from '../json';
import { keyOf } from '../state/state';
import type { StoredResource } from '../state/state';
import { addressed, answer, nameOf, putChange, refuse, workspace } from './call';
import type { Call, Operation } from './call';
import { makeEtag } from './etag';
import { readObject, readShaped } from './read-body';

/** [S] Table.tsp. */
const VALID_NAME = /^[A-Za-z0-9-_]{4,63}$/;

const DEFAULTS: JsonObject = { plan: 'Analytics', retentionInDays: 90, totalRetentionInDays: 90 };

/** [S] One page, without a link. Tables that somebody wrote come with those that are there anyway. */
export const listTables: Operation = (call) => {
  const written = workspace(call).collections.tables;
  const given = givenNames(call.catalog).filter((name) => !Object.hasOwn(written, keyOf(name)));
  const all = [...given.flatMap((name) => givenTable(call.catalog, name)), ...Object.values(written)];
  const sorted = all.toSorted((left, right) => (keyOf(left.name) < keyOf(right.name) ? -1 : 1));
  return answer(200, { value: sorted.map((table) => present(call, table)) });
};

export const getTable: Operation = (call) => {
  const [table] = tableNamed(call, nameOf(call));
  return table === undefined ? refuse(resourceNotFound('tables', nameOf(call))) : answer(200, present(call, table));
};

/** Makes a table, or changes its plan and retention; columns that are given replace those that were. */
export const putTable: Operation = (call) => {
  if (!VALID_NAME.test(nameOf(call))) return refuse(badRequest(`The table name '${nameOf(call)}' is not valid.`));
  const sent = readObject(call);
  if ('refusal' in sent) return refuse(sent.refusal);
  const body = readShaped(call, sent.value, TABLE);
  if ('refusal' in body) return refuse(body.refusal);
  const [before] = tableNamed(call, nameOf(call));
  const table: StoredResource = {
    name: before?.name ?? nameOf(call),
    etag: makeEtag(call.state.revision + 1, call.now),
    properties: { ...DEFAULTS, ...before?.properties, ...objectMember(body.value, 'properties') },
  };
  return answer(200, present(call, table), [putChange(call, 'tables', table)]);
};

/** The columns of the tables that somebody wrote. */
export function writtenColumns({ properties }: StoredResource): readonly ColumnSchema[] {
  const { columns = [], standardColumns = [] } = objectMember(properties, 'schema') ?? {};
  return [columns, standardColumns].flatMap((list) => (isList(list) ? list.flatMap(columnOf) : []));
}

/** [S] The Resource Manager's names of types differ from KQL's in two. */
const KQL_TYPES: Readonly<Record<string, string>> = { boolean: 'bool', datetime: 'datetime' };
const ARM_TYPES: Readonly<Record<string, string>> = { bool: 'boolean', datetime: 'dateTime' };

function columnOf(column: Json): readonly ColumnSchema[] {
  if (!isObject(column)) return [];
  const type = textMember(column, 'type').toLowerCase();
  return [{ name: textMember(column, 'name'), type: (KQL_TYPES[type] ?? type) as ColumnSchema['type'] }];
}

function tableNamed(call: Call, name: string): readonly StoredResource[] {
  const written = addressed(call, 'tables');
  return written === undefined ? givenTable(call.catalog, name) : [written];
}

const givenNames = (catalog: Catalog | undefined): readonly string[] =>
  catalog === undefined ? SAMPLE_TABLES.map(({ name }) => name) : catalog.tableNames();

/** A table that is there without anybody having written it: of the catalog, or of the samples. */
function givenTable(catalog: Catalog | undefined, name: string): readonly StoredResource[] {
  const exact = givenNames(catalog).find((given) => keyOf(given) === keyOf(name));
  if (exact === undefined) return [];
  const table = catalog === undefined ? SAMPLE_TABLES.find((sample) => sample.name === exact) : catalog.table(exact);
  if (table === undefined) return [];
  const columns = table.columns.map(({ name: column, type }) => ({ name: column, type: ARM_TYPES[type] ?? type }));
  const schema = exact.endsWith('_CL') ? { columns, standardColumns: [] } : { standardColumns: columns };
  return [{ name: exact, etag: '', properties: { ...DEFAULTS, schema: { name: exact, ...schema } } }];
}

function present(call: Call, { name, properties }: StoredResource): JsonObject {
  const custom = name.endsWith('_CL');
  return {
    id: resourceId(call.route.address, 'tables', name),
    name,
    type: 'Microsoft.OperationalInsights/workspaces/tables',
    properties: {
      provisioningState: 'Succeeded',
      ...properties,
      schema: {
        tableType: custom ? 'CustomLog' : 'Microsoft',
        tableSubType: custom ? 'DataCollectionRuleBased' : 'Any',
        source: custom ? 'customer' : 'microsoft',
        ...objectMember(properties, 'schema'),
      },
    },
  };
}
