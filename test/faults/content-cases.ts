import type { SettingsPatch } from '../../src/emulator';
import { requestCases } from './request-cases';
import type { FaultCase } from './fault-case';
import { SENTINEL, VERSION } from './content-world';

/** Requests of a deployment of watchlists and functions: where it can go wrong. */
const PLACES = [
  ['listCreate', { method: 'PUT', path: '/watchlists/list3?' }],
  ['rowWrite', { method: 'PUT', path: '/watchlists/list1/watchlistItems/' }],
  ['rowDelete', { method: 'DELETE', path: '/watchlists/list1/watchlistItems/' }],
  ['listDelete', { method: 'DELETE', path: '/watchlists/list2?' }],
  ['functionUpdate', { method: 'PUT', path: '/savedSearches/F1' }],
  ['functionCreate', { method: 'PUT', path: '/savedSearches/F2' }],
  ['functionDelete', { method: 'DELETE', path: '/savedSearches/F3' }],
  ['listMark', { method: 'PUT', path: '/metadata/watchlist-list3' }],
  ['listStatus', { method: 'GET', path: '/watchlistStatuses/' }],
  ['listRows', { method: 'GET', path: '/watchlists/list1/watchlistItems?' }],
  ['listLook', { method: 'GET', path: '/watchlists/list1?' }],
] as const;

const mode = (name: string, settings: SettingsPatch): FaultCase => ({
  name: `content, ${name}`,
  prepare: ({ fleet }) => fleet.control.setSettings(settings),
});

const ROW = `${SENTINEL}/watchlists/list1/watchlistItems/0d5f5a1c-0000-4000-8000-00000000000f?${VERSION}`;
const theirs = { properties: { itemsKeyValue: { User: 'theirs' } } };

const CASES: readonly FaultCase[] = [
  mode('a deletion whose status never ends', { watchlists: { deletionStatus: 'stuck' } }),
  mode('rows of a file that are ignored', { watchlists: { rawContent: 'ignored' } }),
  mode('an etag that nobody looks at', { etags: { body: 'ignored', headers: 'ignored' } }),
  {
    name: 'content, a row of theirs between plan and look',
    parts: ({ workspace }) => ({ meanwhile: () => workspace.act('PUT', ROW, theirs) }),
  },
  {
    name: 'content, a row of theirs between look and write',
    faults: ({ workspace }) => [
      {
        id: 'window row',
        when: { method: 'PUT', path: '/watchlists/list1/watchlistItems/', calls: [1] },
        effect: { kind: 'overtaken', method: 'PUT', path: `${workspace.path}/${ROW}`, body: JSON.stringify(theirs) },
      },
    ],
  },
  {
    name: 'content, a list of theirs under the new alias',
    parts: ({ workspace }) => ({
      meanwhile: () =>
        workspace.act('PUT', `${SENTINEL}/watchlists/list3?${VERSION}`, {
          properties: { displayName: 'Theirs', provider: 'Microsoft', itemsSearchKey: 'User' },
        }),
    }),
  },
  {
    name: 'content, a row of theirs before the plan',
    prepare: ({ workspace }) => workspace.act('PUT', ROW, theirs),
  },
  {
    name: 'content, a list that somebody deleted',
    prepare: ({ workspace }) => workspace.act('DELETE', `${SENTINEL}/watchlists/list4?${VERSION}`),
  },
  ...(['skippedPage', 'endedList', 'repeatedPage'] as const).map((kind): FaultCase => ({
    name: `content, ${kind} of rows`,
    early: true,
    faults: () => [{ id: kind, when: { method: 'GET', path: '/watchlistItems?', calls: [1] }, effect: { kind } }],
  })),
];

/** What goes wrong with watchlists and functions. */
export function contentCases(): readonly FaultCase[] {
  const all = [...requestCases(PLACES), ...CASES];
  return all.map((one): FaultCase => ({ ...one, of: 'content' }));
}
