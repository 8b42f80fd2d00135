import { get } from '../../yaml/node.ts';
import { list, number, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'node-port',
  severity: 'error',
  claims: 'value',
  summary:
    'Node ports belong to the types NodePort and LoadBalancer, by default from 30000 to 32767.',
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    const type = string(get(spec, 'type')) ?? 'ClusterIP';
    for (const port of list(get(spec, 'ports'))) {
      const value = get(port, 'nodePort');
      const found = number(value);
      if (!value || found === undefined || found === 0) continue;
      if (type === 'ClusterIP')
        report(
          value,
          '"nodePort" is not for "type: ClusterIP": remove it, or write "type: NodePort"',
        );
      else if (found >= 1 && found <= 65_535 && (found < 30_000 || found > 32_767)) {
        report(
          value,
          `${found} is outside of the usual range of node ports: write a number from 30000 to 32767`,
          {
            severity: 'warning', // a cluster may be set up with another range
          },
        );
      } else if (found < 1 || found > 65_535)
        report(value, `${found} is not a port: write a number from 30000 to 32767`);
    }
  },
};
