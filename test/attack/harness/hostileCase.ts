import type { AttackOptions } from './attackServer.ts';
import { HostileWorkspace, type Limits } from './hostileWorkspace.ts';
import { createReport } from './report.ts';

/** One workspace and what is asked in it. */
export interface Case {
  readonly name: string;
  readonly limits?: Partial<Limits>;
  /** Fills the workspace, before the server starts. */
  prepare?(workspace: HostileWorkspace): void | Promise<void>;
  readonly options?: AttackOptions | ((workspace: HostileWorkspace) => AttackOptions);
  /** Asks; what is wrong goes to `workspace.problems`. */
  run(workspace: HostileWorkspace): Promise<void>;
}

/** Runs the cases whose names match the first argument of the program, each in a workspace of its own. */
export async function runCases(cases: readonly Case[]): Promise<never> {
  const filter = new RegExp(process.argv[2] ?? '');
  const report = createReport();
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
  return report.end();
}
