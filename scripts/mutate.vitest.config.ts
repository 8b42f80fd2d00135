/** The tests that `npm run mutate` holds against each fault: the unit tests, and nothing that needs a cluster or an editor. */
import { defineConfig } from 'vitest/config';
import { unitTests } from './unitTests.ts';

export default defineConfig({ test: { include: [...unitTests], testTimeout: 120_000 } });
