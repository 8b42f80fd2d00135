import { at, get, type Node } from '../../yaml/node.ts';
import { isSet, list, number, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'pod-failure-policy',
  severity: 'error',
  claims: 'value',
  summary:
    'A pod failure policy needs pods that never restart, known containers and exit codes in order.',
  on: { types: ['batch.v1/JobSpec'] },
  check({ node }, report) {
    const policy = get(node, 'podFailurePolicy');
    if (!isSet(policy)) return;
    const pod = at(node, ['template', 'spec']);
    const restart = get(pod, 'restartPolicy');
    if (restart && string(restart) === 'OnFailure') {
      report(restart, 'a pod failure policy needs "restartPolicy: Never"');
    }
    const replacement = get(node, 'podReplacementPolicy');
    if (replacement && string(replacement) === 'TerminatingOrFailed') {
      report(
        replacement,
        'with a pod failure policy only "podReplacementPolicy: Failed" is possible',
      );
    }
    const names = new Set(
      ['containers', 'initContainers'].flatMap((key) =>
        list(get(pod, key)).map((item) => string(get(item, 'name'))),
      ),
    );
    for (const rule of list(get(policy, 'rules'))) {
      const action = get(rule, 'action');
      if (action && string(action) === 'FailIndex' && !isSet(get(node, 'backoffLimitPerIndex'))) {
        report(action, '"FailIndex" needs "backoffLimitPerIndex": add it to the Job');
      }
      const codes = get(rule, 'onExitCodes');
      const container = get(codes, 'containerName');
      const name = string(container);
      if (container && name && !names.has(name))
        report(container, `the pod has no container called "${name}"`);
      checkCodes(codes, report);
    }
  },
};

function checkCodes(codes: Node | undefined, report: (node: Node, message: string) => void): void {
  let last = -Infinity;
  for (const item of list(get(codes, 'values'))) {
    const code = number(item);
    if (code === undefined) continue;
    if (code === 0 && string(get(codes, 'operator')) === 'In')
      report(item, 'exit code 0 is success: remove it, or use NotIn');
    else if (code <= last)
      report(item, `${code} comes after ${last}: list exit codes once and in ascending order`);
    last = code;
  }
}
