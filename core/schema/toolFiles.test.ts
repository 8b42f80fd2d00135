import { describe, expect, test } from 'vitest';
import { testSession } from '../../test/harness/manifests.ts';

const { store } = testSession();
const toolOf = (apiVersion: string, kind: string, fileName = 'a.yaml'): string | undefined =>
  store.toolFile({ apiVersion, kind, fileName })?.tool;

describe('a file is for a tool', () => {
  test.each([
    ['skaffold/v4beta6', 'Config', 'skaffold'],
    ['skaffold/v9beta1', 'Config', 'skaffold'],
    ['backstage.io/v1alpha1', 'Component', 'Backstage'],
    ['backstage.io/v1beta9', 'Something', 'Backstage'],
    ['builtin', 'PrefixSuffixTransformer', 'kustomize'],
    ['builtin', 'NewTransformer', 'kustomize'],
    ['v1', 'Config', 'kubectl and client-go'],
    ['v1alpha1', 'HostnameConfig', 'Talos'],
    ['v1alpha1', 'NewThingConfig', 'Talos'],
    ['kubeadm.k8s.io/v1beta3', 'ClusterConfiguration', 'kubeadm'],
    ['another.config.k8s.io/v1', 'Configuration', 'a component of Kubernetes'],
    ['argoproj.io/v1alpha1', 'ConfigManagementPlugin', 'Argo CD sidecar'],
    ['score.dev/v1b1', '', 'Score'],
    ['v3.0.2', 'DataContract', 'Open Data Contract Standard'],
  ])('%s %s', (apiVersion, kind, tool) => {
    expect(toolOf(apiVersion, kind)).toBe(tool);
  });

  test('by its name where it has no kind', () => {
    expect(toolOf('v1', '', 'install-config.yaml')).toBe('OpenShift installer');
    expect(toolOf('v1', '', 'a.yaml')).toBeUndefined();
  });

  test.each([
    ['v1', 'Pod'],
    ['v1', 'ConfigMap'],
    ['v1', ''],
    ['v1alpha1', 'Deployment'],
    ['apps/v1', 'Config'],
    ['argoproj.io/v1alpha1', 'Application'],
    ['argoproj.io/v1alpha1', 'Unknown'],
    ['example.com/v1', 'Config'],
    ['config.example.com/v1', 'Config'],
    ['policy.open-cluster-management.io/v1', 'Policy'],
    ['constructor', 'toString'],
  ])('but not %s %s', (apiVersion, kind) => {
    expect(toolOf(apiVersion, kind)).toBeUndefined();
  });
});
