/** What kind of object it is, and what that says of its metadata. */
import { own } from '../../../shared/own.ts';
import type { Format } from '../../formats/format.ts';
import { formats } from '../../formats/index.ts';
import type { WalkContext } from '../../walk/visit.ts';

/** Kinds that are questions to the server: their metadata is not looked at. */
export function isNotKept({ gvk }: WalkContext): boolean {
  return /Review$|^(Binding|Eviction|TokenRequest|List)$/.test(gvk.kind);
}

/** `GROUP/Kind`; of the core group `Kind` alone. */
export function kindKey({ gvk }: WalkContext): string {
  return gvk.group === '' ? gvk.kind : `${gvk.group}/${gvk.kind}`;
}

/** The grammar of names of this kind. */
export function nameGrammar(ctx: WalkContext): Format | undefined {
  return formats.get(own(grammars, kindKey(ctx)) ?? 'dns-subdomain');
}

/** Kinds whose names are not RFC 1123 subdomains, as GROUP/Kind. */
const grammars: Record<string, string> = {
  Namespace: 'dns-label',
  Service: 'dns-label', // before 1.36 the first character had to be a letter
  'apps/StatefulSet': 'dns-label',
  'rbac.authorization.k8s.io/Role': 'path-segment-name',
  'rbac.authorization.k8s.io/ClusterRole': 'path-segment-name',
  'rbac.authorization.k8s.io/RoleBinding': 'path-segment-name',
  'rbac.authorization.k8s.io/ClusterRoleBinding': 'path-segment-name',
  'certificates.k8s.io/CertificateSigningRequest': 'path-segment-name',
  'certificates.k8s.io/ClusterTrustBundle': 'path-segment-name',
  Event: 'path-segment-name',
  'networking.k8s.io/IPAddress': 'ip',
  // Its name is not looked at.
  'policy/PodDisruptionBudget': 'path-segment-name',
  'apiregistration.k8s.io/APIService': 'path-segment-name',
  'sparkoperator.k8s.io/SparkApplication': 'dns-1035-label',
  'sparkoperator.k8s.io/ScheduledSparkApplication': 'dns-1035-label',
  'sparkoperator.k8s.io/SparkConnect': 'dns-1035-label',
};
