/** The request that applies one document: server-side apply, or create where the server makes the name. */
import { withoutSecretValues } from '../objects/cleanObject.ts';
import type { ManifestDocument } from '../../core/model/manifestDocuments.ts';
import type { Failure, FieldConflict, ResourceRef } from '../api.ts';
import { resourcePath } from '../discovery/discovery.ts';
import type { ApiResource } from '../discovery/discovery.ts';
import { fail } from '../errors/errors.ts';
import { FIELD_MANAGER } from '../objects/fieldManager.ts';
import { formatFieldPath } from '../objects/fieldPath.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { atOwnPlaces, sentText } from '../objects/sentText.ts';
import { isObject, parseObject } from '../values.ts';
import type { JsonObject } from '../values.ts';

export interface Sending {
  readonly document: ManifestDocument;
  readonly resource: ApiResource;
  readonly ref: ResourceRef;
  /** `document.text`, parsed. */
  readonly object: unknown;
  /** Take over fields that others own. */
  readonly force: boolean;
  /** Make a new object instead, for users who may not patch. */
  readonly byCreate?: boolean;
  /** Without what binds the manifest to an object that is gone. */
  readonly unbound?: boolean;
  readonly signal?: AbortSignal;
}

export interface SentValue {
  readonly object: JsonObject;
  readonly created: boolean;
  /** Answers a second sending: the first may have created the object. */
  readonly isSecond?: boolean;
  readonly warnings: readonly string[];
}

export type Sent =
  | { ok: true; value: SentValue }
  | (Failure & { maybeDone?: boolean; conflicts?: readonly FieldConflict[] });

export function dryRun(connection: ClusterConnection, sending: Sending): Promise<Sent> {
  return send(connection, sending, { dryRun: 'All' });
}

export function applyNow(connection: ClusterConnection, sending: Sending): Promise<Sent> {
  return send(connection, sending, {});
}

async function send(
  connection: ClusterConnection,
  sending: Sending,
  extra: Readonly<Record<string, string>>,
): Promise<Sent> {
  const sent = await sendOnce(connection, sending, extra);
  // What we made with create belongs to another entry of ours, and we are no other owner.
  const isOwn =
    !sent.ok && sent.conflicts?.every(({ manager }) => manager === FIELD_MANAGER) === true;
  return isOwn && !sending.force ? sendOnce(connection, { ...sending, force: true }, extra) : sent;
}

async function sendOnce(
  connection: ClusterConnection,
  { document, resource, ref, object, force, byCreate = false, unbound = false, signal }: Sending,
  extra: Readonly<Record<string, string>>,
): Promise<Sent> {
  const byName = document.name !== undefined && !byCreate;
  const { body, sent } = sentText(document.text, object, { unbound });
  const query = new URLSearchParams({
    fieldManager: FIELD_MANAGER,
    fieldValidation: 'Strict',
    ...(byName && { force: String(force) }),
    ...extra,
  });
  const answer = await connection.request({
    method: byName ? 'PATCH' : 'POST',
    path: `${resourcePath(resource, ref.namespace, byName ? document.name : undefined)}?${query.toString()}`,
    body,
    contentType: byName ? 'application/apply-patch+yaml' : 'application/yaml',
    verb: byName ? 'patch' : 'create',
    resource: resource.resource,
    kind: resource.kind,
    name: ref.name,
    ...(ref.namespace && { namespace: ref.namespace }),
    ...(signal && { signal }),
    sent,
    // Applying the same text twice gives the same object; creating twice gives two.
    repeatable: byName || 'dryRun' in extra,
    asksWebhooks: true,
  });
  if (!answer.ok) {
    const failure = { ...answer, error: atOwnPlaces(answer.error, object) };
    return { ...failure, ...conflictsOf(failure, ref) };
  }
  const result = parseObject(answer.value.body);
  if (!isObject(result)) {
    return fail(
      'server-error',
      `The answer to ${ref.kind} ${ref.name} is not a Kubernetes object. Check that the address is an API server's`,
    );
  }
  return {
    ok: true,
    value: {
      object: result,
      created: answer.value.status === 201,
      ...(answer.value.isSecond && { isSecond: true }),
      warnings: answer.value.warnings.map((words) => withoutSecretValues(words, sent)),
    },
  };
}

function conflictsOf(
  { error }: Failure,
  ref: ResourceRef,
): { error?: Failure['error']; conflicts?: FieldConflict[] } {
  const causes = error.causes.filter(({ reason }) => reason === 'FieldManagerConflict');
  if (error.code !== 'conflict' || !causes.length) return {};
  const conflicts = causes.map(({ path, message }) => ({
    manager: /conflict with "([^"]*)"/.exec(message)?.[1] ?? message,
    path,
    field: formatFieldPath(path),
  }));
  const owners = [...new Set(conflicts.map(({ manager }) => manager))].join(', ');
  const fields = conflicts
    .slice(0, 5)
    .map(({ field }) => field)
    .join(', ');
  const more = conflicts.length > 5 ? ` and ${conflicts.length - 5} more` : '';
  const message = `${ref.kind} ${ref.name}: ${fields}${more} would change but ${conflicts.length > 1 ? 'belong' : 'belongs'} to ${owners}. Take the fields over, or leave them out of the manifest`;
  return { error: { ...error, message }, conflicts };
}
