import { parentPort } from 'node:worker_threads';
import { fuzzOne } from '../fuzz-kql/fuzz-one';

/** Generates and runs one query per seed. */
parentPort?.on('message', (seed: number) => parentPort?.postMessage(fuzzOne(seed)));
parentPort?.postMessage('ready');
