// The workflows of .github as they are, run step by step: `npm run test:workflows`, which CI runs too.
/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['<rootDir>/test/workflows/runs.test.ts'],
  testPathIgnorePatterns: [],
  testTimeout: 600_000,
};
