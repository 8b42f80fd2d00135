import { get } from '../../yaml/node.ts';
import { keyOf, list, number, placeOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'service-ports',
  severity: 'error',
  claims: 'value',
  summary:
    'A Service has ports (unless it is headless or ExternalName); several ports have different names.',
  on: { kinds: ['Service'] },
  check({ ctx }, report) {
    const spec = get(ctx.root, 'spec');
    if (spec?.type !== 'map') return;
    const ports = list(get(spec, 'ports'));
    const isOpen =
      string(get(spec, 'clusterIP')) === 'None' || string(get(spec, 'type')) === 'ExternalName';
    if (ports.length === 0 && !isOpen) {
      report(
        keyOf(ctx.root, 'spec'),
        'a Service needs ports: add "ports" with at least one "port"',
      );
    }
    const names = new Set<string>();
    const nodePorts = new Set<string>();
    for (const port of ports) {
      if (port.type !== 'map') continue;
      const name = get(port, 'name');
      const text = string(name);
      if (text === undefined && ports.length > 1)
        report(placeOf(port), 'with several ports each needs a name: add "name"');
      else if (name && text && names.has(text))
        report(name, `two ports are called "${text}": rename one of them`);
      if (text) names.add(text);
      const onNode = get(port, 'nodePort');
      const key = `${string(get(port, 'protocol')) ?? 'TCP'} ${number(onNode)}`;
      if (onNode && number(onNode) && nodePorts.has(key))
        report(onNode, `node port ${number(onNode)} is used twice: change one`);
      nodePorts.add(key);
    }
  },
};
