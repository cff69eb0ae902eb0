// Five hundred mutations of a ledger: `npm run tamper`. CI tries a fixed sample with the other tests.
process.env.TAMPER_CASES ??= '500';

/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['<rootDir>/test/audit/tamper/*.test.ts'],
  testTimeout: 300_000,
};
