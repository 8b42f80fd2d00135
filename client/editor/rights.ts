// Whether the user may do what a command is about to ask for: asked of the cluster first, so that nobody answers questions in vain.
import type { RightId } from '../../cluster/actionsApi.ts';
import type { ClusterSession } from '../../cluster/api.ts';
import { explorerViewId } from '../explorer/viewId.ts';
import type { ChangeTarget } from './changeObjects.ts';
import { showError, showProgressInView } from './window.ts';

/** True where the user may not do it to one of the objects, which has been told. */
export function lacksRight(
  { rights }: Pick<ClusterSession, 'rights'>,
  right: RightId,
  targets: readonly Pick<ChangeTarget, 'ref'>[],
): Thenable<boolean> {
  return showProgressInView(explorerViewId, async () => {
    for (const { ref } of targets) {
      const refusal = await rights.refusal(right, ref);
      if (refusal === undefined) continue;
      void showError(refusal);
      return true;
    }
    return false;
  });
}
