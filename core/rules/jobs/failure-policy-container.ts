import { at, get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { exitCodeRules } from './jobSpecs.ts';

export const rule: Rule = {
  code: 'failure-policy-container',
  severity: 'error',
  claims: 'reference',
  summary: 'A pod failure policy is about a container that the pod does not have.',
  source: inApiServer('batch', 'validatePodFailurePolicyRuleOnExitCodes'),
  since: '1.25',
  on: { types: ['batch.v1/JobSpec'] },
  check({ node }, report) {
    const names = new Set(
      ['containers', 'initContainers'].flatMap((key) =>
        list(at(node, ['template', 'spec', key])).map((item) => string(get(item, 'name'))),
      ),
    );
    for (const { codes } of exitCodeRules(node)) {
      const container = get(codes, 'containerName');
      const name = string(container);
      if (container && name && !names.has(name))
        report(container, `the pod has no container called "${name}"`);
    }
  },
};
