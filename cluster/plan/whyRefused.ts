/** A refusal of the plan in words that only the live object and the manifest together give. */
import type { ClusterError, ResourceRef, Result } from '../api.ts';
import { comparable } from '../objects/cleanObject.ts';
import { withChangedFields } from './immutableFields.ts';
import { withOtherOwners } from './otherOwners.ts';
import { withServerMetadata } from '../objects/serverMetadata.ts';
import type { JsonObject } from '../values.ts';

export function whyRefused(
  error: ClusterError,
  ref: ResourceRef,
  manifest: unknown,
  read: Result<JsonObject> | undefined,
): ClusterError {
  const live = read?.ok ? read.value : undefined;
  const told = withServerMetadata(error, ref, manifest, live);
  if (told !== error) return told;
  const changed = withChangedFields(error, {
    live: live && comparable(live),
    wanted: manifest,
    ref,
  });
  return withOtherOwners(changed, manifest, live);
}
