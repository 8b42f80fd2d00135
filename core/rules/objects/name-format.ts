import { own } from '../../../shared/own.ts';
import { get } from '../../yaml/node.ts';
import { formats } from '../../formats/index.ts';
import { checkScalar } from '../../checks/valueFormat.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { isNotKept, kindKey } from './kinds.ts';

/** Kinds whose names are not RFC 1123 subdomains, as GROUP/Kind. */
const GRAMMARS: Record<string, string> = {
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

export const rule: Rule = {
  code: 'name-format',
  severity: 'error',
  claims: 'value',
  enforcedBy: 'apiServer',
  summary: 'The name of an object has the grammar of its kind: most are lower-case DNS names.',
  on: { kinds: ['*'] },
  check({ ctx }, report) {
    if (isNotKept(ctx)) return;
    const kind = kindKey(ctx);
    const format = formats.get(own(GRAMMARS, kind) ?? 'dns-subdomain');
    const metadata = get(ctx.root, 'metadata');
    const name = get(metadata, 'name');
    if (format && name?.type === 'scalar' && typeof name.value === 'string') {
      checkScalar(format, name, ctx, report);
    }
    const prefix = string(get(metadata, 'generateName'));
    const node = get(metadata, 'generateName');
    if (format && node && prefix !== undefined) {
      const problem = format.check(prefix.replace(/-$/, 'a'));
      if (problem)
        report(node, `"${prefix}" cannot begin a name: write lower-case letters, digits and "-"`);
    }
  },
};
