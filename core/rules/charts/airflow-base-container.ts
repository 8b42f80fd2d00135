import { get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { runsAirflow, withoutBase } from './airflowImage.ts';

export const rule: Rule = {
  code: 'airflow-base-container',
  severity: 'information',
  claims: 'advice',
  summary:
    'A pod with an image of Airflow, such as a template for its tasks, has no container "base".',
  source: onPage(
    'Airflow',
    'https://airflow.apache.org/docs/apache-airflow-providers-cncf-kubernetes/stable/kubernetes_executor.html#base-image',
  ),
  on: { kinds: ['Pod'] },
  check({ ctx: { root } }, report) {
    const containers = withoutBase(get(root, 'spec'));
    const [first] = containers;
    if (!first || !containers.some(runsAirflow)) return;
    report(
      get(first, 'name') ?? first,
      'as a pod template of Airflow this needs a container called "base": Airflow runs the task in that one',
    );
  },
};
