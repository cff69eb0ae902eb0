/** What happened to this project's rules in an invented team, so that a report about them has something to tell. */
export type StoryEvent = StoryCommit | StoryDeployment | StoryLook | StoryPortal;

export interface StoryCommit {
  readonly kind: 'commit';
  readonly at: string;
  readonly who: Person;
  readonly subject: string;
  /** Folders under `detections/` that it brings. */
  readonly brings?: readonly string[];
  /** Edits of which it is the one that leads to the next text. */
  readonly edits?: readonly StoryEdit[];
}

/** A file as it was before an edit: the text of now, with this in place of that. */
export interface StoryEdit {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

export interface StoryDeployment {
  readonly kind: 'deploy';
  readonly at: string;
  readonly run: number;
  readonly who: Person;
  readonly approver: Person;
}

/** Somebody looks whether the workspace is as it was left. */
export interface StoryLook {
  readonly kind: 'look';
  readonly at: string;
}

/** Somebody changes a rule in the portal. */
export interface StoryPortal {
  readonly kind: 'portal';
  readonly at: string;
  readonly rule: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export type Person = 'ada' | 'ben' | 'chi';

export const PEOPLE: Readonly<Record<Person, string>> = { ada: 'Ada Meyer', ben: 'Ben Okafor', chi: 'Chi Tran' };

const SPRAY = 'detections/identity/password-spray.yaml';
const AUTHORISED_TEST = `  - name: authorised-test
    at: attempts
    scenario: Agreed security test (watchlist authorised_tests), as long as it runs
    where: IPAddress in~ ((_GetWatchlist('authorised_tests') | where todatetime(Until) > now() | project SearchKey))
    owner: soc-detection
`;

/** When the report is made. */
export const STORY_ENDS = '2026-11-24T08:00:00Z';

export const STORY: readonly StoryEvent[] = [
  {
    kind: 'commit',
    at: '2026-09-07T09:12:00Z',
    who: 'ada',
    subject: 'Remote support tools: signatures, processes, network',
    brings: ['_fixtures', '_functions', '_watchlists', 'rmm'],
  },
  {
    kind: 'commit',
    at: '2026-09-14T13:40:00Z',
    who: 'ben',
    subject: 'Identity: password spray, break glass, new countries, application credentials',
    brings: ['identity'],
  },
  { kind: 'deploy', at: '2026-09-15T08:05:00Z', run: 101, who: 'ben', approver: 'ada' },
  {
    kind: 'commit',
    at: '2026-09-28T10:21:00Z',
    who: 'chi',
    subject: 'Endpoint: LSASS dumps, rare children, recovery disabled',
    brings: ['endpoint'],
  },
  { kind: 'deploy', at: '2026-09-29T08:02:00Z', run: 117, who: 'chi', approver: 'ben' },
  {
    kind: 'commit',
    at: '2026-10-12T15:30:00Z',
    who: 'ada',
    subject: 'Cloud and network: deletions, key vaults, tunnels through DNS',
    brings: ['cloud', 'network'],
  },
  {
    kind: 'commit',
    at: '2026-10-19T09:05:00Z',
    who: 'ben',
    subject: 'Password spray: silent for agreed tests, while they run',
    edits: [{ path: SPRAY, before: '', after: AUTHORISED_TEST }],
  },
  { kind: 'deploy', at: '2026-10-20T08:04:00Z', run: 142, who: 'ben', approver: 'chi' },
  {
    kind: 'commit',
    at: '2026-11-02T11:48:00Z',
    who: 'chi',
    subject: 'Mail: inbox rules that hide, links that were clicked',
    brings: ['mail'],
  },
  {
    kind: 'commit',
    at: '2026-11-09T10:10:00Z',
    who: 'chi',
    subject: 'Password spray: 10 accounts; October had sprays of 14',
    edits: [{ path: SPRAY, before: 'let minimumAccounts = 25;', after: 'let minimumAccounts = 10;' }],
  },
  { kind: 'deploy', at: '2026-11-10T08:03:00Z', run: 163, who: 'chi', approver: 'ada' },
  {
    kind: 'portal',
    at: '2026-11-19T22:41:00Z',
    rule: 'f740b557-4dfd-4165-9b0a-b864a3e1e266',
    properties: { enabled: false },
  },
  { kind: 'look', at: '2026-11-24T06:00:00Z' },
];
