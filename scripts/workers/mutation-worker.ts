import { parentPort, workerData } from 'node:worker_threads';
import { UsageError } from '../command';
import type { Equivalent } from '../mutation/equivalents';
import { openJudgeProject } from '../mutation/judge';
import type { Tally } from '../mutation/report';
import { tallyOf } from '../mutation/tally';

export interface MutationWorkerData {
  readonly root: string;
  /** Rules and folders of them, as the person gave them. */
  readonly paths: readonly string[];
  readonly now: Date;
  readonly listed: readonly Equivalent[];
  readonly fault: string;
}

/** What became of a rule's faults, or why nothing can be said of them. */
export type MutationReply = { readonly tally: Tally } | { readonly usage: string };

/** Judges the faults of rules, whose paths it is sent, one after the other, with a catalog and a binder of its own. */
const { root, paths, now, listed, fault } = workerData as MutationWorkerData;
const project = openJudgeProject(root, paths, now);

function replyTo(path: string): MutationReply {
  const loaded = project.rules.find((rule) => rule.path === path);
  if (loaded === undefined) throw new Error(`there was a rule ${path} when the run began`);
  try {
    return { tally: tallyOf(loaded, project, { listed, fault }) };
  } catch (error) {
    if (error instanceof UsageError) return { usage: error.message };
    throw error;
  }
}

parentPort?.on('message', (path: string) => parentPort?.postMessage(replyTo(path)));
parentPort?.postMessage('ready');
