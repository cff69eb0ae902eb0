import type { Fault, FaultEffect } from '../../src/emulator';
import type { FaultCase } from './fault-case';
import { CLOCK_CASES } from './clock-cases';
import { contentCases } from './content-cases';
import { JOB_CASES } from './job-cases';
import { ledgerParts } from './ledger-parts';
import { RECOVERY_CASES } from './recovery-cases';
import { requestCases } from './request-cases';
import { OTHER_WRITES, READS, WRITES } from './steps';
import { TIME_CASES } from './time-cases';
import { rule } from './world';
import type { World } from './world';

type FaultMatch = Fault['when'];

const ALL = process.env['FAULTS_ALL'] === '1';

/** What the service says is done and is not, or is done otherwise. */
const FALSE_CASES: readonly FaultCase[] = [
  ['create', '/alertRules/n2'],
  ['update', '/alertRules/u2'],
].flatMap(([place = '', path = '']): readonly FaultCase[] =>
  (
    [
      ['200 with a field dropped, said', { kind: 'lostProperty', path: 'properties.tactics', answer: 'asStored' }],
      ['200 with a field dropped, not said', { kind: 'lostProperty', path: 'properties.tactics', answer: 'asSent' }],
      ['200 and off, said', { kind: 'changedProperty', path: 'properties.enabled', value: false, answer: 'asStored' }],
      [
        '200 and off, not said',
        { kind: 'changedProperty', path: 'properties.enabled', value: false, answer: 'asSent' },
      ],
      ['200 and not stored', { kind: 'unstored' }],
    ] as const
  ).map(([name, effect]) => ({
    name: `${place}: ${name}`,
    faults: () => [{ id: name, when: { method: 'PUT', path }, effect }],
  })),
);

const pages = (effect: FaultEffect, calls: readonly number[]): readonly Fault[] => [
  { id: effect.kind, when: { method: 'GET', path: '/alertRules?', calls }, effect },
];

/** Lists, of the plan and of the verification. */
const LIST_CASES: readonly FaultCase[] = (
  [
    ['a lost page', { kind: 'skippedPage' }],
    ['a list that ends early', { kind: 'endedList' }],
    ['a page twice', { kind: 'repeatedPage' }],
    ['a list that begins again', { kind: 'restartedList' }],
    ['an empty page', { kind: 'emptyPage' }],
    ['a link to another host', { kind: 'foreignNextLink', origin: 'http://127.0.0.2:1' }],
  ] as const
).flatMap(([name, effect]): readonly FaultCase[] => [
  { name: `plan: ${name}`, early: true, faults: () => pages(effect, [1]) },
  { name: `verify: ${name}`, faults: () => pages(effect, [1]) },
]);

const address = ({ workspace }: World, id: string): string =>
  `${workspace.path}/providers/Microsoft.SecurityInsights/alertRules/${id}?api-version=2025-07-01-preview`;

const overtaken = (world: World, when: FaultMatch, id = 'u2', words = 'overtaken'): Fault => ({
  id: words,
  when: { ...when, calls: [1] },
  effect: {
    kind: 'overtaken',
    method: 'PUT',
    path: address(world, id),
    body: JSON.stringify(rule(id, { description: 'Theirs.' }).body),
  },
});

/** Somebody else writes at the worst moment. */
const RIVAL_CASES: readonly FaultCase[] = [
  {
    name: 'an edit between plan and look',
    parts: (world) => ({ meanwhile: () => world.workspace.edit('u2', { description: 'Theirs.' }) }),
  },
  {
    name: 'an edit between look and write',
    faults: (world) => [overtaken(world, { method: 'PUT', path: '/alertRules/u2' })],
  },
  {
    name: 'an edit after a lost answer',
    faults: (world) => [
      { id: 'lost', when: { method: 'PUT', path: '/alertRules/u2', calls: [1] }, effect: { kind: 'lostAnswer' } },
      {
        ...overtaken(world, { method: 'GET', path: '/alertRules/u2' }),
        when: { method: 'GET', path: '/alertRules/u2', calls: [2] },
      },
    ],
  },
  {
    name: 'somebody creates it between plan and look',
    parts: (world) => ({ meanwhile: () => world.workspace.put('n2', rule('n2', { description: 'Theirs.' }).body) }),
  },
  {
    name: 'somebody creates it between look and write',
    faults: (world) => [overtaken(world, { method: 'PUT', path: '/alertRules/n2' }, 'n2')],
  },
  {
    name: 'somebody deletes it between plan and look',
    parts: (world) => ({ meanwhile: () => world.workspace.delete('u2') }),
  },
  {
    name: 'an edit of a rule that is to be deleted',
    parts: (world) => ({ meanwhile: () => world.workspace.edit('d1', { description: 'Wanted.' }) }),
  },
  {
    name: 'the service switches a rule off between plan and look',
    parts: (world) => ({
      meanwhile: () =>
        world.fleet.control.autoDisable({ workspace: world.workspace.path, ruleId: 'u2', reason: 'Failed.' }),
    }),
  },
  {
    name: 'the service switches a rule off after the write',
    faults: () => [
      {
        id: 'off',
        when: { method: 'GET', path: '/alertRules?', calls: [1] },
        effect: { kind: 'autoDisabled', reason: 'Failed.' },
      },
    ],
  },
];

