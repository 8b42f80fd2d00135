/** A JSON patch that makes one object of another, field by field of its top levels; `status` is left alone. */
import { exactJson } from '../../core/yaml/exactJson.ts';
import { own } from '../../shared/own.ts';
import { sameContent } from './cleanObject.ts';
import { objectAt, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';

export interface PatchStep {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

/** What people may change in `metadata`; the rest is the server's. */
const ownMetadata = ['labels', 'annotations', 'finalizers', 'ownerReferences'];

/** Not guarded by the version of `before`: its status may change all the time, and what a step sets is set as a whole. */
export function patchBetween(before: JsonObject, after: JsonObject): PatchStep[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !['apiVersion', 'kind', 'metadata', 'status'].includes(key),
  );
  return [
    ...fields.flatMap((key) => step(before, after, key, '')),
    ...ownMetadata.flatMap((key) =>
      step(objectAt(before, 'metadata'), objectAt(after, 'metadata'), key, '/metadata'),
    ),
  ];
}

/** Setting the version that the object has makes the server refuse any other with 409, where a test would give 422. */
export function unchangedSince(object: JsonObject): PatchStep {
  return {
    op: 'replace',
    path: '/metadata/resourceVersion',
    value: textAt(object, 'metadata', 'resourceVersion'),
  };
}

export function patchText(steps: readonly PatchStep[]): string {
  return exactJson(steps);
}

function step(before: JsonObject, after: JsonObject, key: string, parent: string): PatchStep[] {
  const [was, is] = [own(before, key), own(after, key)];
  const path = `${parent}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  if (is === undefined) return was === undefined ? [] : [{ op: 'remove', path }];
  if (was !== undefined && sameContent(was, is)) return [];
  return [{ op: 'add', path, value: is }];
}
