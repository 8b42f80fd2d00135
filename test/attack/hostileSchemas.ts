/**
 * `npm run attack -- hostileSchemas [FILTER]`: schemas of charts and CRDs that refer to themselves, nest without end or are
 * huge, and workspaces whose files only look as if they held CRDs or releases.
 */
import { runCases } from './harness/hostileCase.ts';
import { chartSchemas } from './schemas/chartSchemas.ts';
import { kinds } from './schemas/kinds.ts';
import { scans } from './schemas/scans.ts';

await runCases([...chartSchemas, ...kinds, ...scans]);
