import { entry, get } from '../../yaml/node.ts';
import { isSet, list } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'many-claims',
  severity: 'information',
  claims: 'advice',
  summary: 'A pod uses more claims than many nodes can attach.',
  source: onPage('Kubernetes', 'https://kubernetes.io/docs/concepts/storage/storage-limits/'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const volumes = list(get(node, 'volumes'));
    const count = volumes.filter((each) => isSet(get(each, 'persistentVolumeClaim'))).length;
    const place = entry(node, 'volumes');
    if (place && count > attachable)
      report(
        place.key,
        `${count} claims are more than many nodes can attach (on AWS some ${attachable}): the pod may stay Pending`,
      );
  },
};

/** Volumes that machines of AWS take beside their own disks. */
const attachable = 25;
