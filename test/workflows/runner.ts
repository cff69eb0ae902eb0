import { spawn } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { evaluateAll, fill } from './evaluate';
import type { Contexts } from './evaluate';
import { needsOf, ROOT, workflowIn, workflowOf } from './model';
import type { Job, Step } from './model';

/** A run of a workflow on this machine: the `run:` steps as they are, actions of others by what they do. */
export interface RunRequest {
  readonly workflow: string;
  /** Folder of the workflows and what they call this program, if they are not those of this repository. */
  readonly written?: { readonly folder: string; readonly action: string };
  /** A bare repository; jobs check out from it. */
  readonly origin: string;
  /** The `github` context; `event` is also the event file. */
  readonly github: Readonly<Record<string, unknown>> & { readonly sha: string };
  readonly vars?: Readonly<Record<string, string>>;
  /** What the environment of every step has besides. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called before a job's first step. */
  readonly before?: (job: string) => Promise<void> | void;
  /** "Re-run failed jobs" of a run: jobs that succeeded keep their results, and artifacts stay. */
  readonly again?: WorkflowRun;
}

export interface WorkflowRun {
  readonly results: Readonly<Record<string, JobResult>>;
  /** Folder of the run's artifacts. */
  readonly artifacts: string;
}

export interface JobResult {
  readonly result: 'success' | 'failure' | 'skipped';
  readonly name: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly steps: readonly StepResult[];
  readonly summary: string;
}

export interface StepResult {
  readonly name: string;
  readonly exit: number;
  readonly output: string;
}

/** Runs the jobs in the order of their needs. */
export async function runWorkflow(request: RunRequest): Promise<WorkflowRun> {
  const { workflow, written } = request;
  const { jobs } = written === undefined ? workflowOf(workflow) : workflowIn(written.folder, workflow);
  const artifacts = request.again?.artifacts ?? mkdtempSync(join(tmpdir(), 'artifacts-'));
  const results: Record<string, JobResult> = {};
  const before = request.again?.results ?? {};
  for (const [id, job] of Object.entries(jobs)) {
    // what failed runs again, with all that needs it
    const chain = [id, ...ancestorsOf(job, jobs)];
    const kept = before[id];
    if (kept !== undefined && chain.every((each) => before[each]?.result === 'success')) results[id] = kept;
  }
  let left = Object.entries(jobs).filter(([id]) => results[id] === undefined);
  while (left.length > 0) {
    const ready = left.filter(([, job]) => needsOf(job).every((need) => results[need] !== undefined));
    if (ready.length === 0) throw new Error('jobs need each other in a circle');
    for (const [id, job] of ready) results[id] = await runJob(id, job, { request, results, artifacts });
    left = left.filter(([id]) => results[id] === undefined);
  }
  return { results, artifacts };
}

/** Jobs that a job needs, and those that they need. */
function ancestorsOf(job: Job, jobs: Readonly<Record<string, Job>>): readonly string[] {
  return needsOf(job).flatMap((need) => {
    const found = jobs[need];
    return found === undefined ? [need] : [need, ...ancestorsOf(found, jobs)];
  });
}

interface World {
  readonly request: RunRequest;
  readonly results: Readonly<Record<string, JobResult>>;
  readonly artifacts: string;
}

