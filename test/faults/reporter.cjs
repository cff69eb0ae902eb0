// Progress on a terminal, and in the end: figure, target, met or missed.
const SEED = 20_260_110;

class FaultsReporter {
  done = 0;
  failed = [];
  counts = { faults: [0, 0], sabotage: [0, 0], kills: [0, 0] };

  onTestCaseResult({ path }, { status, fullName, failureMessages }) {
    const room = /(\w+)\.test\.ts$/.exec(path)?.[1] ?? '';
    const count = this.counts[room];
    if (count === undefined || status === 'pending') return;
    count[0] += 1;
    if (status === 'failed') {
      count[1] += 1;
      this.failed.push(`${fullName}\n${failureMessages.join('\n').split('\n').slice(0, 12).join('\n')}`);
    }
    this.done += 1;
    if (process.stderr.isTTY) process.stderr.write(`\r${this.done} cases, ${this.failed.length} with a violation`);
  }

  onRunComplete(_contexts, { startTime, numRuntimeErrorTestSuites }) {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    for (const one of this.failed) process.stdout.write(`${one}\n\n`);
    const { faults, sabotage, kills } = this.counts;
    const minutes = (Date.now() - startTime) / 60_000;
    const rows = [
      ['fault cases', faults[0], '> 0', faults[0] > 0],
      ['  with a violation', faults[1], '0', faults[1] === 0],
      [`kills and races (seed ${SEED})`, kills[0], '> 0', kills[0] > 0],
      ['  with a violation', kills[1], '0', kills[1] === 0],
      [
        'sabotages caught',
        `${sabotage[0] - sabotage[1]}/${sabotage[0]}`,
        '12/12',
        sabotage[0] === 12 && sabotage[1] === 0,
      ],
      ['suites that could not run', numRuntimeErrorTestSuites, '0', numRuntimeErrorTestSuites === 0],
      ['minutes', minutes.toFixed(1), '<= 10', minutes <= 10],
    ];
    for (const [figure, value, target, met] of rows) {
      process.stdout.write(
        `${figure.padEnd(34)} ${String(value).padStart(6)}   ${target.padEnd(6)} ${met ? 'met' : 'missed'}\n`,
      );
    }
    this.missed = rows.some(([, , , met]) => !met);
  }

  getLastError() {
    return this.missed ? new Error('a target was missed') : undefined;
  }
}

module.exports = FaultsReporter;
