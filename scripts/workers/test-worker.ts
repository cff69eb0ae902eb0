import { parentPort, workerData } from 'node:worker_threads';
import { loadConfig } from '../targets/load-target';
import { openTestProject } from '../testing/run-project-tests';
import { takeRules } from './test-pool';
import type { TestWorkerData } from './test-pool';

/** Runs the tests of rules, with a catalog and a binder of its own. */
const data = workerData as TestWorkerData;
const project = openTestProject(data.root, loadConfig({ cwd: data.root, color: false }));
parentPort?.postMessage(takeRules(data, (path) => [project.runRule(path, data.request)]));
