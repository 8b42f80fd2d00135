import { defineConfig } from 'vitest/config';
import { thoroughTests, unitTests } from './scripts/unitTests.ts';

const project = (name: string, include: string[], extra: object = {}) => ({
  // A loaded machine is slow, not wrong: the limit only ends what hangs.
  test: { name, include, testTimeout: 120_000, ...extra },
});

/** All suites but the one in a running VS Code, which scripts/test.ts starts. */
export default defineConfig({
  test: {
    projects: [
      // One module graph for all files of a process: a quarter of the time went into loading the same modules for each.
      project('unit', [...unitTests], { exclude: [...thoroughTests], isolate: false }),
      project('thorough', [...thoroughTests]),
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
