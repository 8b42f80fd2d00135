/**
 * Fields that may not be changed once they are set. The API server answers with a page of Go; what it means is a field, the
 * value that it has and the one that the manifest wants.
 */
import { withoutSecrets } from '../../shared/hideSecrets.ts';
import type { PathSegment } from '../../core/model/manifestDocuments.ts';
import { own } from '../../shared/own.ts';
import { secretValuesOf } from '../../shared/secretValues.ts';
import type { ClusterError, FieldCause, ResourceRef } from '../api.ts';
import { whatIs } from '../objects/whatIs.ts';
import { shortened } from '../errors/errors.ts';
import { formatFieldPath } from '../objects/fieldPath.ts';
import { sameQuantity } from '../objects/quantity.ts';
import { atOwnPlaces, mergedData } from '../objects/sentText.ts';
import { at, isObject } from '../values.ts';

const REFUSALS =
  /immutable|updates? to .* (is|are) forbidden|may not (be )?changed?|cannot (be )?change|can not be (changed|updated)/i;
/** Of a volume claim: it may only grow. */
const SMALLER = /field can ?not be less than/i;
const MOST_FIELDS = 10;

/** Whether the API server refuses nothing but changes of fields that may not be changed. */
export function isFixed({ code, causes }: ClusterError): boolean {
  return (
    code === 'invalid' && causes.length > 0 && causes.every(({ message }) => REFUSALS.test(message))
  );
}

/** The error with a cause for each field that would change; the same error where it is about something else. */
export function withChangedFields(
  error: ClusterError,
  {
    live,
    wanted,
    ref,
  }: { readonly live: unknown; readonly wanted: unknown; readonly ref: ResourceRef },
): ClusterError {
  const isRefused = ({ message }: FieldCause) => REFUSALS.test(message) || SMALLER.test(message);
  const refused = error.causes.filter(isRefused);
  if (error.code !== 'invalid' || !refused.length || !live) return error;
  const secrets = [...secretValuesOf(live), ...secretValuesOf(wanted)];
  const isSecret = ref.kind === 'Secret';
  const data = isObject(wanted) ? mergedData(wanted) : undefined;
  const sent = isObject(wanted) && data ? { ...wanted, data } : wanted;
  const changed = refused.flatMap((cause) =>
    changesBelow(cause, live, sent).map((change) =>
      causeOf(cause, change, isSecret ? undefined : secrets),
    ),
  );
  const byPath = new Map(changed.map((cause) => [formatFieldPath(cause.path), cause]));
  const others = error.causes.filter((cause) => !refused.includes(cause));
  const found = [...byPath.values()].slice(0, MOST_FIELDS);
  const all = [...(found.length ? found : refused.map(withoutGo)), ...others];
  const { causes } = atOwnPlaces({ ...error, causes: all }, wanted);
  const list = causes.map(({ path, message }) => `${formatFieldPath(path)}: ${message}`).join('; ');
  const advice = refused.every((cause) => SMALLER.test(cause.message))
    ? 'Write what the cluster has, or more'
    : 'Leave the field as it is, or delete the object and apply again';
  const message = `The API server refused ${whatIs({ ref, index: 0 })}: ${list}. ${advice}`;
  return { ...error, message, causes };
}

interface Change {
  readonly path: readonly PathSegment[];
  readonly from: unknown;
  readonly to: unknown;
}

function changesBelow({ path, message }: FieldCause, live: unknown, wanted: unknown): Change[] {
  const [from, to] = [at(live, ...path), at(wanted, ...path)];
  if (path.length > 0 && from !== undefined && to === undefined) return [{ path, from, to }];
  // `spec.persistentvolumesource` is a name of Go's, no field.
  let start = path;
  while (start.length && at(wanted, ...start) === undefined) start = start.slice(0, -1);
  if (!start.length) start = ['spec'];
  const mayChange = allowed(message);
  mayChange.delete(formatFieldPath(path)); // a field whose refusal names it: `immutable` of a ConfigMap
  return changes(at(live, ...start), at(wanted, ...start), start).filter(
    (change) => !mayChange.has(formatFieldPath(change.path).replaceAll(/\[\d+\]/g, '[*]')),
  );
}

/** Fields that the refusal itself excepts: `spec.containers[*].image` of a Pod, 'replicas' of a StatefulSet. */
function allowed(message: string): Set<string> {
  const names = [...message.matchAll(/`([\w.[\]*]+)`/g)].map(([, name = '']) => name);
  const ofSpec = [...message.matchAll(/'(\w+)'/g)].map(([, name = '']) => `spec.${name}`);
  return new Set([...names, ...ofSpec]);
}

function changes(from: unknown, to: unknown, path: readonly PathSegment[]): Change[] {
  if (isObject(from) && isObject(to)) {
    return Object.entries(to).flatMap(([key, value]) =>
      changes(own(from, key), value, [...path, key]),
    );
  }
  if (Array.isArray(from) && Array.isArray(to)) {
    const byName = (item: unknown): unknown => {
      const name = at(item, 'name');
      return name === undefined ? undefined : from.find((one) => at(one, 'name') === name);
    };
    if (from.length === to.length || to.every((item) => byName(item) !== undefined)) {
      return to.flatMap((item, index) =>
        changes(byName(item) ?? from[index], item, [...path, index]),
      );
    }
  }
  if (to === null || to === undefined) return [];
  return isSame(from, to) ? [] : [{ path, from, to }];
}

function isSame(from: unknown, to: unknown): boolean {
  return shown(from) === shown(to) || sameQuantity(from, to);
}

/** Values are told, but for those of secrets. */
function causeOf(
  { reason, message }: FieldCause,
  { path, from, to }: Change,
  secrets?: string[],
): FieldCause {
  const what = SMALLER.test(message)
    ? 'It cannot be made smaller'
    : 'It cannot be changed once it is set';
  if (!secrets) return { path, reason, message: what };
  const values = `${shown(from)} in the cluster, ${shown(to)} in the manifest`;
  return { path, reason, message: `${what}: ${withoutSecrets(values, secrets)}` };
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'bigint' ? String(item) : item,
  );
  return shortened(text, 120);
}

/** The refusal in one line: without a diff, and without the value as Go prints it. */
function withoutGo(cause: FieldCause): FieldCause {
  const [line = ''] = cause.message.split('\n');
  const words = line.replace(/^Invalid value: .*: (?=[^:]*$)/, '');
  return { ...cause, message: words };
}
