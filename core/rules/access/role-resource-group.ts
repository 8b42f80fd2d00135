import { quote } from '../../formats/format.ts';
import { get, text } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'role-resource-group',
  severity: 'warning',
  claims: 'advice',
  summary: 'A rule of a role names a resource of Kubernetes under a group that does not have it.',
  source: inApiServer('rbac', 'APIGroupMatches'),
  on: { types: ['rbac.v1/PolicyRule'] },
  check({ node }, report) {
    const groups = list(get(node, 'apiGroups')).map((each) =>
      each.filledIn ? undefined : text(each),
    );
    // Others than these may have resources of the same name.
    if (groups.length === 0 || !groups.every((each) => each !== undefined && resourcesOf.has(each)))
      return;
    for (const resource of list(get(node, 'resources'))) {
      const name = resource.filledIn ? undefined : string(resource);
      const homes = groupsOf.get(name?.split('/', 1)[0] ?? '');
      const [home] = homes ?? [];
      if (name === undefined || home === undefined || homes?.some((each) => groups.includes(each)))
        continue;
      report(
        resource,
        `${quote(name)} is in the group ${quote(home)}, which "apiGroups" does not name: nothing is allowed by this one`,
      );
    }
  },
};

/** By group, what Kubernetes itself has in it and no other of its groups, but for events. */
const resourcesOf: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    '': [
      ...[
        'pods',
        'services',
        'configmaps',
        'secrets',
        'endpoints',
        'events',
        'namespaces',
        'nodes',
      ],
      ...[
        'persistentvolumes',
        'persistentvolumeclaims',
        'replicationcontrollers',
        'serviceaccounts',
      ],
      ...['resourcequotas', 'limitranges', 'podtemplates'],
    ],
    apps: ['deployments', 'statefulsets', 'daemonsets', 'replicasets', 'controllerrevisions'],
    batch: ['jobs', 'cronjobs'],
    autoscaling: ['horizontalpodautoscalers'],
    policy: ['poddisruptionbudgets'],
    'networking.k8s.io': ['ingresses', 'ingressclasses', 'networkpolicies'],
    'rbac.authorization.k8s.io': ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'],
    'storage.k8s.io': ['storageclasses', 'volumeattachments', 'csidrivers', 'csinodes'],
    'coordination.k8s.io': ['leases'],
    'discovery.k8s.io': ['endpointslices'],
    'events.k8s.io': ['events'],
    'scheduling.k8s.io': ['priorityclasses'],
    'apiextensions.k8s.io': ['customresourcedefinitions'],
    'admissionregistration.k8s.io': [
      ...['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'],
      'validatingadmissionpolicies',
    ],
  }),
);

const groupsOf = new Map<string, string[]>();
for (const [group, names] of resourcesOf)
  for (const name of names) groupsOf.set(name, [...(groupsOf.get(name) ?? []), group]);
