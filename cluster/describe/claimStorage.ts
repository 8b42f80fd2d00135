/** Where the data of a claim is, or why it has no volume yet. */
import type { Cell, LinkedObject, PageSection } from '../describeApi.ts';
import { listAll } from '../requests/listAll.ts';
import { readObject, type ResourceContext } from '../requests/resources.ts';
import { at, listAt, textAt, type JsonObject } from '../values.ts';

const classes = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' };

export function isClaim({ apiVersion, kind }: LinkedObject): boolean {
  return apiVersion === 'v1' && kind === 'PersistentVolumeClaim';
}

export async function readClaimStorage(
  context: ResourceContext,
  claim: JsonObject,
  { isUsed, signal }: { readonly isUsed: boolean | undefined; readonly signal: AbortSignal },
): Promise<PageSection> {
  const volumeName = textAt(claim, 'spec', 'volumeName');
  const className = textAt(claim, 'spec', 'storageClassName');
  const volume = await objectOf(context, 'v1', 'PersistentVolume', volumeName, signal);
  const ofClass = await objectOf(context, classes.apiVersion, classes.kind, className, signal);
  const isBound = textAt(claim, 'status', 'phase') === 'Bound';
  const why = isBound ? [] : [await whyPending(context, claim, { ofClass, isUsed, signal })];
  return {
    id: 'storage',
    title: 'Storage',
    rows: [
      ...why.filter(Boolean).map((text) => [{ text: 'Why it waits' }, { text }]),
      ...volumeRows(volumeName, volume),
      ...classRows(className, ofClass),
    ],
  };
}

/** Undefined where it is not there or may not be read. */
async function objectOf(
  context: ResourceContext,
  apiVersion: string,
  kind: string,
  name: string | undefined,
  signal: AbortSignal,
): Promise<JsonObject | undefined> {
  if (name === undefined) return undefined;
  const read = await readObject(context, { apiVersion, kind, name }, signal);
  return read.ok ? read.value.object : undefined;
}

const policies: Readonly<Record<string, string>> = {
  Delete: 'Delete: the data goes with the claim',
  Retain: 'Retain: the data stays when the claim goes',
};

function volumeRows(
  name: string | undefined,
  volume: JsonObject | undefined,
): readonly (readonly Cell[])[] {
  if (name === undefined) return [];
  const link = { apiVersion: 'v1', kind: 'PersistentVolume', name };
  const policy = textAt(volume, 'spec', 'persistentVolumeReclaimPolicy') ?? '';
  const size = textAt(volume, 'spec', 'capacity', 'storage');
  const modes = listAt(volume, 'spec', 'accessModes').join(', ');
  return [
    [{ text: 'Bound to' }, { text: `volume ${name}`, link }],
    ...(size === undefined ? [] : [[{ text: 'Size of the volume' }, { text: size }]]),
    ...(modes === '' ? [] : [[{ text: 'Access modes' }, { text: modes }]]),
    ...(policy === '' ? [] : [[{ text: 'Reclaim policy' }, { text: policies[policy] ?? policy }]]),
  ];
}

function classRows(
  name: string | undefined,
  ofClass: JsonObject | undefined,
): readonly (readonly Cell[])[] {
  if (name === undefined) return [];
  const provisioner = textAt(ofClass, 'provisioner');
  const grows = at(ofClass, 'allowVolumeExpansion') === true;
  return [
    [{ text: 'Class' }, { text: name, link: { ...classes, name } }],
    ...(provisioner === undefined ? [] : [[{ text: 'Made by' }, { text: provisioner }]]),
    ...(ofClass
      ? [[{ text: 'Can grow' }, { text: grows ? 'yes' : 'no: the class does not allow it' }]]
      : []),
  ];
}

interface Pending {
  readonly ofClass: JsonObject | undefined;
  /** Undefined where it is not known. */
  readonly isUsed: boolean | undefined;
  readonly signal: AbortSignal;
}

/** Empty where it is not known. */
async function whyPending(
  context: ResourceContext,
  claim: JsonObject,
  { ofClass, isUsed, signal }: Pending,
): Promise<string> {
  const volumeName = textAt(claim, 'spec', 'volumeName');
  if (textAt(claim, 'status', 'phase') === 'Lost')
    return `Its volume ${volumeName ?? ''} is gone, and the data with it`;
  const className = textAt(claim, 'spec', 'storageClassName');
  if (volumeName !== undefined) return `It waits for volume ${volumeName}, which it names`;
  if (className === undefined)
    return at(claim, 'spec', 'storageClassName') === ''
      ? 'It wants no class: only a volume that is made by hand, fits and is free will do'
      : 'It names no class, and the cluster has no default one: a volume made by hand has to fit';
  if (!ofClass) {
    const all = await listAll(context, classes, { signal });
    if (!all.ok) return '';
    const names = all.value.flatMap((one) => textAt(one, 'metadata', 'name') ?? []);
    return names.includes(className)
      ? ''
      : `There is no class ${className}. The cluster has ${names.join(', ') || 'none'}`;
  }
  const waits = textAt(ofClass, 'volumeBindingMode') === 'WaitForFirstConsumer';
  if (waits && isUsed === undefined) return '';
  if (waits && isUsed === false)
    return `Class ${className} makes a volume once a pod uses the claim, and none does yet`;
  return `${textAt(ofClass, 'provisioner') ?? 'The provisioner'} has not made a volume yet; the events say more`;
}
