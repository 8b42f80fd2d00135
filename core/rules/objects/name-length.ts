import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { kindKey } from './kinds.ts';

/** Longest names where they are shorter than the grammar allows, and why. */
const MAX_LENGTHS: Record<
  string,
  readonly [max: number, why: string, severity: 'error' | 'warning']
> = {
  'batch/CronJob': [52, 'its jobs get a suffix', 'error'],
  'batch/Job': [63, 'it becomes a label of its pods', 'error'],
  'apps/StatefulSet': [52, 'its pods get a suffix and it becomes a label', 'warning'],
  'sparkoperator.k8s.io/SparkConnect': [56, 'its server pod gets a suffix', 'error'],
  'sparkoperator.k8s.io/ScheduledSparkApplication': [43, 'its runs get a time stamp', 'warning'],
};

export const rule: Rule = {
  code: 'name-length',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'apiServer',
  summary: 'The name leaves no room for what is appended to it.',
  source: inApiServer('apps', 'ValidateStatefulSetName'),
  on: { kinds: Object.keys(MAX_LENGTHS) },
  check({ ctx }, report) {
    const [max, why, severity] = MAX_LENGTHS[kindKey(ctx)] ?? [];
    const node = at(ctx.root, ['metadata', 'name']);
    const name = string(node);
    if (!max || !node || !name || name.length <= max || name.length > 253) return;
    const text = `the name has ${name.length} characters, at most ${max} are possible (${why}): shorten it`;
    report(node, text, { ...(severity && { severity }) });
  },
};