/** The service behaves otherwise as a whole. */
const MODE_CASES: readonly FaultCase[] = [
  {
    name: 'etags ignored: an edit between plan and look',
    prepare: ({ fleet }) => fleet.control.setSettings({ etags: { body: 'ignored', headers: 'ignored' } }),
    parts: (world) => ({ meanwhile: () => world.workspace.edit('u2', { description: 'Theirs.' }) }),
  },
  {
    name: 'etags ignored: an edit in the declared window',
    prepare: ({ fleet }) => fleet.control.setSettings({ etags: { body: 'ignored', headers: 'ignored' } }),
    faults: (world) => [overtaken(world, { method: 'PUT', path: '/alertRules/u2' }, 'u2', 'window')],
  },
  ...(['lists', 'all'] as const).map((reads): FaultCase => ({
    name: `eventual consistency of ${reads}`,
    faults: ({ fleet }) => {
      fleet.control.setSettings({ consistency: { kind: 'lagging', reads, by: 'reads', amount: 5 } });
      return [];
    },
  })),
  {
    name: 'a lock on the resource group',
    faults: ({ fleet, workspace }) => {
      const scope = workspace.path.split('/providers/')[0] ?? '';
      fleet.control.setSettings({ locks: [{ scope, level: 'CanNotDelete' }] });
      return [];
    },
  },
];

/** The ledger, and the run itself. */
const RUN_CASES: readonly FaultCase[] = [
  { name: 'ledger: begin is refused, somebody was faster', parts: () => ledgerParts('moved', 'begin') },
  { name: 'ledger: begin cannot be written', parts: () => ledgerParts('full', 'begin') },
  { name: 'ledger: begin written, the answer lost', parts: () => ledgerParts('lost', 'begin') },
  { name: 'ledger: end cannot be written', parts: () => ledgerParts('full', 'end') },
  { name: 'ledger: end written, the answer lost', parts: () => ledgerParts('lost', 'end') },
  {
    name: 'cancelled before the first write',
    world: () => ({ mayWrite: false }),
    parts: () => ({ signal: AbortSignal.abort() }),
  },
  {
    name: 'refused by a guard',
    world: ({ target }) => ({
      mayWrite: false,
      target: { ...target, guards: { ...target.guards, delete: { absolute: 0, percent: null } } },
    }),
  },
  { name: 'an edit before the plan', prepare: ({ workspace }) => workspace.edit('u2', { description: 'Theirs.' }) },
  {
    name: 'an edit of a disabled rule before the plan',
    prepare: ({ workspace }) => workspace.edit('d1', { description: 'Wanted.' }),
  },
];

/** The token runs out in the middle of a run, and no new one is to be had. */
const TOKEN_CASE: FaultCase = {
  name: 'the token runs out at the third write',
  faults: () => {
    const effect = { kind: 'refusedAs', reason: 'expiredToken' } as const;
    return [
      { id: 'token', when: { method: 'PUT', path: '/alertRules/', calls: [3] }, effect },
      { id: 'token-after', when: { after: 'token' }, effect },
    ];
  },
};

export const CASES: readonly FaultCase[] = [
  ...requestCases([...WRITES, ...(ALL ? OTHER_WRITES : []), ...READS]),
  ...FALSE_CASES,
  ...LIST_CASES,
  ...RIVAL_CASES,
  ...MODE_CASES,
  ...RUN_CASES,
  ...TIME_CASES,
  ...CLOCK_CASES,
  ...RECOVERY_CASES,
  ...JOB_CASES,
  TOKEN_CASE,
  ...contentCases(),
];
