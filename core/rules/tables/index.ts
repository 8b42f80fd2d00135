/** The tables of facts by their subject, which is a page in docs/rules. */
import type { Rule } from '../rule.ts';
import { kubeflowJobs } from './kubeflow/jobs.ts';
import { katibAndServing } from './kubeflow/katib.ts';
import { rayClusters } from './ray/clusters.ts';
import { argoWorkflows } from './argo/workflows.ts';
import { sparkApplications } from './spark/application.ts';
import { sparkPods } from './spark/pods.ts';
import { sparkSchedules } from './spark/scheduled.ts';

export const factsBySubject = {
  argo: [...argoWorkflows],
  kubeflow: [...kubeflowJobs, ...katibAndServing],
  ray: [...rayClusters],
  spark: [...sparkApplications, ...sparkPods, ...sparkSchedules],
} satisfies Record<string, readonly Rule[]>;
