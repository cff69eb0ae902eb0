// Every example of `--help` and the reference, run by the built command line: `npm run test:examples`, which CI runs too.
/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['<rootDir>/test/docs/pages-reference.test.ts'],
  testPathIgnorePatterns: [],
  testTimeout: 600_000,
};
