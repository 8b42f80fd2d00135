/**
 * `npm run attack -- hostileDisk [FILTER]`: workspaces that somebody else prepared, as far as the disk goes. Each has a
 * server of its own that is watched for what it reads outside, writes, connects to and starts.
 */
import { addresses } from './disk/addresses.ts';
import { archives } from './disk/archives.ts';
import { changingFiles, specialFiles } from './disk/specialFiles.ts';
import { waysOutside } from './disk/waysOutside.ts';
import { runCases } from './harness/hostileCase.ts';

await runCases([...specialFiles, ...changingFiles, ...waysOutside, ...archives, ...addresses]);
