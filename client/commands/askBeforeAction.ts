// What some actions ask for before they are planned: how many, how large, which revision.
import type { ActionInput, Revision } from '../../cluster/actionsApi.ts';
import type { ClusterSession, Result } from '../../cluster/api.ts';
import { refText } from '../../cluster/applyFlow/words.ts';
import type { ChangeTarget } from '../editor/changeObjects.ts';
import { showDifference } from '../editor/clusterDocument.ts';
import { withProgress } from '../editor/questions.ts';
import type { VirtualDocuments } from '../editor/virtualDocuments.ts';
import { askForText, pickOne, showError, showInformation } from '../editor/window.ts';

/** Undefined where the user left, or it cannot be read, which has been told. */
export async function askForReplicas(
  session: ClusterSession,
  targets: readonly ChangeTarget[],
): Promise<ActionInput | undefined> {
  const now = await readOfFirst(targets, (first, signal) =>
    session.actions.replicasOf(first, signal),
  );
  if (now === undefined) return undefined;
  const typed = await askForText({
    title: `Scale ${namesOf(targets)} in ${session.context.name}`,
    prompt: targets.length === 1 ? `Replicas, now ${now}` : 'Replicas of each',
    value: String(now),
    validateInput: (text) => (/^\d{1,9}$/.test(text) ? undefined : 'Type a number, 0 or more'),
  });
  return typed === undefined ? undefined : { replicas: Number(typed) };
}

export async function askForSize(
  session: ClusterSession,
  targets: readonly ChangeTarget[],
): Promise<ActionInput | undefined> {
  const now = await readOfFirst(targets, (first, signal) => session.actions.sizeOf(first, signal));
  if (now === undefined) return undefined;
  const size = await askForText({
    title: `Expand ${namesOf(targets)} in ${session.context.name}`,
    prompt: targets.length === 1 ? `New size, now ${now}` : 'New size of each',
    value: now,
    validateInput: (text) =>
      /^\d+(?:\.\d+)?(?:[kMGTPE]|[KMGTPE]i)?$/.test(text)
        ? undefined
        : 'Type a size such as 20Gi, above the one of now',
  });
  return size === undefined ? undefined : { size };
}

const goOn = 'Go on';
const another = 'Look at another revision';

/** Shows what each revision that is picked would change, until the user goes on with one. */
export async function askForRevision(
  session: ClusterSession,
  targets: readonly ChangeTarget[],
  documents: VirtualDocuments,
): Promise<ActionInput | undefined> {
  const revisions = await readOfFirst(targets, (first, signal) =>
    session.actions.revisionsOf(first, signal),
  );
  if (revisions === undefined) return undefined;
  const what = namesOf(targets);
  if (revisions.length < 2) {
    void showInformation(`${what} has no earlier revision to go back to`);
    return undefined;
  }
  const title = `Roll back ${what} in ${session.context.name}`;
  for (;;) {
    const picked = await pickOne(revisions.map(itemOf), {
      title,
      placeHolder: 'To which revision?',
    });
    if (!picked) return undefined;
    const { number, texts } = picked.revision;
    await showDifference(documents, `${what}: now ↔ revision ${number}`, texts);
    const answers = [
      { label: goOn, icon: 'debug-step-back', detail: `Roll back to revision ${number}` },
      { label: another, icon: 'history' },
      { label: 'Cancel', icon: 'close', detail: 'Nothing is changed' },
    ];
    // Not modal: what would change stands behind it.
    const answer = await pickOne(answers, { title, ignoreFocusOut: true });
    if (answer?.label === goOn) return { revision: number };
    if (answer?.label !== another) return undefined;
  }
}

function itemOf(revision: Revision) {
  const { number, isInUse, images, createdAt, cause } = revision;
  return {
    label: `Revision ${number}`,
    description: [isInUse ? 'in use' : '', createdAt ?? ''].filter(Boolean).join(' · '),
    detail: [cause, images.join(', ')].filter(Boolean).join(' · '),
    revision,
  };
}

async function readOfFirst<T>(
  [first]: readonly ChangeTarget[],
  read: (first: ChangeTarget, signal: AbortSignal) => Promise<Result<T>>,
): Promise<T | undefined> {
  if (!first) return undefined;
  const now = await withProgress(`Reading ${refText(first.ref)}`, (signal) => read(first, signal));
  if (now.ok) return now.value;
  if (now.error.code !== 'cancelled') void showError(now.error.message);
  return undefined;
}

function namesOf(targets: readonly ChangeTarget[]): string {
  const [first] = targets;
  return targets.length === 1 && first ? refText(first.ref) : `${targets.length} objects`;
}
