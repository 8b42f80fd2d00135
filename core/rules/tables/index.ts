/** The tables of facts by their subject, which is a page in docs/rules. */
import type { Rule } from '../rule.ts';
import { sparkApplications } from './spark/application.ts';
import { sparkPods } from './spark/pods.ts';
import { sparkSchedules } from './spark/scheduled.ts';

export const factsBySubject = {
  spark: [...sparkApplications, ...sparkPods, ...sparkSchedules],
} satisfies Record<string, readonly Rule[]>;
