import { expect, test } from 'vitest';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { inputOfTool } from './otherTools.ts';

const told = (text: string) => {
  const [document] = splitManifest(text);
  return document && inputOfTool(document);
};

test('an input of kustomize is told as that, with its kind where it has one', () => {
  expect(told('apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n')).toMatch(
    /^Kustomization is an input of kustomize/,
  );
  expect(told('apiVersion: kustomize.config.k8s.io/v1alpha1\nresources: []\n')).toMatch(
    /^This is an input/,
  );
});

test.each([
  'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n',
  'kind: Pod\n',
  'apiVersion: v1\nkind: Pod\n',
])('%j is an object, or nobody’s', (text) => expect(told(text)).toBeUndefined());
