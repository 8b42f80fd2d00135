/** The tests that `npm run mutate` holds against each fault: the unit tests, and nothing that needs a cluster or an editor. */
import { defineConfig } from 'vitest/config';
import { thoroughTests, unitTests } from './unitTests.ts';

export default defineConfig({
  test: { include: [...unitTests], exclude: [...thoroughTests], testTimeout: 120_000 },
});
