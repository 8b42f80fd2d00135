/** Quotas, limit ranges and disruption budgets. */

export const QUOTA_NAMES =
  /^(cpu|memory|storage|ephemeral-storage|pods|services|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims|services\.(nodeports|loadbalancers)|(requests|limits)\.(cpu|memory|ephemeral-storage|storage)|hugepages-.+|requests\.hugepages-.+)$/;
