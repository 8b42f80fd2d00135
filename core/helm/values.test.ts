import { expect, test } from 'vitest';
import { isAdvice, workspace } from './testing.ts';

const head = '# chart: trino@1.42.2\n';

test('offers the keys of the chart, at the top and deep below', () => {
  const { complete } = workspace();
  expect(complete('a.yaml', `${head}|~\n`)).toEqual(
    expect.arrayContaining(['server', 'coordinator', 'catalogs', 'global']) as string[],
  );
  expect(complete('a.yaml', `${head}|~\n`)).not.toContain('apiVersion');
  expect(complete('a.yaml', `${head}server:\n  workers: 1\n  con|~\n`)).toEqual(
    expect.arrayContaining(['config', 'autoscaling']) as string[],
  );
  expect(complete('a.yaml', `${head}server:\n  workers: 1\n  con|~\n`)).not.toContain('workers');
  expect(complete('a.yaml', `${head}image:\n  pullPolicy: |~\n`)).toEqual([
    'Always',
    'IfNotPresent',
    'Never',
  ]);
});

test('offers the fields of Kubernetes in what is passed on to it', () => {
  const { complete } = workspace();
  expect(complete('a.yaml', `${head}env:\n  - na|~\n`)).toEqual(
    expect.arrayContaining(['name', 'value', 'valueFrom']) as string[],
  );
  expect(complete('a.yaml', `${head}worker:\n  tolerations:\n    - effect: |~\n`)).toContain(
    'NoSchedule',
  );
});

test('hover tells what a key is for, its default and the chart', () => {
  const { hoverAt } = workspace();
  const hover = hoverAt('a.yaml', `${head}server:\n  work|~ers: 3\n`);
  expect(hover).toContain('**server.workers** · whole number');
  expect(hover).toContain('Number of workers.');
  expect(hover).toContain('Default: `2`');
  expect(hover).toContain('Trino chart 1.42.2');
  // A default that is written at the mapping above.
  expect(hoverAt('a.yaml', `${head}securityContext:\n  runAs|~User: 1\n`)).toContain(
    'Default: `1000`',
  );
});

test('findings keys that the chart does not read, wrong types and values', async () => {
  const { check } = workspace();
  const text = `${head}servre: {}
server:
  workers: many
  autoscaling: true
image:
  pullPolicy: Sometimes
headerAuthenticator: { type: x }
workers: 2
`;
  expect(await check('a.yaml', text)).toEqual([
    '2 error[unknown-field] the Trino chart 1.42.2 has no key "servre" here: did you mean service?',
    '4 error[wrong-type] this must be a whole number, not the text "many"',
    '5 error[wrong-type] this must be a mapping (key: value), not the boolean true',
    '7 error[invalid-value] "Sometimes" is not allowed here: use Always, IfNotPresent, Never',
    '8 error[unknown-field] the Trino chart 1.42.2 has no key "type" here: it takes properties',
    '9 error[unknown-field] the Trino chart 1.42.2 has no key "workers" here: it belongs under server, where there is one already',
  ]);
});

test('a text for a number is a warning where the chart ships no schema, the text "false" an error', async () => {
  const { check } = workspace();
  const text = `${head}server: { workers: "3", node: { environment: 7 } }
ingress: { enabled: "false" }
image: { tag: 480 }
`;
  expect(await check('a.yaml', text)).toEqual([
    '2 warning[wrong-type] this must be a whole number, not the text "3"',
    '2 warning[wrong-type] this must be text, not the number 7',
    '3 error[wrong-type] this must be true or false, not the text "false"',
  ]);
});

test('YAML 1.1 reads yes and on as booleans', async () => {
  const { check } = workspace();
  expect(await check('a.yaml', `${head}ingress: { enabled: yes }\n`)).toEqual([]);
  expect(await check('a.yaml', `${head}image: { repository: no }\n`)).toHaveLength(1);
});

test('what the chart or another file may set is not missing, items of lists are whole', async () => {
  const { check } = workspace();
  expect(await check('a.yaml', `${head}server: {}\nworker: { startupProbe: {} }\n`)).toEqual([]);
  expect(await check('a.yaml', `${head}env:\n  - value: x\n`)).toEqual([
    '3 error[missing-field] name is missing here',
  ]);
});

test('parts of Kubernetes are checked as in a manifest', async () => {
  const { check } = workspace();
  const text = `${head}worker:
  resources: { limits: { memory: 4GiB }, request: {} }
  additionalVolumes:
    - { name: a, emptyDir: {} }
    - { name: a, emptyDir: {} }
  tolerations: [{ operator: Exist }]
`;
  const found = await check('a.yaml', text);
  expect(found.map((line) => line.replace(/\].*/, ']'))).toEqual([
    '3 error[format-quantity]',
    '3 error[unknown-field]',
    '6 error[duplicate-item]',
    '7 error[toleration-key-required]',
    '7 error[invalid-value]',
  ]);
});

