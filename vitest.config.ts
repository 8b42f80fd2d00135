import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], extra: object = {}) => ({
  // A loaded machine is slow, not wrong: the limit only ends what hangs.
  test: { name, include, testTimeout: 120_000, ...extra },
});

/** Beside the modules that they are about, and in a folder of their own. */
export const unitTests = [
  '{cli,client,cluster,core,server,shared,scripts,tools}/**/*.test.ts',
  'test/unit/**/*.test.ts',
] as const;

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
