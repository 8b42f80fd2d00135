/** What a file of the workspace says about releases of charts. */
import { dirname, resolve } from 'node:path';
import { gvkFrom } from '../../shared/gvk.ts';
import { own } from '../../shared/own.ts';
import type { Slices } from '../pacing/slices.ts';
import { releaseDocuments } from './releaseDocuments.ts';
import { generatedKeys, releasesOf, type Reader, type Release } from './releaseForms.ts';
import type { GeneratedFile, NamedValues, ReleaseFile, ValuesInMap } from './releases.ts';

/** Undefined for a file that says nothing. */
export async function releasesIn(
  text: string,
  path: string,
  slices: Slices,
): Promise<ReleaseFile | undefined> {
  const values: NamedValues[] = [];
  const repositories = new Map<string, string>();
  const maps: ValuesInMap[] = [];
  const generated: GeneratedFile[] = [];
  for (const value of releaseDocuments(text)) {
    await slices.next();
    const kind = plain.text(plain.get(value, 'kind'));
    if (kind?.endsWith('Repository')) {
      const name = plain.text(plain.get(plain.get(value, 'metadata'), 'name'));
      const url = plain.text(plain.get(plain.get(value, 'spec'), 'url'));
      if (name !== undefined && url !== undefined) repositories.set(`${kind}/${name}`, url);
      continue;
    }
    const gvk = gvkFrom(plain.text(plain.get(value, 'apiVersion')), kind);
    for (const release of releasesOf(plain, value, gvk)) {
      values.push(...namedBy(release, path));
      for (const map of release.maps ?? []) maps.push({ ...map, source: release.chart });
    }
    for (const { file, ...key } of generatedKeys(plain, value))
      generated.push({ ...key, path: resolve(dirname(path), file) });
  }
  const count = values.length + repositories.size + maps.length + generated.length;
  return count > 0 ? { values, repositories, maps, generated } : undefined;
}

function namedBy({ chart, isLocal, files }: Release, path: string): NamedValues[] {
  const own = dirname(path);
  const isBelow = isLocal && chart.folder !== undefined;
  const source = isBelow ? { ...chart, folder: resolve(own, chart.folder) } : chart;
  return files.map(({ file, isBeside }) => ({ file, source, ...(isBeside && { from: own }) }));
}

/** Releases in plain data. */
export const plain: Reader<unknown> = {
  get: (value, key) =>
    plain.isMapping(value) ? own(value as Readonly<Record<string, unknown>>, key) : undefined,
  items: (value) => (Array.isArray(value) ? (value as unknown[]) : []),
  text: (value) => (typeof value === 'string' ? value : undefined),
  isMapping: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};
