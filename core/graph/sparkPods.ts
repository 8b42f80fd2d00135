/** Driver and executors of a SparkApplication with the claims that they mount: its volumes stand beside them. */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { get, items, numberOf, type Node } from '../yaml/node.ts';
import type { KindName, PodFacts } from './facts.ts';
import { podFacts } from './podFacts.ts';

export function sparkPods(
  { group, kind }: KindName,
  object: Node,
  document: ManifestDocument,
): PodFacts[] {
  if (group !== 'sparkoperator.k8s.io') return [];
  const spec = get(object, 'spec');
  const application = kind === 'ScheduledSparkApplication' ? get(spec, 'template') : spec;
  return ['driver', 'executor'].flatMap((role) => {
    const node = get(application, role);
    const volumes = get(application, 'volumes');
    if (node?.type !== 'map' || items(volumes).length === 0) return [];
    const instances = get(node, 'instances');
    const count = numberOf(instances);
    const found = podFacts(
      { spec: object, containers: [node], volumes, metadata: undefined, object: node, kind },
      document,
    );
    return [
      {
        ...found,
        range: document.rangeOf(node.span),
        ...(instances &&
          count !== undefined && {
            replicas: { count, range: document.rangeOf(instances.span) },
          }),
      },
    ];
  });
}
