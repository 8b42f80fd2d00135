/** The annotation in which `kubectl apply` (client side) records the manifest that it was given last. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
