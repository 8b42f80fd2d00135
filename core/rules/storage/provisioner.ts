import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { checkQualifiedName } from '../../formats/names.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'provisioner',
  severity: 'error',
  claims: 'value',
  summary: 'The provisioner is not a name with an optional domain before "/".',
  source: inApiServer('storage', 'validateProvisioner'),
  on: { kinds: ['storage.k8s.io/StorageClass'] },
  check({ ctx }, report) {
    const name = get(ctx.root, 'provisioner');
    const text = string(name);
    if (name && text && checkQualifiedName(text.toLowerCase())) {
      report(name, `"${text}" is not the name of a provisioner: write e.g. ebs.csi.aws.com`);
    }
  },
};
