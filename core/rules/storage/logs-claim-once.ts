import { at } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'logs-claim-once',
  severity: 'warning',
  claims: 'advice',
  summary: 'A claim for logs that many pods write can be used on one node only.',
  source: onPage(
    'Kubernetes',
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  ),
  on: { kinds: ['PersistentVolumeClaim'] },
  check({ ctx }, report) {
    const modes = at(ctx.root, ['spec', 'accessModes']);
    const words = (string(at(ctx.root, ['metadata', 'name'])) ?? '').split(/[-._]/);
    const all = list(modes).map(string);
    if (!modes || all.length === 0 || !all.every((mode) => mode?.startsWith('ReadWriteOnce')))
      return;
    const isAirflow =
      words.includes('airflow') && words.some((word) => /^(logs?|dags)$/.test(word));
    const isSpark =
      words.includes('spark') &&
      words.some((word) => /^(events?|eventlogs?|history|logs?)$/.test(word));
    if (isAirflow || isSpark)
      report(
        modes,
        `pods of ${isAirflow ? 'Airflow' : 'Spark'} on several nodes write here, and this claim is for one node: write ReadWriteMany, or keep them in an object store`,
      );
  },
};