async function runJob(id: string, job: Job, { request, results, artifacts }: World): Promise<JobResult> {
  const needs = Object.fromEntries(needsOf(job).map((need) => [need, results[need]]));
  const contexts = { github: request.github, vars: request.vars ?? {}, needs };
  // A job that was skipped or failed anywhere before it counts, not only among those that it names.
  const { jobs } = workflowOf(request.workflow);
  const bad = ancestorsOf(job, jobs).some((need) => results[need]?.result !== 'success');
  const name = fill(job.name ?? id, contexts);
  if (!holds(job.if, contexts, bad ? 'failure' : 'success'))
    return { result: 'skipped', name, outputs: {}, steps: [], summary: '' };
  await request.before?.(id);
  const folder = mkdtempSync(join(tmpdir(), `job-${id}-`));
  const machine: Machine = {
    workspace: join(folder, 'work'),
    temp: join(folder, 'temp'),
    artifacts,
    request,
    paths: [],
  };
  for (const each of [machine.workspace, machine.temp]) mkdirSync(each);
  for (const file of ['output', 'summary', 'env', 'path']) writeFileSync(join(machine.temp, file), '');
  writeFileSync(join(machine.temp, 'event.json'), JSON.stringify(request.github['event'] ?? {}));
  const steps: Record<string, { readonly outputs: Readonly<Record<string, string>> }> = {};
  const told: StepResult[] = [];
  let failed = false;
  for (const step of job.steps) {
    const inside = {
      ...contexts,
      steps,
      env: {},
      runner: { temp: machine.temp },
      github: { ...request.github, token: request.env?.['GITHUB_TOKEN'] ?? '' },
    };
    if (!holds(step.if, inside, failed ? 'failure' : 'success')) continue;
    const { exit, output, outputs } = await runStep(step, machine, inside);
    if (step.id !== undefined) steps[step.id] = { outputs };
    told.push({ name: step.name ?? step.uses ?? '', exit, output });
    if (exit !== 0 && step['continue-on-error'] !== true) failed = true;
  }
  const outputs = Object.fromEntries(
    Object.entries(job.outputs ?? {}).map(([key, text]) => [key, fill(text, { ...contexts, steps })]),
  );
  return {
    result: failed ? 'failure' : 'success',
    name,
    outputs,
    steps: told,
    summary: readFileSync(join(machine.temp, 'summary'), 'utf8'),
  };
}

/** Without a status function a condition asks for success besides. */
function holds(condition: string | undefined, contexts: Contexts, status: 'success' | 'failure'): boolean {
  const plain = (condition ?? '').replace(/^\$\{\{(.*)\}\}$/s, '$1').trim();
  if (plain === '') return status === 'success';
  const asks = /\b(?:always|success|failure|cancelled)\s*\(/.test(plain);
  const expression = asks ? plain : `success() && (${plain})`;
  const [value] = evaluateAll([{ expression, contexts, status }]);
  return value === true || (typeof value === 'string' && value !== '');
}

interface Machine {
  readonly workspace: string;
  readonly temp: string;
  readonly artifacts: string;
  readonly request: RunRequest;
  readonly paths: string[];
}

interface Done {
  readonly exit: number;
  readonly output: string;
  readonly outputs: Readonly<Record<string, string>>;
}

async function runStep(step: Step, machine: Machine, contexts: Contexts): Promise<Done> {
  const given = Object.fromEntries(
    Object.entries(step.with ?? {}).map(([key, value]) => [key, fill(String(value), contexts)]),
  );
  if (step.uses !== undefined) return useAction(step.uses, given, machine);
  const before = readFileSync(join(machine.temp, 'output'), 'utf8').length;
  const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([key, value]) => [key, fill(value, contexts)]));
  const script = join(machine.temp, 'step.sh');
  writeFileSync(script, step.run ?? '');
  const { exit, output } = await bash(script, machine, env);
  const outputs = readOutputs(readFileSync(join(machine.temp, 'output'), 'utf8').slice(before));
  return { exit, output, outputs };
}