test('null over a mapping of defaults is told, elsewhere it takes a key away', async () => {
  const { check } = workspace();
  const text = `${head}server:
catalogs: { tpch: null }
securityContext: ~
coordinator: { jvm: { maxHeapSize: null }, deployment: null }
`;
  const found = await check('a.yaml', text);
  expect(found).toEqual([
    expect.stringMatching(
      /^2 information\[null-over-defaults\] null deletes all defaults of "server"/,
    ),
    expect.stringMatching(/^5 information\[null-over-defaults\] .* "deployment"/),
  ]);
});

test('empty texts and mappings say that nothing is set', async () => {
  const { check } = workspace();
  const text = `${head}image: { pullPolicy: "" }
worker: { resources: { limits: { memory: "" } } }
initContainers: { worker: [{ name: a, image: 'b:1', livenessProbe: {} }] }
`;
  expect(await check('a.yaml', text)).toEqual([]);
});

test('texts that a template fills in may become anything', async () => {
  const { check } = workspace();
  const text = `${head}server: { workers: "{{ .Values.global.workers }}" }
commonLabels: { app: "{{ .Release.Name }}", "{{ .x }}": a }
auth: { passwordAuthSecret: '{{ include "x" . }}' }
`;
  expect(await check('a.yaml', text)).toEqual([]);
  // Text that is no YAML before a template engine has run is left alone.
  expect(await check('a.yaml', `${head}{{- if .x }}\nservre: 1\n{{- end }}\n`)).toEqual([]);
});

test('the types of an older version may be others: what is wrong by ours is a warning there', async () => {
  const { check } = workspace();
  expect(
    await check('a.yaml', '# chart: trino@0.8.0\nsecurity: {}\nserver:\n  workers: x\n'),
  ).toEqual([
    expect.stringMatching(
      /^2 error\[unknown-field\] the Trino chart 0\.8\.0 has no key "security" here/,
    ),
    '2 information[chart-version] of the Trino chart 0.8.0 only the keys are known here: types and allowed values are those of 1.42.2, and this version may refuse others',
    expect.stringMatching(/^4 warning\[wrong-type\]/),
  ]);
  expect(await check('a.yaml', '# chart: trino@1.42.1\nserver:\n  workers: x\n')).toEqual([
    expect.stringMatching(/^3 error\[wrong-type\]/),
  ]);
});

test('comments switch findings off, anchors and merge keys are followed, broken YAML is told', async () => {
  const { check } = workspace();
  expect(await check('a.yaml', `${head}# dpm-ignore unknown-field\nservre: {}\n`)).toEqual([]);
  const anchored = `${head}coordinator: &node\n  resources: {}\nworker:\n  <<: *node\n  resuorces: {}\n`;
  expect(await check('a.yaml', anchored)).toEqual([
    expect.stringMatching(/^6 error\[unknown-field\]/),
  ]);
  expect(await check('a.yaml', `${head}server:\n  workers: [1\nworker: {}\n`)).toContainEqual(
    expect.stringMatching(/error\[yaml-syntax\]/),
  );
});

test('only the first document of a file is values, as Helm reads it', async () => {
  const { check } = workspace();
  expect(await check('a.yaml', `${head}server: {}\n---\nservre: {}\n`)).toEqual([]);
});

test('a huge file is checked as far as anybody reads', async () => {
  const { check } = workspace();
  const many = Array.from(
    { length: 5_000 },
    (_, index) => `  c${index}: connector.name=tpch\n`,
  ).join('');
  expect(await check('a.yaml', `${head}catalogs:\n${many}servre: 1\n`)).toHaveLength(1);
  // Longer than what gets a tree.
  expect(await check('a.yaml', `${head}${'# x\n'.repeat(400_000)}`)).toEqual([
    expect.stringMatching(/information\[not-checked\]/),
  ]);
});

test('the comment that names the chart is completed', () => {
  const { complete } = workspace();
  expect(complete('a.yaml', '# chart: |~\n')).toContain('trino@1.42.2');
  expect(complete('a.yaml', '# chart: tri|~\nserver: {}\n')).toContain('trino@1.42.2');
  expect(complete('a.yaml', '# charts|~\n')).toEqual([]);
});

test('null over an empty default, and an empty mapping for a list, change nothing', async () => {
  const { check } = workspace();
  const hub = '# chart: superset@0.14.0\n';
  expect(
    await check('a.yaml', `${hub}extraConfigs:\nextraEnvRaw: {}\nextraEnv: []\nresources: ~\n`),
  ).toEqual([]);
});

