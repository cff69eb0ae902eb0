import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../../scripts/emulate/journal';
import { scheduled } from './bodies';
import { API_VERSION, WORKSPACE } from './pure-client';

const WRITERS = 6;
const ROUNDS = 3;
/** Each child compiles the emulator anew: seconds where others use the machine too. */
const STARTS_MS = 60_000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emulator-kill-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

async function startChild(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, [join(__dirname, 'emulator-child.cjs'), folder, '25'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: chunk.toString('utf8').trim() };
}

/** The last version of a writer's rule that was sent, and the last that was answered. */
interface Progress {
  sent: number;
  acknowledged: number;
}

const answeredIn = (all: readonly Progress[]): number => all.reduce((sum, { acknowledged }) => sum + acknowledged, 0);

const content = (writer: number, version: number) =>
  scheduled({ displayName: `rule ${writer} version ${version}`, description: 'x'.repeat(200 + 37 * (version % 11)) });

async function write(url: string, writer: number, progress: Progress): Promise<void> {
  const path = `${WORKSPACE}/providers/Microsoft.SecurityInsights/alertRules/rule-${writer}?api-version=${API_VERSION}`;
  for (;;) {
    progress.sent += 1;
    const answer = await fetch(`${url}${path}`, {
      method: 'PUT',
      body: JSON.stringify(content(writer, progress.sent)),
    });
    if (!answer.ok) throw new Error(`${answer.status}`);
    await answer.arrayBuffer();
    progress.acknowledged = progress.sent;
  }
}

test(
  'J1 J3 kill -9 in the middle of writes loses nothing that was answered, and leaves nothing half written',
  async () => {
    const progress = Array.from({ length: WRITERS }, (): Progress => ({ sent: 0, acknowledged: 0 }));
    for (let round = 1; round <= ROUNDS; round += 1) {
      const { child, url } = await startChild();
      const before = answeredIn(progress);
      const writers = Promise.allSettled(progress.map(async (each, writer) => write(url, writer, each)));
      const killAt = performance.now() + 80 + 70 * round;
      while (performance.now() < killAt || answeredIn(progress) < before + WRITERS) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      child.kill('SIGKILL');
      await once(child, 'exit');
      const ended = await writers;
      expect(ended.map(({ status }) => status)).toEqual(progress.map(() => 'rejected'));
      expect(answeredIn(progress)).toBeGreaterThan(before);

      const journal = await openJournal(folder);
      const rules = journal.state.workspaces[WORKSPACE.toLowerCase()]?.collections.alertRules ?? {};
      await journal.close();
      for (const [writer, each] of progress.entries()) {
        const { displayName, description } = rules[`rule-${writer}`]?.properties ?? {};
        const version = Number(/version (\d+)$/.exec(displayName as string)?.[1]);
        expect(version).toBeGreaterThanOrEqual(each.acknowledged);
        expect(version).toBeLessThanOrEqual(each.sent);
        expect({ displayName, description }).toEqual({
          displayName: content(writer, version).properties.displayName,
          description: (content(writer, version).properties as Record<string, unknown>)['description'],
        });
      }
    }
  },
  STARTS_MS,
);
