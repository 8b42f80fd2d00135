import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';

export const rule: Rule = {
  code: 'kafka-in-sync-replicas',
  severity: 'warning',
  claims: 'advice',
  summary:
    'Kafka is to wait for more replicas in sync than a topic has, so that nothing is written.',
  source: onPage(
    'Kafka',
    'https://kafka.apache.org/documentation/#brokerconfigs_min.insync.replicas',
  ),
  on: { configs: ['kafka'] },
  check({ config }, report) {
    const numberAt = (key: string): number | undefined => {
      const value = config?.entries.find((entry) => entry.key === key)?.value?.trim() ?? '';
      return /^\d{1,6}$/.test(value) ? Number(value) : undefined;
    };
    for (const { key, valueSpan } of config?.entries ?? [])
      for (const { copies, what } of needs.filter(({ least }) => least === key)) {
        const [least, most] = [numberAt(key), numberAt(copies)];
        if (least === undefined || most === undefined || least <= most) continue;
        report(
          valueSpan,
          `${what} have ${most} ${most === 1 ? 'replica' : 'replicas'} by ${copies}, and nothing that waits for ${least} is written: lower it`,
        );
        break;
      }
  },
};

const needs = [
  { least: 'min.insync.replicas', copies: 'default.replication.factor', what: 'topics' },
  {
    least: 'min.insync.replicas',
    copies: 'offsets.topic.replication.factor',
    what: 'the offsets of consumers',
  },
  {
    least: 'transaction.state.log.min.isr',
    copies: 'transaction.state.log.replication.factor',
    what: 'transactions',
  },
];
