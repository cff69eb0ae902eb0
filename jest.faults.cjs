// All of the fault matrix, all kills and all sabotages: `npm run faults`. CI runs a fixed sample with the other tests.
// `npm run faults -- --all`: at every write, instead of the first, a middle and the last one.
if (process.argv.includes('--all')) process.env.FAULTS_ALL = '1';
process.env.FAULTS_STRIDE ??= '1';
process.env.FAULTS_KILLS ??= '50';

/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['<rootDir>/test/faults/*.test.ts'],
  testTimeout: 120_000,
  reporters: ['<rootDir>/test/faults/reporter.cjs'],
};
