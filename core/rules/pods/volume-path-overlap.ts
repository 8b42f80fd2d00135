import { at, get, type Node } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';

export const rule: Rule = {
  code: 'volume-path-overlap',
  severity: 'warning',
  claims: 'advice',
  summary:
    'Two keys of a volume are written to the same file, or to a file and a folder of one name.',
  source: inKubernetes('pkg/api/pod/warnings.go', 'warningsForOverlappingVirtualPaths'),
  on: {
    types: [
      'core.v1/ConfigMapVolumeSource',
      'core.v1/SecretVolumeSource',
      'core.v1/DownwardAPIVolumeSource',
      'core.v1/ProjectedVolumeSource',
    ],
  },
  check({ node, type }, report) {
    const isProjected = type?.endsWith('ProjectedVolumeSource') === true;
    const files = isProjected
      ? list(get(node, 'sources')).flatMap(filesOf)
      : list(get(node, 'items'));
    const seen = new Set<string>();
    const folders = new Set<string>();
    for (const file of files) {
      const path = file.type === 'scalar' ? file : get(file, 'path');
      const text = withoutEnd(string(path) ?? '');
      if (!path || !text) continue;
      const above = foldersOf(text);
      const other = folders.has(text) ? text : above.find((folder) => seen.has(folder));
      // The same path from two sources is refused, which is another report.
      if (seen.has(text) && !isProjected)
        report(
          path,
          `"${text}" is written twice, and the last one counts: change one of the paths`,
        );
      else if (other !== undefined)
        report(
          path,
          `"${other}" would be a file and a folder, and the pod does not start: change one of the paths`,
        );
      seen.add(text);
      for (const folder of above) folders.add(folder);
    }
  },
};

/** What one source of a projected volume writes: items with a path, or the path itself. */
function filesOf(source: Node): readonly Node[] {
  const items = ['configMap', 'secret', 'downwardAPI'].flatMap((key) =>
    list(at(source, [key, 'items'])),
  );
  const whole = ['serviceAccountToken', 'clusterTrustBundle'].flatMap(
    (key) => get(source, key) ?? [],
  );
  const certificate = get(source, 'podCertificate');
  const paths = ['certificateChainPath', 'keyPath', 'credentialBundlePath'];
  return [...items, ...whole, ...paths.flatMap((key) => get(certificate, key) ?? [])];
}

/** A folder is the same with slashes behind it. */
function withoutEnd(path: string): string {
  const steps = path.split('/');
  while (steps.at(-1) === '') steps.pop();
  return steps.join('/');
}

/** `a/b/c`: `a`, `a/b`; so many at most as a path of a file has. */
function foldersOf(path: string): string[] {
  const steps = path.split('/').slice(0, 50);
  return steps.slice(1).map((_, index) => steps.slice(0, index + 1).join('/'));
}
