import type { Resource, ResourceType } from '../src/state';
import { allPages, answered, isAbsent, matching } from './calls';
import type { Calling } from './calls';
import type { ResourceOperations } from './resource-operations';
import { fromWire, fromWirePage, parseWire, toWire } from './wire';
import { WorkspaceFailure } from './workspace';
import type { Gate, Listing, Precondition, Receipt, Written } from './workspace';

/** One type of resource of one workspace, as `Workspace` has it. */
export interface ResourceService {
  /** `whole` names, in lower case, those whose parts are to be read too. */
  list(whole: ReadonlySet<string>): Promise<Listing>;
  get(id: string): Promise<Resource | undefined>;
  put(resource: Resource, condition: Precondition, gate?: Gate): Promise<Written>;
  delete(id: string, condition: Precondition, gate?: Gate): Promise<Receipt>;
}

/** A type whose resource is one document. */
export function plainService(type: ResourceType, operations: ResourceOperations, calling: Calling): ResourceService {
  const { limiter, bodies, timeLimit } = calling;
  return {
    list: async () => {
      const { items, pages } = await allPages(
        calling,
        (link, options) => operations.page(link, options),
        (text) => {
          const { resources, ...rest } = fromWirePage(parseWire(text), type);
          return { items: resources, ...rest };
        },
      );
      return { resources: once(items), pages };
    },
    get: async (id) =>
      limiter.run('read', async () => {
        try {
          const { text } = await answered((onResponse) => operations.get(id, { ...timeLimit(), onResponse }));
          return fromWire(parseWire(text), type);
        } catch (error) {
          if (isAbsent(error)) return undefined;
          throw error;
        }
      }),
    put: async (resource, condition, gate) =>
      limiter.run(
        'write',
        async () => {
          const { headers, release } = bodies.attach(toWire(resource, condition));
          try {
            const { text, receipt } = await answered((onResponse) =>
              operations.put(resource, {
                ...timeLimit(),
                requestOptions: { customHeaders: { ...headers, ...conditionHeaders(type, condition) } },
                onResponse,
              }),
            );
            return { resource: fromWire(parseWire(text), type), ...receipt };
          } finally {
            release();
          }
        },
        gate,
      ),
    delete: async (id, condition, gate) =>
      limiter.run(
        'delete',
        async () => {
          const requestOptions = { customHeaders: conditionHeaders(type, condition) };
          try {
            const { receipt } = await answered((onResponse) =>
              operations.delete(id, { ...timeLimit(), requestOptions, onResponse }),
            );
            return receipt;
          } catch (error) {
            if (type === 'function' && isAbsent(error)) return {};
            throw error;
          }
        },
        gate,
      ),
  };
}

/** Saved searches know no conditional headers: their etag is in the body alone (SavedSearch.tsp, read 2026-11-24). */
function conditionHeaders(type: ResourceType, condition: Precondition): Readonly<Record<string, string>> {
  return type === 'function' ? {} : matching(condition);
}

/** The same rule twice is one; two that differ are no list. */
function once(resources: readonly Resource[]): readonly Resource[] {
  const seen = new Map<string, string>();
  return resources.filter((resource) => {
    const key = resource.id.toLowerCase();
    const text = JSON.stringify(resource);
    const before = seen.get(key);
    seen.set(key, text);
    if (before !== undefined && before !== text) {
      const message = `the service's list names ${resource.id} twice, with different contents: a list in which something moved`;
      throw new WorkspaceFailure({ kind: 'unavailable', message });
    }
    return before === undefined;
  });
}
