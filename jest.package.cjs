// The package as others install it: `npm run test:package`, which CI runs too.
/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['<rootDir>/test/package/*.test.ts'],
  testPathIgnorePatterns: [],
  testTimeout: 300_000,
};
