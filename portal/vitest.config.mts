import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['./test/support/setup.ts'],
    // Generous: a loaded machine is slow, and a test that hangs is ended all the same.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    // A backend takes several hundred megabytes.
    maxWorkers: 1,
    server: { deps: { external: [/\/packages\/[a-z-]+\/dist\//] } },
  },
});
