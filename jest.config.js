/**
 * Unit tests run on the sources. Slow tests run the built program and real tools. Exhaustive tests repeat what a slow test samples: kills at
 * random points, crowds of processes, every case of a table, property tests at full size.
 */
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const swc = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

// The checks that the build compiled for the built-in schemas, which take half a second in every test file otherwise. They are stored by the
// digest of their schema, so those of an earlier build are not used. Without a build, Ajv compiles the schemas.
const validators = join(__dirname, 'packages', 'spec', 'dist', 'schema', 'validators', 'index.js');

const common = {
  rootDir: __dirname,
  // Not the portal, which is a workspace of its own with far more files.
  roots: ['<rootDir>/packages', '<rootDir>/test', '<rootDir>/examples', '<rootDir>/scripts'],
  testEnvironment: 'node',
  // The evaluator of CEL has ES modules only.
  transform: {
    '^.+\\.ts$': ['@swc/jest', swc],
    '/@marcbachmann/cel-js/.+\\.js$': ['@swc/jest', { ...swc, jsc: { target: 'es2022' } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!.*@marcbachmann/cel-js/)'],
  moduleNameMapper: {
    ...(existsSync(validators) && { '^\\./validators$': validators }),
    '^@goldenpath/([a-z-]+)$': '<rootDir>/packages/$1/src',
    '^@goldenpath/testing/(.*)$': '<rootDir>/packages/testing/src/$1',
    '^@goldenpath/extension/terraform$': '<rootDir>/packages/extension/src/terraform',
    '^@goldenpath/fleet/github$': '<rootDir>/packages/fleet/src/github/client',
    // What is imported when it is needed is named as Node finds it once it is compiled.
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['/dist/'],
  setupFilesAfterEnv: ['<rootDir>/packages/testing/src/patience.js'],
};

module.exports = {
  // Jest leaves one core alone by default, which on two cores is half of them.
  maxWorkers: '100%',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/packages/*/test/**/*.test.ts', '<rootDir>/test/unit/**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'slow',
      testMatch: ['<rootDir>/packages/*/test/**/*.slow.ts', '<rootDir>/test/slow/**/*.slow.ts'],
    },
    {
      ...common,
      displayName: 'exhaustive',
      testMatch: ['<rootDir>/packages/*/test/**/*.exhaustive.ts', '<rootDir>/test/exhaustive/**/*.exhaustive.ts'],
    },
  ],
};
