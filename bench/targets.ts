import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { plan } from '../scripts/commands/plan';
import type { Io } from '../scripts/command';

// Plans for many targets from one set of rules: what it takes, and whether memory grows with the number of targets. Each
// target is an emulated workspace in this process, and empty; every tenth tunes a rule. `node dist/bench/targets.js
// TARGETS RULES`.

const [targets = 40, rules = 500] = process.argv.slice(2).map(Number);

const rule = (index: number): string => `id: 00000000-0000-4000-8000-${String(index).padStart(12, '0')}
name: Rule ${index}
version: 1.0.0
kind: Scheduled
description: Measured, not meant.
severity: Medium
queryFrequency: 1h
queryPeriod: 1d
triggerOperator: gt
triggerThreshold: 0
tactics: [Persistence]
relevantTechniques: [T1098]
query: |
  SecurityEvent
  | where EventID == ${index}
${'  | extend Copy = EventID // padding\n'.repeat(30)}`;

const name = (index: number): string => `target-${String(index).padStart(3, '0')}`;

async function main(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'bench-targets-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  try {
    const list = Array.from({ length: targets }, (_, index) => `  ${name(index)}: { kind: emulator }\n`);
    write('sentinel.config.yaml', `targets:\n${list.join('')}`);
    for (let index = 0; index < rules; index++) write(`detections/rule-${index}.yaml`, rule(index));
    for (let index = 0; index < targets; index += 10) {
      const text = 'rule: 00000000-0000-4000-8000-000000000000\nreason: Measured, not meant.\nseverity: Low\n';
      write(`detections/_tuning/${name(index)}/rule-0.yaml`, text);
    }
    let last = '';
    const io: Io = {
      stdout: (text) => void (last = text),
      stderr: () => undefined,
      stdin: () => Promise.resolve(''),
      cwd: root,
      env: {},
      now: () => new Date(),
      color: false,
      progress: false,
    };
    const started = process.hrtime.bigint();
    const before = process.resourceUsage();
    const options = { target: [], tag: [], all: true, format: 'terminal', out: 'plans', adopt: [], 'exit-code': false };
    const exit = await plan.run(options, io);
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    const { maxRSS, userCPUTime } = process.resourceUsage();
    const cpu = (userCPUTime - before.userCPUTime) / 1e6;
    process.stdout.write(
      [
        `${targets} targets, ${rules} rules: exit ${exit}, ${last.trim().split('\n').at(-1) ?? ''}`,
        `${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of processor, ${(1000 * (cpu / targets)).toFixed(0)} ms a target`,
        `at most ${(maxRSS / 1024).toFixed(0)} MiB resident; load average ${loadavg()
          .map((load) => load.toFixed(1))
          .join(' ')}`,
        '',
      ].join('\n'),
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

void main();
