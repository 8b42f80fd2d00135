/** Labels of nodes that have another name now, to that name; undefined where nothing took their place. */
export const deprecatedNodeLabels: ReadonlyMap<string, string | undefined> = new Map([
  ['beta.kubernetes.io/arch', 'kubernetes.io/arch'],
  ['beta.kubernetes.io/os', 'kubernetes.io/os'],
  ['beta.kubernetes.io/instance-type', 'node.kubernetes.io/instance-type'],
  ['failure-domain.beta.kubernetes.io/region', 'topology.kubernetes.io/region'],
  ['failure-domain.beta.kubernetes.io/zone', 'topology.kubernetes.io/zone'],
  ['node-role.kubernetes.io/master', 'node-role.kubernetes.io/control-plane'],
  ['app.kubernetes.io/created-by', undefined],
  ['scheduler.alpha.kubernetes.io/preferAvoidPods', undefined],
]);
