import { badRequest } from '../errors';
import type { Refusal } from '../errors';
import type { Holdings } from '../holdings';
import { placeholders } from './validation';
import type { QueryRule } from './validation';

/** What a reader of KQL that knows the workspace's tables has to say about a query. */
export type QueryAnswer =
  | {
      readonly kind: 'valid';
      /** Names of the result's columns; absent where they cannot be known. */
      readonly columns?: readonly string[];
    }
  | { readonly kind: 'syntaxError'; readonly message: string; readonly line: number; readonly position: number }
  | { readonly kind: 'unknownTable'; readonly name: string }
  | {
      readonly kind: 'unresolvedName';
      readonly name: string;
      /** The operator in which it stands, if it stands in one: `where`. */
      readonly operator?: string;
    }
  /** Anything else that is wrong with the query. */
  | { readonly kind: 'semanticError'; readonly message: string };

/** Reads a query as the workspace would. A function value, so that the emulator itself knows no KQL. */
export type QueryValidator = (query: string, given?: ValidationContext) => QueryAnswer;

export interface ValidationContext {
  /** What the workspace holds of its own. */
  readonly holdings?: Holdings;
  /** What a watchlist is that nobody has: a mistake, or one without rows and columns. */
  readonly absentWatchlists?: 'empty' | 'refused';
}

/**
 * Turns the answer about a rule's query into the service's refusal: tables, then names, then mapped columns. [C] status
 * and texts as reported in Azure/Azure-Sentinel #4007, #4053, #6681, #7345, #11671 and criblio/Cribl-Microsoft #56
 * (read 2026-11-24); [U] those of other semantic errors, custom details and Sentinel entities, made by analogy.
 */
export function refuseQuery(rule: QueryRule, answer: QueryAnswer): Refusal | undefined {
  switch (answer.kind) {
    case 'valid':
      return answer.columns === undefined ? undefined : refuseColumns(rule, answer.columns);
    case 'syntaxError':
      return badRequest(
        `Request is invalid and cannot be processed: Syntax error: ${answer.message} [line:position=${answer.line}:${answer.position}].`,
      );
    case 'unknownTable':
      return badRequest('Failed to run the analytics rule query. One of the tables does not exist.');
    case 'unresolvedName':
      return badRequest(
        `${answer.operator === undefined ? '' : `'${answer.operator}' operator: `}Failed to resolve table or column expression named '${answer.name}'`,
      );
    case 'semanticError':
      return badRequest(`Request is invalid and cannot be processed: Semantic error: ${answer.message}`);
  }
}

function refuseColumns(rule: QueryRule, columns: readonly string[]): Refusal | undefined {
  // Column names of KQL are case-sensitive, and so is the service about them.
  const lacking = mappedColumns(rule).find(([, column]) => !columns.includes(column));
  if (lacking === undefined) return undefined;
  const [place, column] = lacking;
  return badRequest(`Error in ${place}: The given column '${column}' does not exist.`);
}

function mappedColumns(rule: QueryRule): readonly (readonly [place: string, column: string])[] {
  const { entityMappings = [], sentinelEntitiesMappings = [], customDetails = {}, alertDetailsOverride = {} } = rule;
  const {
    alertDisplayNameFormat = '',
    alertDescriptionFormat = '',
    alertTacticsColumnName,
    alertSeverityColumnName,
    alertDynamicProperties = [],
  } = alertDetailsOverride;
  const details = [
    ...placeholders(alertDisplayNameFormat),
    ...placeholders(alertDescriptionFormat),
    ...[alertTacticsColumnName, alertSeverityColumnName].filter((column) => column !== undefined),
    ...alertDynamicProperties.map(({ value }) => value),
  ];
  return [
    ...entityMappings.flatMap(({ fieldMappings }) =>
      fieldMappings.map(({ columnName }) => ['EntityMappings', columnName] as const),
    ),
    ...sentinelEntitiesMappings.map(({ columnName }) => ['SentinelEntitiesMappings', columnName] as const),
    ...details.map((column) => ['AlertDetailsOverride', column] as const),
    ...Object.values(customDetails).map((column) => ['CustomDetails', column] as const),
  ];
}
