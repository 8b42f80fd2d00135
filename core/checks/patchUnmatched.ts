/** A patch of a kustomization that is for none of its resources. */
import { isRecord } from '../../shared/json.ts';
import { quote } from '../formats/format.ts';
import { nearestName } from '../formats/nearest.ts';
import { hasObject, selectsSome } from '../kustomize/matching.ts';
import { patchesOf, type KustomizePatch } from '../kustomize/patches.ts';
import { objectsIn, resourcesOf, type KustomizedObject } from '../kustomize/resources.ts';
import { parseManifest } from '../model/manifestDocuments.ts';
import { entry, isNull, text, type Node } from '../yaml/node.ts';
import type { Check, Reporter } from './check.ts';

export const patchUnmatched: Check = {
  code: 'kustomize-patch-unmatched',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'program',
  summary: 'A patch of a kustomization is for an object that none of its resources is.',
  of: 'files',
  check({ parent, ctx: { root, text: all, schema, beside, filledIn } }, report) {
    if (parent || schema?.file?.reader !== 'kustomize') return;
    const patches = beside ? patchesOf(root, beside) : [];
    if (!beside || patches.length === 0 || filledIn) return;
    const written = parseManifest(all);
    const objects = isRecord(written) ? resourcesOf(beside.path, written, beside.read) : undefined;
    if (!objects || objects.length === 0) return;
    for (const patch of patches)
      if (patch.target && !isNull(patch.target)) checkTarget(patch.target, objects, report);
      else checkMerge(patch, objects, report);
  },
};

/** What is not selected is left as it is, and nobody says so. */
function checkTarget(target: Node, objects: readonly KustomizedObject[], report: Reporter): void {
  if (target.type !== 'map' || target.entries.some(({ value }) => value.filledIn)) return;
  const wanted = Object.fromEntries(
    target.entries.map(({ key, value }) => [key.source, text(value) ?? '']),
  );
  if (selectsSome(wanted, objects) !== false) return;
  const { kind = '', name = '' } = wanted;
  const names = objects
    .filter((object) => kind === '' || object.kind === kind)
    .flatMap((object) => object.names);
  const guess = name === '' ? undefined : nearestName(name, names);
  const node = name === '' ? target.entries[0] : entry(target, 'name');
  const which = [kind, name === '' ? '' : quote(name)].filter((part) => part !== '').join(' ');
  report(
    node?.value ?? target,
    `no resource of this kustomization is ${which === '' ? 'such an object' : which}, so nothing is patched: ${
      guess === undefined
        ? 'correct the target, or add the resource'
        : `did you mean ${quote(guess)}?`
    }`,
    { severity: 'warning' },
  );
}

const reasons = {
  no: 'no resource of this kustomization is',
  'other namespace': 'the resource has another namespace than the patch for',
  'other version': 'the resource has another apiVersion than the patch for',
} as const;

function checkMerge(
  { text: written, isFile, place }: KustomizePatch,
  objects: readonly KustomizedObject[],
  report: Reporter,
): void {
  const patched = written === undefined ? undefined : objectsIn(written);
  for (const patch of patched ?? []) {
    const found = hasObject(patch, objects);
    if (found === 'yes') continue;
    const what = `${patch.kind} ${quote(patch.names[0] ?? '')}`;
    const whose = isFile ? 'the file patches' : 'the text patches';
    report(
      place,
      found === 'no'
        ? `${whose} ${what}, and ${reasons.no} that: correct the name, or add the resource`
        : `${reasons[found]} ${what}: write the same in both`,
    );
    return;
  }
}
