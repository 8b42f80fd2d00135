import type { AttackOptions } from '../harness/attackServer.ts';
import type { HostileWorkspace, Limits } from '../harness/hostileWorkspace.ts';

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
