import { at, get } from '../../yaml/node.ts';
import { isSet, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'failure-policy-restart',
  severity: 'error',
  claims: 'value',
  summary: 'A Job has a pod failure policy and pods that restart.',
  source: inApiServer('batch', 'validateJobSpec'),
  since: '1.25',
  on: { types: ['batch.v1/JobSpec'] },
  check({ node }, report) {
    const restart = at(node, ['template', 'spec', 'restartPolicy']);
    if (isSet(get(node, 'podFailurePolicy')) && restart && string(restart) === 'OnFailure')
      report(restart, 'a pod failure policy needs "restartPolicy: Never"');
  },
};
