/**
 * The dry run before an apply: what the API server says every document would do, without changing anything.
 * Documents are asked about side by side; what an earlier document makes (a namespace, a kind) is looked at after.
 */
import type { ManifestDocument } from '../../core/model/manifestDocuments.ts';
import { parseExactManifest } from '../../core/model/manifestDocuments.ts';
import type { ClusterError, Plan, PlanEntry, PlanOptions, ResourceRef, Result } from '../api.ts';
import { dryRun } from '../requests/applyRequest.ts';
import type { Sending, Sent } from '../requests/applyRequest.ts';
import { comparable, diffTexts } from '../objects/cleanObject.ts';
import { deletionText } from '../objects/deletion.ts';
import { movedResource } from '../discovery/discovery.ts';
import type { ApiResource } from '../discovery/discovery.ts';
import { cancelled, clusterError } from '../errors/errors.ts';
import { PARALLEL } from '../inParallel.ts';
import { plannedUntried } from './noDryRun.ts';
import { inputOfTool } from './otherTools.ts';
import { refusedOrAnew } from './planAnew.ts';
import type { PlannedDetails, Planner } from './planner.ts';
import { planOrder } from './planOrder.ts';
import { patient } from '../http/backOff.ts';
import { readAndTry, whyUnread } from './liveAndDryRun.ts';
import { markOf } from '../objects/liveMark.ts';
import { plannedChange } from './plannedChange.ts';
import { triedUnbound, unboundNote } from './unbound.ts';
import { whyRefused } from './whyRefused.ts';
import { planInTheWay, plannedInTheWay } from './inTheWay.ts';
import { planWithoutPatch } from './withoutPatch.ts';
import { textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';

export async function planDocuments(
  impatient: Planner,
  documents: readonly ManifestDocument[],
  options: PlanOptions = {},
): Promise<Result<Plan>> {
  const { signal, force = [], removeLeft = [], replace = [], onProgress, onWait } = options;
  const connection = patient(impatient.connection, onWait);
  const planner = { ...impatient, connection, guess: { isNew: false, isSilent: false } };
  const entries: PlanEntry[] = [];
  let failure: ClusterError | undefined;
  let next = 0;
  let done = 0;
  // When as many as are asked about at the same time get no answer, one after the other, the plan ends.
  let unanswered = 0;
  const worker = async () => {
    for (;;) {
      const position = next++;
      const document = documents[position];
      if (!document || failure || signal?.aborted) return;
      const entry = await planDocument(planner, document, {
        force: force.includes(document.index),
        removeLeft: removeLeft.includes(document.index),
        replace: replace.includes(document.index),
        ...(signal && { signal }),
      });
      unanswered = entry.error?.code === 'timeout' ? unanswered + 1 : 0;
      if (entry.error && (stopsEverything(entry.error) || unanswered >= PARALLEL)) {
        failure ??= entry.error;
        return;
      }
      entries[position] = entry;
      onProgress?.(++done, documents.length, entry);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  if (signal?.aborted) return cancelled();
  if (failure) return { ok: false, error: failure };
  const together = await planOrder(planner, entries, signal);
  if (signal?.aborted) return cancelled();
  return { ok: true, value: { target: planner.target, ...together } };
}

/** Failures that every other document would meet as well. */
export function stopsEverything({ code }: ClusterError): boolean {
  return [
    'unreachable',
    'tls',
    'unauthorized',
    'cancelled',
    'exec-plugin-missing',
    'exec-plugin-failed',
    'exec-plugin-timeout',
    'login-failed',
    'certificate-file-missing',
    'kubeconfig-broken',
  ].includes(code);
}

export interface HowToPlan {
  readonly force: boolean;
  readonly removeLeft?: boolean;
  readonly replace?: boolean;
  readonly signal?: AbortSignal;
}

export async function planDocument(
  planner: Planner,
  document: ManifestDocument,
  { force, removeLeft, replace, signal }: HowToPlan,
): Promise<PlanEntry> {
  const base = { index: document.index, document, warnings: [] };
  const { apiVersion, kind } = document;
  const name = document.name ?? (document.generateName && `${document.generateName}…`);
  const note = inputOfTool(document);
  if (note) return { ...base, action: 'not-applicable', note };
  if (document.problem || !apiVersion || !kind || !name) {
    const problem = document.problem ?? 'The document has no apiVersion, kind or metadata.name';
    return { ...base, action: 'not-applicable', error: clusterError('invalid', problem) };
  }
  const found = await planner.discovery.resource(apiVersion, kind, signal);
  if (!found.ok) {
    const namespace = document.namespace;
    const ref = { apiVersion, kind, name, ...(namespace && { namespace }) };
    return {
      ...base,
      ref,
      action: found.error.code === 'kind-unknown' ? 'not-applicable' : 'refused',
      error: found.error,
    };
  }
  const planAs = (resource: ApiResource) =>
    planAsResource(planner, {
      ...{ base, document, resource, force },
      ref: { apiVersion, kind, name },
      ...(removeLeft && { removeLeft }),
      ...(replace && { replace }),
      ...(signal && { signal }),
    });
  const entry = await planAs(found.value);
  if (entry.error?.code !== 'kind-unknown') return entry;
  const moved = await movedResource(planner.discovery, found.value, signal);
  return moved ? planAs(moved) : entry;
}

function planAsResource(planner: Planner, planning: Planning): Promise<PlanEntry> {
  const { base, document, resource } = planning;
  const { apiVersion, kind, name } = planning.ref;
  const namespace = resource.namespaced
    ? (document.namespace ?? planner.target.namespace)
    : undefined;
  const ref: ResourceRef = { apiVersion, kind, name, ...(namespace && { namespace }) };
  if (!resource.verbs.includes(document.name ? 'patch' : 'create')) {
    const error = clusterError(
      'invalid',
      `${kind} is a kind that cannot be applied: the API server only answers to it`,
    );
    return Promise.resolve({ ...base, ref, action: 'not-applicable', error });
  }
  return planAgainstLive(planner, { ...planning, ref });
}

interface Planning extends HowToPlan {
  readonly base: Pick<PlanEntry, 'index' | 'document' | 'warnings'>;
  readonly document: ManifestDocument;
  readonly resource: ApiResource;
  readonly ref: ResourceRef;
}

async function planAgainstLive(planner: Planner, planning: Planning): Promise<PlanEntry> {
  const { base, document, resource, ref, force, signal } = planning;
  const object = parseExactManifest(document.text);
  const send = { document, resource, ref, object, ...(signal && { signal }) };
  const bound = { ...send, force };
  const { read, tried, unbound } = await triedUnbound(
    planner,
    bound,
    await readAndTry(planner, bound),
  );
  const live = read?.ok ? comparable(read.value) : undefined;
  const details: PlannedDetails = {
    ...{ resource, object },
    ...(unbound && { unbound }),
    ...(live && read?.ok && { live, mark: markOf(read.value), ...uidOf(read.value) }),
  };
  const deletion = read?.ok
    ? deletionText(read.value, ref, tried.ok ? tried.value.object : undefined)
    : undefined;
  const keep = (planned: PlanEntry) => {
    const warnings = [...(deletion ? [deletion] : []), ...planned.warnings];
    const entry = deletion ? { ...planned, isInDeletion: true, warnings } : planned;
    planner.details.set(entry, details);
    return entry;
  };
  if (!tried.ok)
    return keep({
      ...base,
      ref,
      ...(await planRefused(planner, { bound, planning, details, read }, tried)),
    });
  const unread = whyUnread(read);
  if (unread) return keep({ ...base, ref, action: 'refused', error: unread });
  const { part, left } = await plannedChange(planner.connection, bound, {
    tried: tried.value,
    read,
    live,
    removeLeft: planning.removeLeft ?? false,
  });
  if (left) details.left = left;
  return keep({ ...base, ref, ...part, ...(unbound && { note: unboundNote(object) }) });
}

interface RefusedPlanning {
  readonly bound: Sending;
  readonly planning: Planning;
  readonly details: PlannedDetails;
  /** The object as it is; undefined where its name is not known. */
  readonly read: Result<JsonObject> | undefined;
}

/** A document whose dry run was refused: what stands in its way, and what can be done about it. */
async function planRefused(
  { connection }: Planner,
  { bound, planning, details, read }: RefusedPlanning,
  tried: Sent & { ok: false },
): Promise<PlannedPart> {
  const { live } = details;
  if (tried.conflicts?.length) {
    // Shown as it would be if the fields were taken over.
    const forced = await dryRun(connection, { ...bound, force: true });
    return {
      action: 'conflict',
      error: tried.error,
      conflicts: tried.conflicts,
      ...(forced.ok && { diff: diffTexts(live, comparable(forced.value.object)) }),
    };
  }
  const other = await planWithoutPatch(connection, bound, tried.error, read);
  if (other?.byCreate) details.byCreate = true;
  if (other) return other.part;
  const untried = plannedUntried(tried.error, bound.object, read);
  if (untried) return untried;
  const current = read?.ok ? read.value : undefined;
  const inTheWay = await planInTheWay(connection, bound, tried.error, current);
  if (inTheWay) {
    details.left = inTheWay;
    const isRemoved = planning.removeLeft ?? false;
    return plannedInTheWay(inTheWay, { error: tried.error, live, isRemoved });
  }
  const error = whyRefused(tried.error, bound.ref, bound.object, read);
  const isWanted = planning.replace ?? false;
  const anew = await refusedOrAnew(connection, bound, { error, current, isWanted });
  if (anew) return anew;
  if (error.code !== 'namespace-missing') return { action: 'refused', error };
  const { namespace } = bound.ref;
  return {
    action: 'not-applicable',
    error,
    ...(namespace && { missingNamespace: namespace }),
  };
}

/** What a plan finds out of a document whose object is known. */
type PlannedPart = Pick<PlanEntry, 'action'> & Partial<PlanEntry>;

function uidOf(object: JsonObject): { uid?: string } {
  const uid = textAt(object, 'metadata', 'uid');
  return uid ? { uid } : {};
}
