/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { sourceMaps: 'inline' }] },
  // Verbs are loaded by the name that they have once built.
  moduleNameMapper: { '^\\./commands/(.*)\\.js$': './commands/$1' },
  testEnvironment: 'node',
  // For slow machines: speed is measured by benches, not by tests.
  testTimeout: 90_000,
  // Two processors are two workers: most of the time goes into programs that tests start.
  maxWorkers: '100%',
  // Of minutes: `npm run test:workflows`, `npm run test:package`, `test:newcomer`, `npm run test:examples`.
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/workflows/runs.test.ts',
    '<rootDir>/test/package/',
    '<rootDir>/test/newcomer/',
    '<rootDir>/test/docs/pages-reference.test.ts',
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.sentinel/'],
};
