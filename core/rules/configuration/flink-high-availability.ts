import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'flink-high-availability',
  severity: 'warning',
  claims: 'advice',
  summary:
    'Flink is to be highly available and has no place for what it keeps, and does not start.',
  source: onPage(
    'Flink',
    'https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/ha/kubernetes_ha/',
  ),
  on: { configs: ['flink'] },
  check({ config }, report) {
    if (!config || config.isPartial) return;
    const { entries } = config;
    const type = entries.find(({ key }) => /^high-availability(?:\.type)?$/.test(key));
    if (!type?.value || !/^(?:kubernetes|zookeeper)$/i.test(type.value.trim())) return;
    if (entries.some(({ key }) => places.has(key))) return;
    report(
      type.valueSpan,
      'Flink does not start highly available without a place for what it keeps: add high-availability.storageDir, unless the defaults of the operator do',
    );
  },
};

const places = new Set([
  'high-availability.storageDir',
  'high-availability.zookeeper.storageDir',
  'recovery.zookeeper.storageDir',
]);
