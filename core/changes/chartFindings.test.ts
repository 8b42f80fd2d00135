import { expect, test } from 'vitest';
import { chartExamples } from '../../test/harness/changeExamples.ts';
import { diagnose, full, testSession } from '../../test/harness/manifests.ts';
import { propertyOf, type TypedSchema } from '../schema/typedSchema.ts';
import type { TypeSchema } from '../schema/schema.ts';
import { chartChanges } from './chartChanges.ts';
import { outcomes } from './operatorChanges.ts';

const session = testSession();
const codes = new Set<unknown>(Object.values(outcomes).map(({ code }) => code));
const uri = 'file:///example.yaml';

async function told(before: string, after: string): Promise<string[]> {
  session.earlierTexts.set(uri, { text: before, was: 'HEAD' });
  const found = await diagnose(session, after);
  session.earlierTexts.set(uri, undefined);
  return found.filter(({ code }) => codes.has(code)).map(full);
}

test.each(chartExamples())('$name', async ({ before, after, code }) => {
  const found = await told(before, after);
  if (code === undefined) expect(found).toEqual([]);
  else expect(found).toEqual([expect.stringContaining(`[${code}]`)]);
});

/** Whether a chart has a value at a path. */
function hasPath(typed: TypedSchema, path: string): boolean {
  let schema: TypeSchema | undefined = typed.root;
  for (const key of path.split('.')) schema = schema && propertyOf(typed, schema, key);
  return schema !== undefined;
}

function typedOf(chart: string): TypedSchema | undefined {
  const file = session.fileApart(uri, `# chart: ${chart}\na: 1\n`);
  const [document] = file.documents;
  return document && session.values.chartOf(file, document);
}

test('the charts of the table have the values that it names', () => {
  const unknown = chartChanges.flatMap(({ charts, paths }) =>
    charts.flatMap((chart) => {
      const typed = typedOf(chart);
      const wrong = paths.filter((path) => !typed || !hasPath(typed, path));
      return wrong.map((path) => `${chart}: ${path}`);
    }),
  );
  expect(unknown).toEqual([]);
});

test('values in a manifest are compared, too, also where they are a text', async () => {
  const application = (template: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: hub, namespace: argocd }
spec:
  project: default
  destination: { server: https://kubernetes.default.svc, namespace: hub }
  source:
    repoURL: https://hub.jupyter.org/helm-chart/
    chart: jupyterhub
    targetRevision: 4.3.3
    helm:
      values: |
        singleuser: { storage: { dynamic: { pvcNameTemplate: '${template}' } } }
`;
  expect(await told(application('claim-{username}'), application('home-{username}'))).toEqual([
    '13:62-79 warning[change-loses-data] HEAD has "claim-{username}" here: users get new, empty homes, as their claims keep the names that they were made with; leave the template, or copy the homes to claims of the new names',
  ]);
});

test('a message has no secret in it', async () => {
  const values = (key: string): string => `# chart: airflow\nfernetKey: ${key}\n`;
  const found = await told(values('AAAABBBBCCCCDDDD'), values('EEEEFFFFGGGGHHHH'));
  expect(found).toEqual([
    '2:1-10 warning[change-loses-data] HEAD has another value here: with another key nobody can read the passwords of the connections and variables that there are; write the new key, a comma and the old one, and run airflow rotate-fernet-key before the old one goes',
  ]);
});
