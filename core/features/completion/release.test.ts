// On the built schemas: what is offered is what the release of Kubernetes has.
import { expect, test } from 'vitest';
import { checkCompletion } from '../../../test/harness/checkCompletion.ts';

const init =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  initContainers:\n    - name: b\n      $0\n';

test('a field that the release has not is not offered, nor one that is off by default there', () => {
  expect(checkCompletion(init, { kubernetesVersion: '1.27' }).labels).not.toContain(
    'restartPolicy',
  );
  expect(checkCompletion(init, { kubernetesVersion: '1.28' }).labels).not.toContain(
    'restartPolicy',
  );
  expect(checkCompletion(init, { kubernetesVersion: '1.29' }).labels).toContain('restartPolicy');
  expect(checkCompletion(init).labels).toContain('restartPolicy');
  expect(checkCompletion(init, { kubernetesVersion: '1.27' }).labels).toContain('image');
});

test('in a custom resource fields are those that its operator knows', () => {
  const spark =
    'apiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\nmetadata: { name: a }\nspec:\n  driver:\n    template:\n      spec:\n        host$0\n';
  expect(checkCompletion(spark, { kubernetesVersion: '1.24' }).labels).toContain('hostUsers');
});

test('kinds are those that the release has by default', () => {
  const policy = 'kind: ValidatingAdmissionPol$0\n';
  const labels = (text: string, kubernetesVersion?: string): readonly string[] =>
    checkCompletion(text, kubernetesVersion === undefined ? {} : { kubernetesVersion }).labels;
  expect(labels(policy)).toContain('ValidatingAdmissionPolicy');
  expect(labels(policy, '1.29')).not.toContain('ValidatingAdmissionPolicy');
  expect(labels('kind: Deploy$0\n', '1.29')).toContain('Deployment');
  expect(labels('$0', '1.29')).not.toContain('ValidatingAdmissionPolicy');
  expect(labels('$0')).toContain('ValidatingAdmissionPolicy');
  const version = 'apiVersion: admission$0\nkind: MutatingWebhookConfiguration\n';
  expect(labels(version, '1.29')).toContain('admissionregistration.k8s.io/v1');
  expect(labels('apiVersion: resource.k8s.io/$0\n', '1.29')).not.toContain('resource.k8s.io/v1');
  expect(labels('apiVersion: resource.k8s.io/$0\n')).toContain('resource.k8s.io/v1');
});

test('of a release that is newer than all that is known the newest known one is offered', () => {
  const newest = checkCompletion(init).labels;
  expect(checkCompletion(init, { kubernetesVersion: '1.99' }).labels).toEqual(newest);
});
