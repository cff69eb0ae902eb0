import { fork } from 'node:child_process';
import { startEmulator } from '../../scripts/emulate';
import type { SeenRequest } from '../../scripts/emulate';
import { ARM_THROTTLING, seedState } from '../../src/emulator';
import { markOf } from '../../src/state';
import type { Owner } from '../../src/state';

/** Workspaces of the emulated service, and the rules that all of them hold at the start, with our marks. */
export interface Estate {
  readonly pageSize: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly workspaces: readonly EstateWorkspace[];
  /** Bodies by rule id. */
  readonly rules: Readonly<Record<string, unknown>>;
}

export interface EstateWorkspace {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspace: string;
  readonly owner: Owner;
}

/** The emulated service in a process of its own, with Azure's buckets, on a clock that is told the time. */
export interface Service {
  readonly url: string;
  setClock(now: number): Promise<void>;
  /** What arrived since the last call. */
  requests(): Promise<readonly SeenRequest[]>;
  close(): Promise<void>;
}

type Ask =
  | { readonly ask: 'start'; readonly estate: Estate }
  | { readonly ask: 'clock'; readonly now: number }
  | { readonly ask: 'requests' }
  | { readonly ask: 'close' };

/** Starts the service: `program` is a file that calls `serve` when its argument is `service`. */
export async function startService(program: string, estate: Estate): Promise<Service> {
  const child = fork(program, ['service'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  // One question at a time: answers come in the order of the questions.
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (question: Ask): Promise<unknown> => {
    const answer = last.then(
      async () =>
        new Promise<unknown>((resolve, reject) => {
          const gone = (): void => reject(new Error('the emulated service ended'));
          child.once('exit', gone);
          child.once('message', (message) => {
            child.off('exit', gone);
            resolve(message);
          });
          child.send(question);
        }),
    );
    last = answer;
    return answer;
  };
  const url = (await ask({ ask: 'start', estate })) as string;
  return {
    url,
    setClock: async (now) => void (await ask({ ask: 'clock', now })),
    requests: async () => (await ask({ ask: 'requests' })) as readonly SeenRequest[],
    close: async () => {
      await ask({ ask: 'close' });
      child.disconnect();
    },
  };
}

/** The other side of `startService`. */
export function serve(): void {
  let emulator: Awaited<ReturnType<typeof startEmulator>> | undefined;
  const answer = async (question: Ask): Promise<unknown> => {
    if (question.ask === 'start') {
      emulator = await startEmulator(emulated(question.estate));
      return emulator.url;
    }
    if (emulator === undefined) throw new Error('not started');
    switch (question.ask) {
      case 'clock':
        emulator.control.setClock(question.now);
        return null;
      case 'requests': {
        const seen = emulator.control.requests();
        emulator.control.forgetRequests();
        return seen;
      }
      case 'close':
        await emulator.close();
        return null;
    }
  };
  process.on('message', (question) => {
    void answer(question as Ask).then((told) => process.send?.(told));
  });
}

function emulated({ pageSize, now, workspaces, rules }: Estate): Parameters<typeof startEmulator>[0] {
  const byPath = new Map(workspaces.map((workspace) => [pathOf(workspace), workspace]));
  const state = seedState({
    workspaces: [...byPath.keys()],
    rules,
    mark: ({ ruleId, parentId }) => {
      const workspace = [...byPath].find(([path]) => parentId.startsWith(`${path}/`))?.[1];
      if (workspace === undefined) throw new Error(`nobody's workspace: ${parentId}`);
      const { owner, ...place } = workspace;
      const { id, body } = markOf({ type: 'alertRule', id: ruleId }, { owner, workspace: place });
      return { name: id, properties: body['properties'] as never };
    },
    now,
  });
  return { clock: now, state, settings: { pageSize, throttling: ARM_THROTTLING } };
}

export function pathOf({ subscriptionId, resourceGroup, workspace }: Omit<EstateWorkspace, 'owner'>): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/${workspace}`;
}
