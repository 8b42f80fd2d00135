/** All rules, subject by subject. A file of rules that is not listed here does not run. */
import * as admission from './core/admission.ts';
import * as autoscaling from './core/autoscaling.ts';
import * as config from './core/config.ts';
import * as containers from './core/containers.ts';
import * as customResources from './core/customResources.ts';
import * as env from './core/env.ts';
import * as jobs from './core/jobs.ts';
import * as mounts from './core/mounts.ts';
import * as names from './core/names.ts';
import * as networking from './core/networking.ts';
import { oneOf } from './core/oneOf.ts';
import * as podNetwork from './core/podNetwork.ts';
import * as podVolumes from './core/podVolumes.ts';
import * as probes from './core/probes.ts';
import * as quotas from './core/quotas.ts';
import * as rbac from './core/rbac.ts';
import * as resources from './core/resources.ts';
import * as scheduling from './core/scheduling.ts';
import * as security from './core/security.ts';
import * as selectors from './core/selectors.ts';
import * as services from './core/services.ts';
import * as workloads from './core/workloads.ts';
import { duplicateItem } from './duplicates.ts';
import { alternatives } from './alternatives.ts';
import { requiredValue, valueLength, valueRange } from './limits.ts';
import type { Rule } from './rule.ts';
import * as application from './spark/application.ts';
import * as conf from './spark/conf.ts';
import * as executors from './spark/executors.ts';
import * as files from './spark/files.ts';
import * as ignored from './spark/ignored.ts';
import * as sizes from './spark/sizes.ts';
import * as sparkVolumes from './spark/volumes.ts';
import * as claims from './storage/claims.ts';
import * as classes from './storage/classes.ts';
import * as volumes from './storage/volumes.ts';

const modules: readonly Record<string, unknown>[] = [
  names,
  selectors,
  workloads,
  jobs,
  containers,
  env,
  probes,
  resources,
  mounts,
  podVolumes,
  podNetwork,
  security,
  scheduling,
  services,
  networking,
  autoscaling,
  quotas,
  rbac,
  config,
  admission,
  customResources,
  claims,
  volumes,
  classes,
  application,
  executors,
  sparkVolumes,
  ignored,
  sizes,
  files,
  conf,
];

/** Those that the schema drives: they look at every value. */
export const schemaRules: readonly Rule[] = [
  duplicateItem,
  valueRange,
  requiredValue,
  valueLength,
  alternatives,
];

export const rules: readonly Rule[] = [
  ...schemaRules,
  oneOf,
  ...modules.flatMap((module) => Object.values(module).filter(isRule)),
];

function isRule(value: unknown): value is Rule {
  return typeof value === 'object' && value !== null && 'code' in value && 'check' in value;
}
