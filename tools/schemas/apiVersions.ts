// How API versions of Kubernetes' own kinds come and go: schemas/kubernetes/history.json, and for what was gone before the
// oldest release that it knows schemas/kubernetes/apiVersions.yaml.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { own } from '../../shared/own.ts';
import type { ApiVersions, KindLifecycle } from '../../core/schema/apiVersions.ts';
import type { History } from '../kubernetes/history.ts';
import { featureOf } from './fieldHistory.ts';

interface ApiVersionsFile {
  readonly removed: readonly {
    readonly apiVersion: string;
    readonly since: string;
    readonly kinds: readonly string[];
    readonly now: string | null;
  }[];
  readonly features: Readonly<Record<string, string>>;
}

export function readHistory(schemasDir: string): History {
  const file = path.join(schemasDir, 'kubernetes/history.json');
  return JSON.parse(readFileSync(file, 'utf8')) as History;
}

/** Throws where a version that is said to be the present one is none that is served. */
export function apiVersions(schemasDir: string): ApiVersions {
  const history = readHistory(schemasDir);
  const text = readFileSync(path.join(schemasDir, 'kubernetes/apiVersions.yaml'), 'utf8');
  const { removed, features } = parse(text) as ApiVersionsFile;
  const earlier = removed.flatMap(({ apiVersion, since, kinds, now }) =>
    kinds.map((kind): [string, History['kinds'][string]] => {
      const present = now === null ? undefined : keyOf(now, kind);
      if (present !== undefined && own(history.kinds, present)?.on === undefined)
        throw new Error(`apiVersions.yaml: no server has ${kind} in ${now ?? ''}`);
      return [
        keyOf(apiVersion, kind),
        { on: '1.0', removed: since, ...(present !== undefined && { now: present }) },
      ];
    }),
  );
  const known = { ...Object.fromEntries(earlier), ...history.kinds };
  const kinds = Object.entries(known).map(([key, { now: _, ...lifecycle }]) => {
    const now = successors(key, known);
    const gate = own(features, key.slice(key.lastIndexOf('/') + 1));
    const isGated = gate !== undefined && isUnstable(key);
    return [
      key,
      {
        ...lifecycle,
        ...(now.length > 0 && { now }),
        ...(isGated && { feature: featureOf([gate], history) }),
      } satisfies KindLifecycle,
    ];
  });
  return { newest: history.to, kinds: Object.fromEntries(kinds) as ApiVersions['kinds'] };
}

/** What is named as its successor and that one's, the last first; then the later versions of the same group. */
function successors(key: string, known: History['kinds']): string[] {
  const found = new Set<string>();
  for (let next = own(known, key)?.now; next !== undefined; next = own(known, next)?.now) {
    if (found.has(next)) break;
    found.add(next);
  }
  const named = [...found].reverse();
  const { removed, deprecated } = known[key] ?? {};
  if (!isUnstable(key) && removed === undefined && deprecated === undefined) return named;
  const [group = '', ownVersion = '', kind = ''] = key.split('/');
  const later = Object.keys(known)
    .filter((each) => each.startsWith(`${group}/`) && each.endsWith(`/${kind}`))
    .filter((each) => rank(each.split('/')[1] ?? '') > rank(ownVersion) && !found.has(each))
    .sort((one, other) => rank(other.split('/')[1] ?? '') - rank(one.split('/')[1] ?? ''));
  return [...named, ...later];
}

/** `v1alpha1` < `v1beta2` < `v1` < `v2`. */
function rank(version: string): number {
  const [, major = '0', stage, minor = '0'] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  const stages = ['alpha', 'beta', undefined];
  return Number(major) * 10_000 + stages.indexOf(stage) * 100 + Number(minor);
}

const isUnstable = (key: string): boolean => /\/v\d+(?:alpha|beta)\d+\//.test(key);

/** `apps/v1` and `Deployment`: a `gvkKey`. */
function keyOf(apiVersion: string, kind: string): string {
  return `${apiVersion.includes('/') ? apiVersion : `/${apiVersion}`}/${kind}`;
}
