/** What a kustomization says of the files around it: which are its resources, its patches, and what it fills into them. */
import { dirname, resolve } from 'node:path';
import { isRecord } from '../../shared/json.ts';
import type { Transformed } from '../model/transformed.ts';
import { parseManifest } from '../model/manifestDocuments.ts';
import { patchTarget, sharedTarget, type PatchTarget } from './patchTarget.ts';
import { replacedFields, replacedImages } from './replacements.ts';

/** Absolute paths, normalised. */
export interface KustomizationFile {
  readonly path: string;
  readonly folder: string;
  /** Files and folders that it takes as they are, those of components too. */
  readonly resources: readonly string[];
  readonly components: readonly string[];
  readonly patches: readonly string[];
  /** What the targets of patches say, by the files that hold those. */
  readonly targets: ReadonlyMap<string, PatchTarget>;
  readonly fills: Transformed;
  /** Files with further replacements. */
  readonly replacements: readonly string[];
}

/** What a kustomization says; a broken one says nothing. */
export function readKustomization(path: string, text: string): KustomizationFile {
  const written = parseManifest(text);
  const folder = dirname(path);
  const fields = new Map(
    Object.entries(isRecord(written) ? written : {}).map(([key, value]) => [
      key.toLowerCase(),
      value,
    ]),
  );
  const list = (key: string): unknown[] => listOf(fields.get(key.toLowerCase()));
  const paths = (...keys: string[]): string[] =>
    keys.flatMap(list).flatMap((item) => localPath(folder, item));
  const patches = ['patches', 'patchesStrategicMerge', 'patchesJson6902']
    .flatMap(list)
    .flatMap((item) => localPath(folder, isRecord(item) ? item.path : item));
  return {
    path,
    folder,
    resources: paths('resources', 'bases'),
    components: paths('components'),
    patches,
    targets: targetsOf(folder, ['patches', 'patchesJson6902'].flatMap(list)),
    replacements: list('replacements').flatMap((item) =>
      isRecord(item) ? localPath(folder, item.path) : [],
    ),
    fills: {
      labels: isRecord(fields.get('commonlabels')) || list('labels').some(fillsPods),
      namespace: typeof fields.get('namespace') === 'string',
      replaced: [
        ...replacedFields(fields.get('replacements')),
        ...replacedImages(fields.get('images')),
      ],
    },
  };
}

function targetsOf(folder: string, patches: readonly unknown[]): Map<string, PatchTarget> {
  const targets = new Map<string, PatchTarget>();
  for (const item of patches) {
    const target = isRecord(item) ? item.target : undefined;
    if (!isRecord(item) || !isRecord(target)) continue;
    const read = patchTarget((key) => target[key]);
    for (const path of localPath(folder, item.path)) {
      const known = targets.get(path);
      targets.set(path, known ? sharedTarget(known, read) : read);
    }
  }
  return targets;
}

function fillsPods(labels: unknown): boolean {
  return isRecord(labels) && (labels.includeSelectors === true || labels.includeTemplates === true);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** The place on disk that an entry names; none for a text and for an address. */
function localPath(folder: string, written: unknown): string[] {
  if (typeof written !== 'string' || written === '' || written.includes('\n')) return [];
  return isAddress(written) ? [] : [resolve(folder, written)];
}

/** Whether kustomize fetches it instead of looking on disk. */
export function isAddress(written: string): boolean {
  return (
    /^[\w+.-]{1,20}:\/\//.test(written) ||
    /^[\w.-]{1,60}@[\w.-]{1,200}:/.test(written) ||
    /^(?:git::|github\.com[/:]|gitlab\.com[/:]|bitbucket\.org[/:])/.test(written) ||
    written.includes('?ref=') ||
    /^[\w-]{1,60}(?:\.[\w-]{1,60})+\/.*(?:\/\/|\.git)/.test(written)
  );
}
