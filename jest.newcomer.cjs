// A team with three hundred rules in a portal follows its guide: `npm run test:newcomer`, which CI runs too.
/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['<rootDir>/test/newcomer/*.test.ts'],
  testPathIgnorePatterns: [],
  testTimeout: 1_200_000,
};