test('a mapping that is handed on to a program takes keys that the chart does not know', async () => {
  const { check } = workspace();
  const text = `# chart: jupyterhub@4.3.3
hub: { config: { KubeSpawner: { x_y: 1 }, Own: { a: b } } }
singleuser:
  profileList:
    - display_name: a
      kubespawner_override: { init_containers: [], uid: 1000, cpu_limit: 2 }
      profile_options: { o: { display_name: o, choices: { c: { display_name: c, kubespawner_override: { volumes: [] } } } } }
`;
  expect(await check('a.yaml', text)).toEqual([]);
});

test('the tag of an image that a template would print otherwise is told', async () => {
  const { check } = workspace();
  const lines = ['4.10', '4.1', '1e3', '20240115', '480', '"4.10"', '1_0'].map((tag) =>
    check('a.yaml', `# chart: superset@0.14.0\nimage:\n  tag: ${tag}\n`),
  );
  expect((await Promise.all(lines)).flat()).toEqual([
    '3 warning[number-as-tag] 4.10 is a number here and becomes 4.1: write the tag in quotes',
    '3 warning[number-as-tag] 1e3 is a number here and becomes 1000: write the tag in quotes',
    '3 warning[number-as-tag] 20240115 is a number here and becomes 2.0240115e+07: write the tag in quotes',
    '3 warning[number-as-tag] 1_0 is a number here and becomes 10: write the tag in quotes',
  ]);
});

test('what stands below a key that is given twice is checked each time', async () => {
  const { check } = workspace();
  const text = `${head}coordinator: { jvm: { a: 1 } }\ncoordinator: { jvm: { b: 1 } }\n`;
  expect(await check('a.yaml', text)).toEqual([
    expect.stringMatching(/^2 error\[unknown-field\].*"a"/),
    expect.stringMatching(/^3 error\[duplicate-key\]/),
    expect.stringMatching(/^3 error\[unknown-field\].*"b"/),
  ]);
});

test('keys with dots are told to nest, each once', async () => {
  const { check } = workspace();
  const text = `${head}server.workers: 2
worker.jvm.maxHeapSize: 8G
catalogs.tpch: x
nothing.here: 1
server:
  config.query.maxMemory: 4GB
`;
  const found = await check('a.yaml', text);
  expect(found.map((line) => line.replace(/which nothing reads: /, ''))).toEqual([
    '2 error[dotted-key] "server.workers" is one key with a dot in its name, nest it, as workers under server',
    '3 error[dotted-key] "worker.jvm.maxHeapSize" is one key with a dot in its name, nest it, as jvm.maxHeapSize under worker',
    '4 error[dotted-key] "catalogs.tpch" is one key with a dot in its name, nest it, as tpch under catalogs',
    expect.stringMatching(/^5 error\[unknown-field\]/),
    '7 error[dotted-key] "config.query.maxMemory" is one key with a dot in its name, nest it, as query.maxMemory under config',
  ]);
  // Free keys may have any name.
  const free = await check('a.yaml', `${head}catalogs: { my.catalog: 'connector.name=tpch' }\n`);
  expect(free.filter((line) => !isAdvice(line))).toEqual([]);
});

test('keys of a chart that is known by its history have words of ours, or a label made of the name', () => {
  const { hoverAt } = workspace();
  const head = '# chart: dask@2024.1.1\n';
  expect(hoverAt('a.yaml', `${head}worker:\n  thre|~ads_per_worker: 2\n`)).toContain(
    'limit of CPU',
  );
  expect(hoverAt('a.yaml', `${head}worker:\n  port|~: 2\n`)).toContain('Port of the worker.');
  const argo = '# chart: argo-cd@10.1.1\n';
  expect(hoverAt('a.yaml', `${argo}repoServer:\n  repl|~icas: 2\n`)).toContain(
    'Replicas of the repo server.',
  );
});

test('a text that the chart puts into manifests is checked as the YAML that it is', async () => {
  const { check } = workspace();
  const values = (env: string): string => `# chart: airflow\nextraEnv: ${env}\n`;
  const told = async (env: string): Promise<string[]> =>
    (await check('a.yaml', values(env))).filter((line) => !line.includes('chart-version'));
  const block = '|\n  - nmae: A\n    value: "1"\n  - name: B\n    value: 32';
  expect(await told(block)).toEqual([
    expect.stringMatching(/^3 error\[unknown-field\] .*"nmae".* did you mean name/),
    expect.stringMatching(/^6 error\[wrong-type\] this must be text, not the number 32/),
  ]);
  expect(await told('|\n  - name: A\n    value: "1"')).toEqual([]);
  // What is folded or templated is another text in the end.
  expect(await told(block.replace('|', '>'))).toEqual([]);
  expect(await told(`${block}\n  {{- if .Values.more }}\n  {{- end }}`)).toEqual([]);
  expect(await told('""')).toEqual([]);
});
