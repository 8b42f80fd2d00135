/** Keys that every object of JavaScript inherits are keys like any other, wherever they stand. */
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { comparable, diffTexts, readableYaml } from '../../cluster/objects/cleanObject.ts';
import { parseFieldPath } from '../../cluster/objects/fieldPath.ts';
import { statusCauses } from '../../cluster/answers/statusCauses.ts';
import { at, type JsonObject } from '../../cluster/values.ts';
import { crdHead } from '../../core/schema/convert/crd.ts';
import { parseManifest } from '../../core/model/manifestDocuments.ts';
import { parseSettings } from '../../shared/settings.ts';
import { brief, diagnose, testSession } from '../harness/manifests.ts';
import { crdText } from '../harness/crdText.ts';

const keys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf'];
const session = testSession();
const reports = async (text: string): Promise<string[]> =>
  (await diagnose(session, text)).map(brief);

/** Values of fields by which rules look something up. */
const lookedUp = (key: string): string[] => [
  `apiVersion: v1\nkind: Secret\nmetadata: { name: a }\ntype: ${key}\n`,
  `apiVersion: v1\nkind: ${key}\nmetadata: { name: a }\n`,
  `apiVersion: ${key}/v1\nkind: Pod\nmetadata: { name: a }\n`,
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: a }\nspec: { maxReplicas: 2, scaleTargetRef: { kind: ${key}, name: a, apiVersion: apps/v1 }, metrics: [{ type: ${key} }] }\n`,
  `apiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\nmetadata: { name: a }\nspec: { type: ${key}, mainApplicationFile: a.py, sparkConf: { ${key}: a } }\n`,
  `apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: { name: a }\nspec: { paramKind: { kind: ${key}, apiVersion: v1 }, validations: [{ expression: 'true', reason: ${key} }] }\n`,
  `apiVersion: v1\nkind: Pod\nmetadata: { name: a, labels: { ${key}: a }, annotations: { ${key}: a } }\nspec: { nodeSelector: { ${key}: a }, containers: [{ name: ${key}, image: a, ${key}: a, resources: { limits: { ${key}: 1 } } }] }\n`,
  `kettle:\n  ${key}: 1\n${key}: {}\n`,
];

test.each(keys)('no check trips over %s', async (key) => {
  for (const text of lookedUp(key)) await expect(reports(text)).resolves.toBeInstanceOf(Array);
});

test.each(keys)(
  '%s is an unknown field where it is one, and a label where it is one',
  async (key) => {
    expect(
      await reports(`apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n${key}: a\n`),
    ).toEqual([expect.stringContaining('unknown-field')]);
    expect(
      await reports(
        `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { ${key}: a }\n`,
      ),
    ).toEqual([]);
  },
);

test.each(keys)(
  'a CRD may have %s as a field, required and with a default or limits',
  async (key) => {
    const fields = `${key}: { type: integer, format: ${key}, maximum: 3 }
list: { type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [${key}], items: { type: object, properties: { ${key}: { type: string } } } }`;
    const text = crdText({ group: 'inherited.example.com', kind: 'Inherited', fields });
    const crd: unknown = parse(
      text.replace(/^( +)(?=properties:\n {14})/m, `$1required: [${key}]\n$1`),
    );
    const head = crdHead(crd);
    session.store.workspace.setOnDisk('file:///c.yaml', head ? [{ head, value: () => crd }] : []);
    const object = (spec: string): string =>
      `apiVersion: inherited.example.com/v1\nkind: Inherited\nmetadata: { name: a }\nspec: ${spec}\n`;
    expect(await reports(object(`{ ${key}: 2 }`))).toEqual([]);
    expect(await reports(object(`{ ${key}: 4 }`))).toEqual([
      expect.stringContaining('value-range'),
    ]);
    expect(await reports(object('{}'))).toEqual([expect.stringContaining('missing-field')]);
    expect(await reports(object(`{ ${key}: 1, list: [{ a: b }, { a: c }] }`))).toHaveLength(2);
  },
);

test.each(keys)('%s survives the way of an object to the cluster and into a diff', (key) => {
  const text = `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","labels":{"${key}":"l"}},"data":{"${key}":"x"},"${key}":{"a":1}}`;
  const object = parseManifest(text) as JsonObject;
  expect(JSON.parse(JSON.stringify(object))).toEqual(JSON.parse(text));
  const { after } = diffTexts(undefined, comparable(object));
  for (const shown of [after, readableYaml(object)]) {
    expect(at(parse(shown), 'data', key)).toBe('x');
    expect(at(parse(shown), key, 'a')).toBe(1);
  }
  expect(at({}, key)).toBeUndefined();
  expect(parseFieldPath(`data.${key}`, object)).toEqual(['data', key]);
  const status = { message: `strict decoding error: unknown field "data.${key}.x"` };
  expect(statusCauses(status, object, stringify(object))[0]?.path.slice(0, 2)).toEqual([
    'data',
    key,
  ]);
});

test.each(keys)('the setting of a rule named %s switches nothing', (key) => {
  const value: unknown = JSON.parse(`{"rules":{"${key}":"off"},"${key}":{"enabled":false}}`);
  const { settings } = parseSettings(value);
  expect(settings.validation.enabled).toBe(true);
  expect(settings.rules['missing-field']).toBeUndefined();
});
