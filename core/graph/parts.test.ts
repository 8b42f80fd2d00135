import { CancellationToken } from 'vscode-languageserver';
import { expect, test } from 'vitest';
import { checkCompletion } from '../../test/harness/checkCompletion.ts';
import { testSession } from '../../test/harness/manifests.ts';
import { diagnosticsOf } from '../features/diagnostics.ts';
import { hover } from '../features/hover.ts';
import { definition } from '../features/navigation/definition.ts';
import { findReferences } from '../features/navigation/references.ts';
import { prepareRename, rename } from '../features/navigation/rename.ts';

const rule = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: trino-rule, namespace: lake }
spec:
  host: trino.lake.svc.cluster.local
  subsets:
    - { name: blue, labels: { version: a } }
    - { name: green, labels: { version: b } }
`;
const routes = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: routes, namespace: lake }
spec:
  hosts: [trino]
  http:
    - route:
        - destination: { host: trino, subset: blue }
`;

/** Both documents in one file, and the place of a text in it. */
async function opened(...documents: readonly string[]) {
  const session = testSession();
  session.graph.isWhole = true;
  const [uri, text] = ['file:///a.yaml', documents.join('---\n')];
  session.open(uri, 'yaml', 1, text);
  const file = session.file(uri)!;
  await diagnosticsOf(session, file, CancellationToken.None);
  const placeOf = (word: string) => {
    const before = text.slice(0, text.indexOf(word) + word.length - 1).split('\n');
    return { line: before.length - 1, character: before.at(-1)!.length };
  };
  return { session, uri, file, placeOf };
}

test('a subset leads to the DestinationRule for its host, and back', async () => {
  const { session, uri, file, placeOf } = await opened(rule, routes);
  const used = placeOf('subset: blue');
  expect(definition(session, file, used)[0]?.targetRange.start).toEqual({ line: 6, character: 14 });
  expect(JSON.stringify(hover(session, file, used))).toContain('trino-rule');
  const all = findReferences(session, file, placeOf('{ name: blue'), true);
  expect(all.map(({ range }) => range.start.line)).toEqual([6, 16]);
  const edits = rename(session, file, used, 'red')?.changes?.[uri];
  expect(edits?.map(({ range }) => range.start.line)).toEqual([6, 16]);
  expect(prepareRename(session, file, used)?.placeholder).toBe('blue');
  expect(() => rename(session, file, used, 'green')).toThrow('already');
  expect(() => rename(session, file, used, 'Red')).toThrow('small letters');
});

test('a template of a WorkflowTemplate leads there, and keeps its name', async () => {
  const template = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: loads, namespace: lake }
spec: { templates: [{ name: load, container: { image: "a:1" } }] }
`;
  const workflow = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: nightly, namespace: lake }
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{ name: a, templateRef: { name: loads, template: load } }]]
`;
  const { session, file, placeOf } = await opened(template, workflow);
  const used = placeOf('template: load ');
  expect(definition(session, file, used)[0]?.targetRange.start).toEqual({ line: 3, character: 28 });
  expect(() => rename(session, file, used, 'other')).toThrow('by hand');
});

test('subsets of the host of a route are offered', () => {
  const others = [rule, rule.replace('trino.lake', 'hive.lake').replaceAll('green', 'red')];
  const text = routes.slice(0, routes.indexOf('        - dest'));
  const route = `${text}        - destination:\n            host: trino\n            subset: $0\n`;
  expect(checkCompletion(route, { others }).labels).toEqual(['blue', 'green']);
  const service =
    'apiVersion: v1\nkind: Service\nmetadata: { name: trino, namespace: lake }\nspec: { ports: [{ port: 1 }] }\n';
  const host = `${text}        - destination:\n            host: $0\n`;
  expect(checkCompletion(host, { others: [service] }).labels).toContain('trino');
});

test('listeners of the Gateway of a route are offered, and Gateways', () => {
  const others = [
    `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: infra }
spec:
  listeners: [{ name: web, port: 80, protocol: HTTP }, { name: tls, port: 443, protocol: HTTPS }]
`,
  ];
  const route = (text: string): string =>
    `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: a, namespace: lake }\nspec:\n  parentRefs:\n    - namespace: infra\n${text}`;
  const labels = (text: string) => checkCompletion(route(text), { others }).labels;
  expect(labels('      name: $0\n')).toEqual(['edge']);
  expect(labels('      name: edge\n      sectionName: $0\n')).toEqual(['web', 'tls']);
  expect(labels('      name: edge\n      port: $0\n')).toEqual(['80', '443']);
});

test('addresses of the Services that Strimzi makes are offered', () => {
  const kafka = `apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: { name: events, namespace: lake }
spec: { kafka: { listeners: [{ name: plain, port: 9092, type: internal, tls: false }] } }
`;
  const bridge =
    'apiVersion: kafka.strimzi.io/v1\nkind: KafkaBridge\nmetadata: { name: a, namespace: lake }\nspec:\n  bootstrapServers: $0\n';
  expect(checkCompletion(bridge, { others: [kafka] }).labels).toEqual([
    'events-kafka-bootstrap:9092',
    'events-kafka-bootstrap:9091',
  ]);
});
