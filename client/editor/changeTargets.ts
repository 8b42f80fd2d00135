// Which objects a command changes: all that are selected in the tree, the one of the menu, or one that is asked for.
import type {
  ClusterSession,
  FolderKind,
  ClusterService,
  ResourceSummary,
} from '../../cluster/api.ts';
import type { CommandContext } from '../commands/command.ts';
import { isResourceNode } from '../explorer/nodes/node.ts';
import type { ChangeTarget } from './changeObjects.ts';
import { resourceTarget } from './pickTarget.ts';
import { showError } from './window.ts';

export interface ChangeTargets {
  readonly session: ClusterSession;
  readonly targets: readonly ChangeTarget[];
}

export interface Changeable {
  /** Whether an object can be changed so as it is now. */
  readonly object: (summary: ResourceSummary) => boolean;
  /** Whether objects of a kind can be. */
  readonly kind: (kind: FolderKind, service: ClusterService) => boolean;
}

/** Of those that are selected, the ones that can be changed so. Undefined when there are none or the user left. */
export async function changeTargets(
  ctx: CommandContext,
  target: unknown,
  selection: unknown,
  changeable: Changeable,
): Promise<ChangeTargets | undefined> {
  const selected: readonly unknown[] = Array.isArray(selection) ? selection : [];
  const several = selected
    .filter(isResourceNode)
    .filter(({ summary }) => changeable.object(summary));
  if (
    several.length > 1 &&
    several.some(({ contextName }) => contextName !== several[0]?.contextName)
  ) {
    void showError('Objects of several contexts are selected. Select those of one context');
    return undefined;
  }
  const found = await resourceTarget(ctx, several[0] ?? target, changeable.kind);
  if (!found) return undefined;
  const { session, ref, uid } = found;
  const targets = several.length > 1 ? several : [{ ref, ...(uid !== undefined && { uid }) }];
  return { session, targets };
}
