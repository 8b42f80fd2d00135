/** Sources and releases of Flux: what its controllers refuse or pass over. */
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import { empty, filled, isTrue, not, oneOf, set, unlike } from '../conditions.ts';
import { factsOf } from '../fact.ts';

const by = 'operator';
const page = (name: string): ReturnType<typeof onPage> =>
  onPage('Flux', `https://fluxcd.io/flux/components/${name}/`);

const repositories = factsOf(
  {
    on: { kinds: ['source.toolkit.fluxcd.io/HelmRepository'] },
    by,
    source: page('source/helmrepositories'),
  },
  [
    {
      code: 'flux-repository-of-images',
      when: { 'spec.type': 'oci', 'spec.url': unlike(/^oci:\/\//) },
      at: 'spec.url',
      says: 'a repository of type "oci" has an address that begins with oci://',
    },
    {
      code: 'flux-repository-type',
      when: { 'spec.url': /^oci:\/\//, 'spec.type': not(oneOf('oci')) },
      says: 'an address with oci:// is one of images: add "type: oci"',
    },
  ],
);

const kustomizations = factsOf(
  {
    on: { kinds: ['kustomize.toolkit.fluxcd.io/Kustomization'] },
    severity: 'warning',
    source: page('kustomize/kustomizations'),
  },
  [
    {
      code: 'flux-health-checks-unused',
      when: { 'spec.healthChecks': filled, 'spec.wait': isTrue },
      says: 'with "wait: true" all objects are waited for and these are not read: remove one of the two',
    },
  ],
);

const releases = [
  ...factsOf(
    {
      on: { kinds: ['helm.toolkit.fluxcd.io/HelmRelease'] },
      by,
      source: page('helm/helmreleases'),
    },
    [
      {
        code: 'flux-release-name-length',
        when: { 'spec.releaseName': /^.{54}/ },
        says: 'the name of a release has at most 53 characters: shorten it',
      },
    ],
  ),
  ...factsOf(
    {
      on: { kinds: ['helm.toolkit.fluxcd.io/HelmRelease'] },
      severity: 'warning',
      source: page('helm/helmreleases'),
    },
    [
      {
        code: 'flux-chart-version-unused',
        when: {
          'spec.chart.spec.version': filled,
          'spec.chart.spec.sourceRef.kind': oneOf('GitRepository', 'Bucket'),
        },
        says: 'a chart from a GitRepository or a Bucket is taken as it lies there, and this version is not read: remove it',
      },
    ],
  ),
];

const automations = factsOf(
  {
    on: { kinds: ['notification.toolkit.fluxcd.io/Provider'] },
    by,
    source: page('notification/providers'),
  },
  [
    {
      code: 'flux-provider-address',
      when: {
        'spec.type': oneOf('slack', 'discord', 'msteams', 'rocket', 'googlechat', 'generic'),
        'spec.address': empty,
        'spec.secretRef': empty,
        spec: set,
      },
      says: 'nothing says where messages go: add "address", or "secretRef" with the key "address"',
    },
  ],
);

export const fluxObjects: readonly Rule[] = [
  ...repositories,
  ...kustomizations,
  ...releases,
  ...automations,
];
