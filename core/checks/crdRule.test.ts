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
                - rule: self.size.startsWith('l')
                  message: the size has to be large
                - rule: "!has(self.lid) || has(self.handle)"
                - rule: has(self.handle) || !has(self.base.tray)
                  message: a tray needs a handle
                  fieldPath: .base.tray
              properties:
                min: { type: integer, default: 0 }
                max: { type: integer }
                size: { type: string, default: large, maxLength: 9 }
                lid: { type: object, required: [form], properties: { form: { type: string } } }
                handle: { type: string }
                base: { type: object, default: {}, properties: { tray: { type: object }, feet: { type: integer } } }
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

test('of a condition on one field that field is marked, or the one that the CRD blames', async () => {
  expect(await said('\n  max: 1\n  size: small')).toEqual([
    '6 error[crd-rule] the CRD does not take spec.size like this: the size has to be large',
  ]);
  expect(await said('\n  max: 1\n  base:\n    tray: {}')).toEqual([
    '7 error[crd-rule] the CRD does not take spec.base.tray like this: a tray needs a handle',
  ]);
});

describe('where something else is wrong', () => {
  test.each([
    ['a value that it does not read', '{ min: 3, max: 2, size: 5 }'],
    ['a field that it does not read is missing', '{ min: 3, max: 2, lid: {}, handle: x }'],
    ['a field that is not known', '{ min: 3, max: 2, sise: large }'],
  ])('a condition is asked: %s', async (_what, spec) => {
    expect(await said(spec)).toContain(
      '4 error[crd-rule] the CRD does not take spec like this: min must not be above max',
    );
  });

  test.each([
    ['what it reads is wrong', '{ min: 3, max: x }'],
    [
      'a field that is not known may be the one that it reads',
      '{ lid: { form: x }, hanle: x, max: 1 }',
    ],
    ['what it reads may be meant elsewhere', '{ max: 1, base: { tray: {}, handle: x } }'],
    ['what stands in the list that it reads is wrong', '{ max: 1, parts: [{ c: x }] }'],
  ])('nothing is said: %s', async (_what, spec) => {
    const found = await said(spec);
    expect(found).toHaveLength(1);
    expect(found[0]).not.toContain('crd-rule');
  });

  test('only whether it is set is asked of what is wrong within', async () => {
    expect(await said('{ max: 1, lid: {} }')).toEqual([
      '4 error[crd-rule] the CRD takes spec only where "lid" is not set, or "handle" is set',
      '4 error[missing-field] form is missing here',
    ]);
  });
});

test('what is filled in later is asked of nothing but the conditions that read it', async () => {
  expect(await said('{ min: 3, max: 2, size: "${SIZE}" }')).toHaveLength(1);
  expect(await said('{ min: "${MIN}", max: 2, size: small }')).toHaveLength(1);
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