/** What actions of others do, as far as the steps that follow see it. */
async function useAction(uses: string, given: Readonly<Record<string, string>>, machine: Machine): Promise<Done> {
  const done = (outputs: Readonly<Record<string, string>> = {}, exit = 0): Done => ({ exit, output: '', outputs });
  const { written } = machine.request;
  const action = written?.action === uses ? './' : (uses.split('@')[0] ?? '');
  switch (action) {
    case 'actions/checkout': {
      const script = join(machine.temp, 'checkout.sh');
      writeFileSync(script, 'git clone --quiet "$ORIGIN" . && git checkout --quiet --detach "$SHA"');
      const { exit, output } = await bash(script, machine, {
        ORIGIN: machine.request.origin,
        SHA: given['ref'] ?? machine.request.github.sha,
      });
      return { exit, output, outputs: {} };
    }
    case './': {
      const bin = join(machine.temp, 'bin');
      mkdirSync(bin, { recursive: true });
      const program = join(ROOT, 'bin', 'sentinel-rules.js');
      writeFileSync(join(bin, 'sentinel-rules'), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`, {
        mode: 0o755,
      });
      machine.paths.push(bin);
      return done();
    }
    case 'actions/upload-artifact': {
      const from = resolve(machine.workspace, given['path'] ?? '');
      if (!existsSync(from)) return done({}, given['if-no-files-found'] === 'error' ? 1 : 0);
      const to = join(machine.artifacts, given['name'] ?? 'artifact');
      mkdirSync(to, { recursive: true });
      cpSync(from, from.endsWith('.md') ? join(to, basename(from)) : to, { recursive: true });
      return done({ 'artifact-id': given['name'] ?? 'artifact' });
    }
    case 'actions/download-artifact': {
      const to = resolve(machine.workspace, given['path'] ?? '.');
      const one = given['name'] ?? given['artifact-ids'];
      const names =
        one === undefined
          ? readdirSync(machine.artifacts).filter((name) => matches(given['pattern'] ?? '', name))
          : [one];
      for (const name of names) {
        const from = join(machine.artifacts, name);
        if (!existsSync(from)) return done({}, 1);
        cpSync(from, one === undefined ? join(to, name) : to, { recursive: true });
      }
      return done();
    }
    case 'azure/login':
    case 'github/codeql-action/upload-sarif':
    case 'actions/attest-build-provenance':
      return done();
    default:
      throw new Error(`nobody said what ${uses} does`);
  }
}

function matches(pattern: string, name: string): boolean {
  return /^\{(.*)\}$/.exec(pattern)?.[1]?.split(',').includes(name) ?? pattern === name;
}

async function bash(
  script: string,
  machine: Machine,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly exit: number; readonly output: string }> {
  const { workspace, temp, request, paths } = machine;
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    cwd: workspace,
    env: {
      PATH: [...paths.toReversed(), process.env['PATH'] ?? ''].join(':'),
      HOME: temp,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GIT_CONFIG_COUNT: '2',
      GIT_CONFIG_KEY_0: 'user.name',
      GIT_CONFIG_VALUE_0: 'runner',
      GIT_CONFIG_KEY_1: 'user.email',
      GIT_CONFIG_VALUE_1: 'runner@example.com',
      GITHUB_OUTPUT: join(temp, 'output'),
      GITHUB_STEP_SUMMARY: join(temp, 'summary'),
      GITHUB_ENV: join(temp, 'env'),
      GITHUB_PATH: join(temp, 'path'),
      GITHUB_EVENT_PATH: join(temp, 'event.json'),
      GITHUB_SHA: request.github.sha,
      RUNNER_TEMP: temp,
      ...withoutToken(request.env ?? {}),
      ...env,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exit = await new Promise<number>((done) => child.on('close', (code) => done(code ?? 1)));
  appendFileSync(join(temp, 'log'), output);
  return { exit, output };
}

/** A token is there only where a step asks for it. */
function withoutToken(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).filter(([key]) => key !== 'GITHUB_TOKEN'));
}

/** `name=value` lines and `name<<END` blocks (docs.github.com, workflow commands). */
export function readOutputs(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const block = /^([^=<]+)<<(.+)$/.exec(line);
    if (block !== null) {
      const [, name = '', end = ''] = block;
      const stop = lines.indexOf(end, at + 1);
      outputs[name] = lines.slice(at + 1, stop).join('\n');
      at = stop;
    } else if (line.includes('=')) outputs[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1);
  }
  return outputs;
}
