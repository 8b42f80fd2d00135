/**
 * Objects that can only be changed by deleting them and making them anew. Offered for kinds whose loss is small, for objects
 * that belong to nobody else and hold nothing back, and only if the API server would take the new one.
 */
import { exactJson } from '../../core/yaml/exactJson.ts';
import type { ClusterError, PlanEntry } from '../api.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { comparable, diffTexts } from '../objects/cleanObject.ts';
import { dryRun } from '../requests/applyRequest.ts';
import type { Sending } from '../requests/applyRequest.ts';
import { isObject, listAt, numberAt, objectAt, parseObject, textAt, without } from '../values.ts';
import type { JsonObject } from '../values.ts';
import { isFixed } from './immutableFields.ts';

interface Refused {
  readonly error: ClusterError;
  /** The object as it is. */
  readonly current: JsonObject | undefined;
  /** It was chosen to be made anew. */
  readonly isWanted: boolean;
}

/** A refused change as one that can be made anew, or as it is planned once that is wanted; undefined where it is not offered. */
export async function refusedOrAnew(
  connection: ClusterConnection,
  sending: Sending,
  { error, current, isWanted }: Refused,
): Promise<Pick<PlanEntry, 'action' | 'diff' | 'note' | 'error' | 'replaceable'> | undefined> {
  const lost = current && isFixed(error) ? lossText(current) : undefined;
  if (!current || !lost || !sending.document.name) return undefined;
  const after = await tryAnew(connection, sending);
  if (!after) return undefined;
  if (!isWanted) return { action: 'refused', error, replaceable: { lost } };
  const diff = diffTexts(comparable(current), comparable(after));
  return { action: 'replace', diff, note: `The object is deleted and made anew: ${lost}` };
}

function lossText(live: JsonObject): string | undefined {
  const metadata = objectAt(live, 'metadata');
  const isHeld =
    listAt(metadata, 'ownerReferences').length > 0 ||
    listAt(metadata, 'finalizers').length > 0 ||
    metadata.deletionTimestamp !== undefined;
  if (isHeld) return undefined;
  switch (`${String(live.apiVersion)}/${String(live.kind)}`) {
    case 'batch/v1/Job': {
      const active = numberAt(live, 'status', 'active') ?? 0;
      const running = active > 0 ? `; Pods that still run are ended (${active})` : '';
      return `its status and its Pods with their logs are lost${running}`;
    }
    case 'v1/Pod':
      return 'its logs, and all that it wrote to its own file system and to emptyDir volumes, are lost';
    case 'v1/ConfigMap':
      return 'its present data is lost, and Pods that start at that moment wait for it';
    default:
      return undefined;
  }
}

/** The new object as the server would store it, under a name of its own for the trial; undefined where it is refused. */
export async function tryAnew(
  connection: ClusterConnection,
  sending: Sending,
): Promise<JsonObject | undefined> {
  const { object, ref, document } = sending;
  if (!isObject(object)) return undefined;
  const metadata = without(objectAt(object, 'metadata'), ['name']);
  const trial = { ...object, metadata: { ...metadata, generateName: 'trial-' } };
  const tried = await dryRun(connection, {
    ...sending,
    document: { ...without(document, ['name']), text: exactJson(trial) },
    object: trial,
  });
  if (!tried.ok) return undefined;
  const made = textAt(tried.value.object, 'metadata', 'name');
  if (!made) return undefined;
  const renamed = parseObject(exactJson(tried.value.object).replaceAll(made, ref.name));
  if (!isObject(renamed)) return undefined;
  const own = without(objectAt(renamed, 'metadata'), ['generateName']);
  return { ...renamed, metadata: own };
}
