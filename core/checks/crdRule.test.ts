import { describe, expect, test } from 'vitest';
import { workspace } from '../helm/testing.ts';
import { Workspace } from '../workspace/workspace.ts';

const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: kettles.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { plural: kettles, singular: kettle, kind: Kettle, listKind: KettleList }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              x-kubernetes-validations:
                - rule: self.min <= self.max
                  message: min must not be above max.
                - rule: self.min == oldSelf.min
              properties:
                min: { type: integer, default: 0 }
                max: { type: integer }
                parts:
                  type: array
                  items:
                    type: object
                    x-kubernetes-validations: [{ rule: has(self.a) != has(self.b) }]
                    properties: { a: { type: string }, b: { type: string } }
`;

const kettle = (spec: string): string =>
  `apiVersion: example.com/v1\nkind: Kettle\nmetadata: { name: k }\nspec: ${spec}\n`;

async function said(spec: string): Promise<string[]> {
  const { session, check } = workspace({ 'crds/kettle.yaml': crd });
  await new Workspace(session).start();
  return check('kettle.yaml', kettle(spec));
}

test('a condition that does not hold is told in the words of the CRD', async () => {
  expect(await said('{ min: 3, max: 2 }')).toEqual([
    '4 error[crd-rule] the CRD does not take spec like this: min must not be above max',
  ]);
  expect(await said('{ max: 2 }')).toEqual([]);
});

test('without words of the CRD the condition itself is told, at the item', async () => {
  expect(await said('\n  max: 1\n  parts:\n    - { a: x }\n    - {}')).toEqual([
    '8 error[crd-rule] the CRD takes spec.parts[1] only where one of "a" and "b" is set, and not both',
  ]);
});

test('nothing is said of what is wrong by itself, or filled in later', async () => {
  expect(await said('{ min: x, max: 2 }')).toEqual([expect.stringContaining('error[wrong-type]')]);
  expect(await said('{ min: "${MIN}", max: 2 }')).toEqual([]);
});

describe('a condition for changes', () => {
  async function saidOfChange(before: string, after: string): Promise<string[]> {
    const { session, check } = workspace({ 'crds/kettle.yaml': crd });
    await new Workspace(session).start();
    // The same place as that of the text that is checked.
    const uri = session.folderUris[0] ?? '';
    session.earlierTexts.set(`${uri}/kettle.yaml`, { text: kettle(before), was: 'HEAD' });
    return check('kettle.yaml', kettle(after));
  }

  test('that does not hold is told in the words of the CRD', async () => {
    expect(await saidOfChange('{ min: 1, max: 5 }', '{ min: 2, max: 5 }')).toEqual([
      '4 warning[crd-rule] the CRD does not let spec be changed like this: the condition self.min == oldSelf.min does not hold',
    ]);
    expect(await saidOfChange('{ min: 1, max: 5 }', '{ min: 1, max: 6 }')).toEqual([]);
  });

  test('says nothing of what is filled in later', async () => {
    expect(await saidOfChange('{ min: "${MIN}", max: 5 }', '{ min: 2, max: 5 }')).toEqual([]);
  });
});
