import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './manifests.ts';

/** What the systems say of their kinds, as it was built. */
export const builtClusterKinds = (): string =>
  readFileSync(join(repositoryRoot, 'dist/schemas/clusterKinds.json'), 'utf8');
