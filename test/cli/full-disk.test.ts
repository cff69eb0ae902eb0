import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '../../scripts/emulate';
import { ruleFile } from '../scripts/commands/project';

const PROGRAM = join(__dirname, '..', '..', 'bin', 'sentinel-rules.js');

interface Ran {
  readonly exit: number | null;
  readonly stderr: string;
}

/** Runs the built program in a shell that lets no file grow beyond so many blocks: the kernel itself breaks a write off. */
async function run(cwd: string, args: readonly string[], blocks: number | 'unlimited'): Promise<Ran> {
  const script = `ulimit -f ${blocks}; exec "$0" "$@"`;
  const child = spawn('/bin/sh', ['-c', script, process.execPath, PROGRAM, ...args], { cwd, timeout: 60_000 });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  const exit = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { exit, stderr };
}

test('a ledger that cannot be written: the kernel breaks a file off, and nothing reaches the workspace', async () => {
  const root = mkdtempSync(join(tmpdir(), 'full-disk-'));
  const emulator = await startEmulator({});
  try {
    mkdirSync(join(root, 'detections'));
    const config = `targets:\n  lab: { kind: emulator, endpoint: "${emulator.url}" }\n`;
    writeFileSync(join(root, 'sentinel.config.yaml'), config);
    const description = `Identifies one thing that matters. ${'More words. '.repeat(400)}`;
    writeFileSync(join(root, 'detections/rule-1.yaml'), ruleFile(1, { description }));
    const deploy = ['deploy', '--target', 'lab', '--yes'];
    const full = await run(root, deploy, 4);
    expect(full).toMatchObject({ exit: 3, stderr: expect.stringContaining('cannot be written') as string });
    expect(emulator.control.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
    const left = readdirSync(join(root, '.sentinel/ledger'), { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => name.includes('.json') || /(^|\/)\.[^/]+$/.test(name))).toEqual([]);
    expect(await run(root, deploy, 'unlimited')).toMatchObject({ exit: 0 });
  } finally {
    await emulator.close();
    rmSync(root, { recursive: true, force: true });
  }
}, 120_000);
