// Asks whose log is to be shown, where a command does not say it: which object, and which of its containers.
import type { CommandContext } from '../commands/command.ts';
import type { FolderKind, ClusterService, LogRequest } from '../../cluster/api.ts';
import type { ShownLog } from './logDocuments.ts';
import { resourceTarget } from './pickTarget.ts';
import { withProgress } from './questions.ts';
import { pickOne, showError, showInformation } from './window.ts';

const allContainers = 'All containers';

/** Undefined where the user goes back, or there is none; that has been told. */
export async function pickLogs(
  ctx: CommandContext,
  target: unknown,
  how: Pick<LogRequest, 'isPrevious' | 'sinceSeconds' | 'tailLines'>,
): Promise<ShownLog | undefined> {
  const found = await resourceTarget(ctx, target, hasLogs);
  if (!found) return undefined;
  const { session, ref } = found;
  const containers = await withProgress(
    `Reading the containers of ${ref.kind} ${ref.name}`,
    (signal) => session.logs.containers(ref, signal),
  );
  if (!containers.ok) {
    if (containers.error.code !== 'cancelled') void showError(containers.error.message);
    return undefined;
  }
  const { value: names } = containers;
  if (names.length === 0 && ref.kind === 'Pod') {
    void showInformation(`Pod ${ref.name} does not exist any more`);
    return undefined;
  }
  if (names.length < 2) return { session, request: { ref, ...how }, containers: names.length };
  const picked = await pickOne(
    [
      { label: allContainers, description: names.join(', ') },
      ...names.map((name) => ({ label: name, name })),
    ],
    { title: `Log of ${ref.kind} ${ref.name}`, placeHolder: 'Which container?' },
  );
  if (!picked) return undefined;
  const container = 'name' in picked ? picked.name : undefined;
  return {
    session,
    request: { ref, ...how, ...(container !== undefined && { container }) },
    containers: container === undefined ? names.length : 1,
  };
}

function hasLogs(kind: FolderKind, service: ClusterService): boolean {
  return (kind.apiVersion === 'v1' && kind.kind === 'Pod') || service.hasPods(kind);
}
