/** Documents that cannot be tried, because an admission webhook takes no dry run: kubectl applies them, and so do we. */
import type { ClusterError, PlanEntry, Result } from '../api.ts';
import { comparable, diffTexts } from '../objects/cleanObject.ts';
import { overlay } from '../objects/overlay.ts';
import { isObject } from '../values.ts';
import type { JsonObject } from '../values.ts';

/** How such a document is planned; undefined where the error is another one. The preview is a guess, and says so. */
export function plannedUntried(
  { message }: ClusterError,
  object: unknown,
  read: Result<JsonObject> | undefined,
): Pick<PlanEntry, 'action' | 'diff' | 'note'> | undefined {
  const [, webhook] = /webhook "([^"]+)" does not support dry run/.exec(message) ?? [];
  if (webhook === undefined || !isObject(object)) return undefined;
  const live = read?.ok ? comparable(read.value) : undefined;
  const after = live ? overlay(live, comparable(object)) : comparable(object);
  return {
    action: live ? 'change' : 'create',
    ...(isObject(after) && { diff: diffTexts(live, after) }),
    note: `Not checked beforehand, as the admission webhook ${webhook} takes no dry run: the API server checks it when it is applied, and the preview shows the manifest laid over the object`,
  };
}
