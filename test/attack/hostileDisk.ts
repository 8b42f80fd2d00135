/**
 * `npm run attack -- hostileDisk [FILTER]`: workspaces that somebody else prepared, as far as the disk goes. Each has a
 * server of its own that is watched for what it reads outside, writes, connects to and starts.
 */
import { addresses } from './disk/addresses.ts';
import { archives } from './disk/archives.ts';
import { changingFiles, specialFiles } from './disk/specialFiles.ts';
import { waysOutside } from './disk/waysOutside.ts';
import { createReport } from './harness/report.ts';
import { HostileWorkspace } from './harness/hostileWorkspace.ts';

const filter = new RegExp(process.argv[2] ?? '');
const report = createReport();
const cases = [...specialFiles, ...changingFiles, ...waysOutside, ...archives, ...addresses];
for (const { name, limits, prepare, options = {}, run } of cases) {
  if (!filter.test(name)) continue;
  const workspace = new HostileWorkspace(limits);
  try {
    await prepare?.(workspace);
    await workspace.start(typeof options === 'function' ? options(workspace) : options);
    await run(workspace);
  } catch (error) {
    workspace.problems.push(`the case failed: ${(error as Error).stack ?? String(error)}`);
  }
  await workspace.end(name, report);
}
report.end();
