// Loaded before a command (`node --require`): tells, when it ends, how much memory the process had at most (kilobytes) and
// how long its threads computed (microseconds), each into the file that the environment names.
const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

const { PEAK_FILE, CPU_FILE } = process.env;
if (isMainThread && (PEAK_FILE !== undefined || CPU_FILE !== undefined)) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    if (PEAK_FILE !== undefined) writeFileSync(PEAK_FILE, String(maxRSS));
    if (CPU_FILE !== undefined) writeFileSync(CPU_FILE, String(userCPUTime + systemCPUTime));
  });
}
