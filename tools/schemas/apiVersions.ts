// Which API versions of Kubernetes' own kinds are gone, or off by default: schemas/kubernetes/apiVersions.yaml, and the
// alpha and beta kinds of the facts that the index has not.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { formatApiVersion, gvkKey } from '../../shared/gvk.ts';
import type { ApiVersions, OptionalKind, RemovedKind } from '../../core/schema/apiVersions.ts';
import type { KindEntry } from '../../core/schema/schema.ts';
import { factsFileOf } from './facts/readFacts.ts';

interface ApiVersionsFile {
  readonly removed: readonly {
    readonly apiVersion: string;
    readonly since: string;
    readonly kinds: readonly string[];
    readonly now: string | null;
  }[];
  readonly features: Readonly<Record<string, string>>;
}

/** Throws where a version that is said to be the present one is not in the index. */
export function apiVersions(schemasDir: string, kinds: readonly KindEntry[]): ApiVersions {
  const folder = path.join(schemasDir, 'kubernetes');
  const file = parse(
    readFileSync(path.join(folder, 'apiVersions.yaml'), 'utf8'),
  ) as ApiVersionsFile;
  const known = new Map(kinds.map((entry) => [gvkKey(entry), entry]));
  const removed = file.removed.flatMap(({ apiVersion, since, kinds: names, now }) =>
    names.map((kind): [string, RemovedKind] => {
      if (now !== null && !known.has(`${now}/${kind}`))
        throw new Error(`apiVersions.yaml: there is no ${kind} in ${now}`);
      return [`${apiVersion}/${kind}`, { since, ...(now !== null && { now }) }];
    }),
  );
  const { served = {} } = factsFileOf(folder);
  const optional = Object.keys(served)
    .filter((key) => /\/v\d+(?:alpha|beta)\d+\//.test(key) && !known.has(key))
    .map((key): [string, OptionalKind] => {
      const [group = '', , kind = ''] = key.split('/');
      const stable = kinds.find((entry) => entry.group === group && entry.kind === kind);
      const feature = file.features[kind];
      return [
        key,
        { ...(feature && { feature }), ...(stable && { stable: formatApiVersion(stable) }) },
      ];
    });
  return { removed: Object.fromEntries(removed), optional: Object.fromEntries(optional) };
}
