import { at, get, type Node } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { podsOf, sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-java-options',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'program',
  summary: 'Java options set the heap, which Spark refuses: "memory" sets it.',
  source: onPage(
    'Spark',
    'https://spark.apache.org/docs/latest/configuration.html#runtime-environment',
  ),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    const places: (Node | undefined)[] = [
      ...podsOf(node).map(({ pod }) => get(pod, 'javaOptions')),
      at(node, ['sparkConf', 'spark.driver.extraJavaOptions']),
      at(node, ['sparkConf', 'spark.executor.extraJavaOptions']),
    ];
    for (const options of places) {
      const flag = /(^|\s)(-Xm[xs]\S*)/.exec(string(options) ?? '')?.[2];
      if (options && flag) report(options, `Spark refuses "${flag}": remove it and set "memory"`);
    }
  },
};
