import { defineConfig } from 'vitest/config';
import { unitTests } from './scripts/unitTests.ts';

const project = (name: string, include: string[], extra: object = {}) => ({
  // A loaded machine is slow, not wrong: the limit only ends what hangs.
  test: { name, include, testTimeout: 120_000, ...extra },
});

/** Three of the five suites; the two that need a running VS Code are started by scripts/test.ts. */
export default defineConfig({
  test: {
    projects: [
      project('unit', [...unitTests]),
      project('protocol', ['test/protocol/**/*.test.ts'], {}),
      project('cluster', ['test/cluster/**/*.test.ts'], {
        testTimeout: 120_000,
        hookTimeout: 900_000,
        fileParallelism: false,
      }),
      project('e2e', ['test/e2e/**/*.test.ts'], {
        testTimeout: 180_000,
        hookTimeout: 900_000,
        fileParallelism: false,
      }),
    ],
  },
});
