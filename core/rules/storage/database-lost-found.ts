import { imageName } from '../../storage/databases.ts';
import { at, get, type Node } from '../../yaml/node.ts';
import { isSet, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import type { Visit } from '../../walk/visit.ts';
import { onPage } from '../sources.ts';
import { mountsOf, type VolumeMount } from './podVolumes.ts';

export const rule: Rule = {
  code: 'database-lost-found',
  severity: 'warning',
  claims: 'advice',
  summary:
    'PostgreSQL keeps its data in the root of a volume, which may hold lost+found, so that it does not start.',
  source: onPage('the image of PostgreSQL', 'https://hub.docker.com/_/postgres'),
  on: { types: ['core.v1/PodSpec'] },
  check(visit, report) {
    const mounts = mountsOf(visit.node);
    for (const name of claimsOf(visit)) {
      const mount = mounts.get(name)?.find(isRootOfData);
      const place = get(mount?.node, 'mountPath');
      if (place)
        report(
          place,
          'a new volume holds lost+found, and PostgreSQL begins in an empty directory only: add a subPath, or set PGDATA to a directory below',
        );
    }
  },
};

function claimsOf({ node, ctx }: Visit): string[] {
  const volumes = list(get(node, 'volumes')).filter((volume) =>
    isSet(get(volume, 'persistentVolumeClaim')),
  );
  const templates = list(at(ctx.root, ['spec', 'volumeClaimTemplates'])).flatMap(
    (each) => get(each, 'metadata') ?? [],
  );
  return [...volumes, ...templates].flatMap((each) => string(get(each, 'name')) ?? []);
}

const images: ReadonlySet<string> = new Set(['postgres', 'postgis', 'timescaledb', 'pgvector']);

function isRootOfData({ container, node, path }: VolumeMount): boolean {
  return (
    path.replace(/\/$/, '') === '/var/lib/postgresql/data' &&
    !isSet(get(node, 'subPath')) &&
    !isSet(get(node, 'subPathExpr')) &&
    images.has(imageName(string(get(container, 'image')) ?? '')) &&
    !setsDirectory(container)
  );
}

/** It may do so in what is read from elsewhere, too. */
function setsDirectory(container: Node): boolean {
  const names = list(get(container, 'env')).map((item) => string(get(item, 'name')));
  return names.includes('PGDATA') || list(get(container, 'envFrom')).length > 0;
}
