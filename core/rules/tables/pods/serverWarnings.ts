/** What the API server takes and warns of in its answer (the header `Warning`), where a place and a condition say it. */
import { repeatedIn, above, blank, both, filled, set, unlike, unset } from '../conditions.ts';
import { factsOf } from '../fact.ts';
import type { Rule } from '../../rule.ts';
import { inKubernetes } from '../../sources.ts';

const ofPods = inKubernetes('pkg/api/pod/warnings.go', 'warningsForPodSpecAndMeta');
const ofPaths = inKubernetes('pkg/api/pod/warnings.go', 'warningsForOverlappingVirtualPaths');
const ofJobs = inKubernetes('pkg/api/job/warnings.go', 'WarningsForJobSpec');
const ofNodes = inKubernetes('pkg/registry/core/node/strategy.go', 'nodeWarnings');
const ofDrivers = inKubernetes('pkg/registry/storage/csidriver/strategy.go', 'WarningsOnCreate');
const ofSlices = inKubernetes(
  'pkg/registry/discovery/endpointslice/strategy.go',
  'warnOnDeprecatedAddressType',
);
const ofDevices = inKubernetes(
  'pkg/registry/resource/resourceslice/strategy.go',
  'WarningsOnCreate',
);
const ofReservedNames = inKubernetes(
  'pkg/apis/admissionregistration/validation/static_suffix.go',
  'WarningsForStaticSuffix',
);

const admission = [
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
].map((kind) => `admissionregistration.k8s.io/${kind}`);

/** At most 63 letters, digits and `-_.`, of which the first and the last are letters or digits. */
const labelValue = /^[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/;

export const serverWarnings: readonly Rule[] = [
  ...factsOf({ on: { types: ['core.v1/PodSpec'] }, source: ofPods }, [
    {
      code: 'host-alias-repeated',
      each: 'hostAliases[]',
      when: { ip: both(filled, repeatedIn('/hostAliases', 'ip')) },
      says: 'the address "{}" has an item already: put all of its names into one',
    },
    {
      code: 'pull-secret-repeated',
      each: 'imagePullSecrets[]',
      when: { name: both(filled, repeatedIn('/imagePullSecrets', 'name')) },
      says: 'the Secret "{}" is in the list already: remove one of the two',
    },
    {
      code: 'preferred-node-value',
      each: 'affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[].preference.matchExpressions[].values[]',
      when: { '': unlike(labelValue) },
      says: 'no node has a label with this value, as it has the wrong form: write at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
    },
  ]),
  ...factsOf({ on: { types: ['core.v1/VolumeProjection'] }, source: ofPaths }, [
    {
      code: 'projected-source-empty',
      when: { '': blank },
      says: 'the source has nothing in it: write secret, configMap, downwardAPI or serviceAccountToken, or remove the item',
    },
  ]),
  ...factsOf({ on: { types: ['batch.v1/JobSpec'] }, source: ofJobs }, [
    {
      code: 'indexed-job-large',
      when: {
        completions: above(100_000),
        parallelism: above(10_000),
        completionMode: 'Indexed',
        backoffLimitPerIndex: unset,
      },
      says: 'Kubernetes may lose count of so many indexes when many of them fail: lower completions to 100,000 or parallelism to 10,000',
    },
  ]),
  ...factsOf({ on: { kinds: ['Node'] }, source: ofNodes }, [
    {
      code: 'node-external-id',
      when: { 'spec.externalID': filled },
      at: 'spec.externalID',
      says: 'Kubernetes does not use externalID: remove it',
    },
    {
      code: 'node-config-source',
      when: { 'spec.configSource': set },
      says: 'kubelets read no configuration from objects any more: remove configSource, and configure the kubelet by its file',
    },
  ]),
  ...factsOf({ on: { kinds: ['storage.k8s.io/CSIDriver'] }, source: ofDrivers, since: '1.35' }, [
    {
      code: 'csi-tokens-in-context',
      when: { 'spec.tokenRequests': filled, 'spec.serviceAccountTokenInSecrets': unset },
      says: 'the driver gets the tokens beside the attributes of the volume, which it may log: set serviceAccountTokenInSecrets to true if the driver reads them there, else to false',
    },
  ]),
  ...factsOf({ on: { kinds: ['discovery.k8s.io/EndpointSlice'] }, source: ofSlices }, [
    {
      code: 'endpoint-slice-names',
      when: { addressType: 'FQDN' },
      says: 'addressType FQDN is deprecated, and nothing in Kubernetes reads it: write IPv4 or IPv6, and addresses',
    },
  ]),
  ...factsOf({ on: { kinds: ['resource.k8s.io/ResourceSlice'] }, source: ofDevices }, [
    {
      code: 'resource-driver-case',
      when: { 'spec.driver': /[A-Z]/ },
      says: 'names of drivers are compared letter by letter: write this one in small letters',
    },
  ]),
  ...factsOf({ on: { kinds: admission }, source: ofReservedNames, since: '1.36' }, [
    {
      code: 'name-reserved',
      when: { 'metadata.name': /\.static\.k8s\.io$/ },
      says: 'names that end with .static.k8s.io are for files on the disk of the API server: choose another one',
    },
  ]),
];
