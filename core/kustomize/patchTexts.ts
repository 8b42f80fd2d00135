/** Patches that a kustomization, or an object of Flux or Argo CD, holds as text: each as a document of its own. */
import type { GroupVersionKind } from '../../shared/gvk.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { documentsInText, type DocumentInText } from '../model/documentsInText.ts';
import { patchTarget, type PatchTarget } from './patchTarget.ts';
import { at, get, items, text, type Node, type Path } from '../yaml/node.ts';

export interface PatchText extends DocumentInText {
  /** The kind that it is for, where its target names one exactly. */
  readonly target?: GroupVersionKind;
  /** What its target says, where it has one. */
  readonly patched?: PatchTarget;
}

/** The patches in a document; `isKustomization`: the file is one, whatever its head says. */
export function patchTextsOf(
  document: ManifestDocument,
  isKustomization: boolean,
): readonly PatchText[] {
  if (!isKustomization && !holders.has(document.gvk?.group ?? '')) return none;
  const found = document.memo(isKustomization ? kustomizationMemo : objectMemo, () => {
    if (!/\bpatch/i.test(document.text)) return none;
    const bases = isKustomization ? [[]] : basesIn(document);
    return bases.flatMap((base) => patchesUnder(document, at(document.root, base)));
  });
  for (const { document: text, line } of found) text.startLine = document.startLine + line;
  return found;
}

/** Whether a document is the text of a patch in another one. */
export function isPatchText(document: ManifestDocument): boolean {
  return document.memo(patchMemo, () => false);
}

const patchMemo = Symbol('text of a patch');
const none: readonly PatchText[] = [];
const kustomizationMemo = Symbol('patches of a kustomization');
const objectMemo = Symbol('patches of an object');

/** Groups whose objects may hold patches. */
const holders = new Set([
  ...['kustomize.toolkit.fluxcd.io', 'helm.toolkit.fluxcd.io', 'argoproj.io'],
]);

/** Where objects keep what a kustomization says, too. */
function basesIn(document: ManifestDocument): Path[] {
  const { group, kind } = document.gvk ?? {};
  if (group === 'kustomize.toolkit.fluxcd.io' && kind === 'Kustomization') return [['spec']];
  if (group === 'helm.toolkit.fluxcd.io' && kind === 'HelmRelease') {
    return items(at(document.root, ['spec', 'postRenderers'])).map((_, index): Path => [
      'spec',
      'postRenderers',
      index,
      'kustomize',
    ]);
  }
  if (group !== 'argoproj.io') return [];
  const base: Path | undefined =
    kind === 'Application'
      ? ['spec']
      : kind === 'ApplicationSet'
        ? ['spec', 'template', 'spec']
        : undefined;
  if (!base) return [];
  const sources = items(at(document.root, [...base, 'sources']));
  return [
    [...base, 'source', 'kustomize'],
    ...sources.map((_, index): Path => [...base, 'sources', index, 'kustomize']),
  ];
}

function patchesUnder(document: ManifestDocument, base: Node | undefined): PatchText[] {
  const listed = (key: string): readonly Node[] => items(get(base, key));
  const merged = listed('patchesStrategicMerge').flatMap((item) => textsIn(document, item));
  const targeted = [...listed('patches'), ...listed('patchesJson6902')].flatMap((item) => {
    const written = get(item, 'target');
    const target = targetOf(written);
    const patched = written && patchTarget((key) => text(get(written, key)));
    return textsIn(document, get(item, 'patch')).map((found) => ({
      ...found,
      ...(target && { target }),
      ...(patched && { patched }),
    }));
  });
  return [...merged, ...targeted];
}

function targetOf(target: Node | undefined): GroupVersionKind | undefined {
  const kind = text(get(target, 'kind'));
  const version = text(get(target, 'version'));
  const group = text(get(target, 'group')) ?? '';
  const isExact = [kind, version].every((part) => part !== undefined && /^\w+$/.test(part));
  return isExact && /^[\w.-]*$/.test(group)
    ? { group, version: version ?? '', kind: kind ?? '' }
    : undefined;
}

function textsIn(host: ManifestDocument, node: Node | undefined): PatchText[] {
  const found = documentsInText(host, node);
  for (const { document } of found) document.memo(patchMemo, () => true);
  return [...found];
}
