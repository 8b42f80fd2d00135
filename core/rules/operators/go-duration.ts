import { kindName } from '../../../shared/gvk.ts';
import { duration } from '../../formats/times.ts';
import { text, type Node } from '../../yaml/node.ts';
import { partReplacedBy } from '../fixes.ts';
import type { Rule } from '../rule.ts';
import { placesAt } from '../tables/path.ts';

/** Fields that the CRD takes as any text and the controller reads as a duration of Go, by kind. */
const fields: ReadonlyMap<string, readonly string[]> = new Map([
  ['cert-manager.io/Certificate', ['spec.duration', 'spec.renewBefore']],
  ['external-secrets.io/ExternalSecret', ['spec.refreshInterval']],
  ['external-secrets.io/ClusterExternalSecret', ['spec.externalSecretSpec.refreshInterval']],
  ['external-secrets.io/PushSecret', ['spec.refreshInterval']],
  ['velero.io/Backup', ['spec.ttl', 'spec.csiSnapshotTimeout', 'spec.itemOperationTimeout']],
  [
    'velero.io/Schedule',
    ['spec.template.ttl', 'spec.template.csiSnapshotTimeout', 'spec.template.itemOperationTimeout'],
  ],
  ['velero.io/Restore', ['spec.itemOperationTimeout']],
  [
    'networking.istio.io/VirtualService',
    ['spec.http[].timeout', 'spec.http[].retries.perTryTimeout'],
  ],
]);

export const rule: Rule = {
  code: 'go-duration',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'operator',
  summary: 'A duration has a unit that the controller does not read, such as days.',
  source: {
    by: 'controllers written in Go',
    page: 'https://pkg.go.dev/time#ParseDuration',
    name: 'ParseDuration',
  },
  on: { kinds: [...fields.keys()] },
  check({ ctx: { root, gvk } }, report) {
    for (const path of fields.get(kindName(gvk)) ?? [])
      for (const { node } of placesAt(root, path)) {
        const problem = problemOf(node);
        if (problem === undefined) continue;
        const { message, suggest } = problem;
        report(node, message, partReplacedBy(node.span, suggest));
      }
  },
};

/** Of a text that is written; what is filled in later is not known. */
function problemOf(node: Node): ReturnType<typeof duration.check> {
  const written = node.filledIn ? undefined : text(node);
  return written === undefined || written === '' ? undefined : duration.check(written);
}
