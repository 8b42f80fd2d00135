/** Resources of quotas and limit ranges. */
export const quotaResources =
  /^(cpu|memory|storage|ephemeral-storage|pods|services|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims|services\.(nodeports|loadbalancers)|(requests|limits)\.(cpu|memory|ephemeral-storage|storage)|hugepages-.+|requests\.hugepages-.+)$/;

/** Amounts of a limit range, from the smallest. */
export const limitOrder = ['min', 'defaultRequest', 'default', 'max'];
