// Conditions of CRDs: the API server takes and refuses the same values as our evaluation of them does.
import { expect, test } from 'vitest';
import { Expressions } from '../../core/expressions/expressions.ts';
import { findingsOf } from '../../core/findings/testing.ts';
import { crdSchema } from '../../core/schema/convert/crd.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { judgeOptions } from '../harness/dryRun.ts';
import { installCrds } from '../harness/installCrds.ts';
import { cases, type Case } from './expressions/cases.ts';

const group = 'conditions.example.com';

const fieldOf = (rule: string): string => `f${cases.findIndex((each) => each.rule === rule)}`;

function crd(all: readonly Case[]): object {
  const fields = all.map(
    ({ schema, rule }) =>
      [fieldOf(rule), { ...schema, 'x-kubernetes-validations': [{ rule }] }] as const,
  );
  const spec = { type: 'object', properties: Object.fromEntries(fields) };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `conditions.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: {
        plural: 'conditions',
        singular: 'condition',
        kind: 'Condition',
        listKind: 'ConditionList',
      },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
        },
      ],
    },
  };
}

const expressions = new Expressions();
expressions.asked().holds('true', '');
await expressions.settled;

const definition = crd(cases);
const schema = crdSchema(definition, 'v1');

await controlPlaneOrSkip(
  'conditions of CRDs and a real API server',
  judgeOptions,
  (controlPlane) => {
    let isInstalled: Promise<void> | undefined;

    test.each(cases)('$rule', async ({ rule, values }) => {
      await (isInstalled ??= installCrds(controlPlane(), [JSON.stringify(definition)]));
      for (const value of values) {
        const object = {
          apiVersion: `${group}/v1`,
          kind: 'Condition',
          metadata: { name: 'a' },
          spec: { [fieldOf(rule)]: value },
        };
        const path = `/apis/${group}/v1/namespaces/default/conditions?dryRun=All`;
        const { status, body } = await controlPlane().request('POST', path, object);
        const asked = expressions.asked();
        const found = findingsOf(JSON.stringify(object), { schema, expressions: asked });
        const ours = found.some(({ code }) => code === 'crd-rule') ? 422 : 201;
        // What ends in a fault while it is evaluated, the server refuses, and we leave it open.
        const isFault = JSON.stringify(body?.message ?? '').includes('evaluation error');
        expect([value, isFault ? 'fault' : ours, String(body?.message ?? '')]).toEqual([
          value,
          isFault ? 'fault' : status,
          String(body?.message ?? ''),
        ]);
      }
    });
  },
);
