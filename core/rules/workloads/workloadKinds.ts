/** Kinds that make pods by a template and keep them running. */
export const selectingWorkloads = [
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
];

/** With the one whose selector is a plain map. */
export const podWorkloads = [...selectingWorkloads, 'ReplicationController'];

/** Where an operator compares a key with values. */
export const requirementTypes = [
  'meta.v1/LabelSelectorRequirement',
  'core.v1/NodeSelectorRequirement',
  'core.v1/ScopedResourceSelectorRequirement',
];
