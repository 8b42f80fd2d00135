/** What is said of manifests that another tool fills in: nothing of what it fills in, all of the rest. */
import { describe, expect, test } from 'vitest';
import { workspace } from '../helm/testing.ts';

const deployment = (fields: {
  name?: string;
  replicas?: string;
  image?: string;
  more?: string;
}): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${fields.name ?? 'web'}
spec:
  replicas: ${fields.replicas ?? '1'}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: main
          image: ${fields.image ?? 'nginx:1.29'}
${fields.more ?? ''}`;

const checked = (text: string, files: Record<string, string> = {}): Promise<string[]> =>
  workspace(files).check('a.yaml', text);

describe('a value is not judged that is, or holds,', () => {
  test.each([
    ['a variable of a shell', '${COUNT}'],
    ['one without braces', '$COUNT'],
    ['one in a longer text', '1${ZEROS}'],
    ['one that must be there', '${COUNT:?set it}'],
    ['one with an empty default', '${COUNT:=}'],
    ['one with a default that is another one', '${COUNT:-${OTHER}}'],
    ['a variable of kustomize', '$(COUNT)'],
    ['an expression of Terraform', '${var.counts["web"]}'],
    ['a call of Terraform', '${max(1, local.count)}'],
    ['an expression of Jinja', '{{ count }}'],
    ['one with a filter and quotes', '{{ counts["web"] | default("one: two") }}'],
    ['one in quotes', '"{{ count }}"'],
    ['a condition of Jinja in a value', '{% if big %}5{% else %}1{% endif %}'],
    ['an expression of gomplate', '{{ (ds "config").count }}'],
    ['one of Helm', '{{ .Values.count | int }}'],
    ['one of Argo Workflows', "'{{inputs.parameters.count}}'"],
    ['a path of Vault', '<path:kv/data/web#count>'],
    ['a text encrypted by SOPS', 'ENC[AES256_GCM,data:MQ==,iv:YQ==,tag:Yg==,type:int]'],
    ['a reference of vals', 'ref+vault://secret/web#/count'],
    ['one that is secret, in a longer text', 'a-secretref+awssecrets://web/count?region=eu'],
    ['a value of ytt', '#@ data.values.count'],
    ['a text template of ytt', '"(@= str(count) @)"'],
    ['code of ERB', '<%= @count %>'],
    ['a mark of a script', '__COUNT__'],
    ['one in a longer text', '1-__THE_COUNT__-2'],
  ])('%s', async (_, value) => {
    const slip = '          imagePullpolicy: Always\n';
    const found = await checked(deployment({ replicas: value, name: 'Web_One', more: slip }));
    expect(found.map((each) => each.split(' ').slice(0, 2).join(' '))).toEqual([
      '4 error[name-format]',
      '14 error[unknown-field]',
    ]);
  });

  test('what the settings name', async () => {
    const text = deployment({ replicas: '"@@COUNT@@"', name: 'a-@@NAME@@' });
    expect(await checked(text)).toHaveLength(2);
    expect(await checked(text, { '.dpm.yaml': "placeholders: ['@@[A-Z]+@@']\n" })).toEqual([]);
  });

  test('a name of the Vault plugin, where the manifest says that it reads it', async () => {
    const secret = (metadata: string): string =>
      `apiVersion: v1\nkind: Secret\nmetadata: { name: a${metadata} }\ndata:\n  key: <key | base64encode>\n`;
    expect(await checked(secret(''))).toHaveLength(1);
    const path = ', annotations: { avp.kubernetes.io/path: kv/data/a }';
    expect(await checked(secret(path))).toEqual([]);
  });
});

describe('still judged is', () => {
  test.each([
    ['a default', '${COUNT:=many}', '6 error[wrong-type]'],
    ['a default behind a dash', '${COUNT:-1.5}', '6 error[wrong-type]'],
    ['what only looks alike', '$', '6 error[wrong-type]'],
    ['a group of an expression', '$1', '6 error[wrong-type]'],
    ['what begins as a reference', 'ref+a', '6 error[wrong-type]'],
    ['a mapping in doubled braces', '{{count: 1}}', '6 error[wrong-type]'],
  ])('%s', async (_, value, expected) => {
    const [first = ''] = await checked(deployment({ replicas: value }));
    expect(first.split(' ').slice(0, 2).join(' ')).toBe(expected);
  });

  test('a good default as little as any value', async () => {
    expect(await checked(deployment({ replicas: '${COUNT:=2}', name: '${NAME:-web}' }))).toEqual(
      [],
    );
    expect(await checked(deployment({ replicas: '"${COUNT:=2}"' }))).toEqual([]);
  });
});

describe('where names are compared', () => {
  const pod = (volume: string, mount: string): string =>
    deployment({
      more: `          volumeMounts: [{ name: ${mount}, mountPath: /a }]\n      volumes: [{ name: ${volume}, emptyDir: {} }]\n`,
    });

  test('nothing is said of one that is not known, and of those that it may be', async () => {
    expect(await checked(pod('a', '"${VOLUME}"'))).toEqual([]);
    expect(await checked(pod('"${VOLUME}"', 'a'))).toEqual([]);
    // A mount that is of no volume, and a volume that has no mount.
    expect(await checked(pod('a', 'b'))).toHaveLength(2);
  });

  test('a whole part of the manifest may be filled in', async () => {
    const text = deployment({}).replace(/ {2}template:[^]*/, '  template: ${TEMPLATE}\n');
    expect(await checked(text)).toEqual([]);
    const labels = deployment({}).replace('{ labels: { app: web } }', '{ labels: "${LABELS}" }');
    expect(await checked(labels)).toEqual([]);
  });
});

test('the names of fields may be filled in, too', async () => {
  const labels = '  labels: { "${PREFIX}/app_": a, "{{ key }}": b }\n';
  expect(await checked(deployment({ name: `a\n${labels}`.trimEnd() }))).toEqual([]);
});

test('apiVersion and kind may be filled in', async () => {
  expect(await checked('apiVersion: ${API}\nkind: Deployment\nmetadata: {name: a}\n')).toEqual([]);
  expect(await checked('apiVersion: v1\nkind: {{ kind }}\nmetadata: {name: a}\n')).toEqual([]);
});

describe('of SOPS', () => {
  const sops =
    'sops:\n  age: []\n  lastmodified: "2026-01-01T00:00:00Z"\n  mac: ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]\n  version: 3.9.0\n';
  const secret = (fields: string): string =>
    `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n${fields}${sops}`;

  test('the key at the top is no unknown field', async () => {
    const data = 'data:\n  a: ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]\n';
    expect(await checked(secret(data))).toEqual([]);
    expect(await checked(secret('dta: {}\n'))).toHaveLength(1);
  });

  test('a field that is only called so is one', async () => {
    const text = 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nsops: {a: b}\n';
    expect(await checked(text)).toHaveLength(1);
  });
});

describe('of ytt', () => {
  test('functions are no part of the manifest, and lines may be left out', async () => {
    const text = `#@ def labels():
app: web
#@ end
---
${deployment({}).replace('replicas: 1', '#@ if big:\n  replicas: 3\n  #@ else:\n  replicas: 1\n  #@ end')}`;
    expect(await checked(text)).toEqual([]);
  });

  test('what no comment is about is judged', async () => {
    expect(await checked(deployment({ replicas: '#@ count', image: '5' }))).toHaveLength(1);
  });
});

describe('variables that containers fill in themselves', () => {
  test('are no placeholders', async () => {
    const more = '          args: ["$(POD_NAME)"]\n          env: [{ name: 1 , value: $(A) }]\n';
    expect(await checked(deployment({ more }))).toHaveLength(1);
  });
});

describe('a text with entries is judged beside', () => {
  const catalog = (line: string): string => `apiVersion: v1
kind: ConfigMap
metadata: { name: catalogs }
data:
  lake.properties: |
    connector.name=iceberg
    iceberg.catalog.type=glue
    fs.native-s3.enabled=true
    ${line}
    s3.path-style-access=yes
`;

  test.each([
    's3.aws-secret-key=${ENV:S3_SECRET}',
    's3.aws-secret-key={{ secret }}',
    's3.aws-secret-key=$(SECRET)',
    's3.max-connections=(@= str(count) @)',
    's3.max-connections=<path:kv/data/s3#count>',
    's3.max-connections=<%= count %>',
    '{% if big %}',
    '${MORE}',
  ])('%s', async (line) => {
    const found = await checked(catalog(line));
    expect(found.map((each) => each.split(' "', 1)[0])).toEqual(['10 error[config-value]']);
  });

  test('what the settings name, line by line, or the whole where it is named as a whole', async () => {
    const named = (pattern: string): Record<string, string> => ({
      '.dpm.yaml': `placeholders:\n  - '${pattern}'\n`,
    });
    const text = catalog('s3.max-connections=@@COUNT@@');
    expect(await checked(text, named('@@\\w+@@'))).toHaveLength(1);
    expect(await checked(text, named('connector[^§]*COUNT'))).toEqual([]);
  });
});

describe('in values of charts', () => {
  test.each([
    ['trino', 'coordinator: { resources: { limits: { memory: "{{ m }}" } } }'],
    ['trino', 'worker: { resources: { requests: { cpu: "{{ .Values.c }}" } } }'],
    ['trino', 'catalogs: { a: "connector.name=hive\\nhive.metastore.uri={{ x }}\\n" }'],
    ['trino', "catalogs: { a: '{{ x }}' }"],
    [
      'trino',
      'catalogs: { a: "connector.name=hive\\nhive.metastore.uri=ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]\\n" }',
    ],
    ['superset', 'extraSecretEnv: { SUPERSET_SECRET_KEY: \'{{ requiredEnv "KEY" }}\' }'],
    ['superset', 'supersetNode: { resources: { limits: { memory: "{{ m }}" } } }'],
    ['jupyterhub', 'hub: { config: { GitHubOAuthenticator: { client_secret: "{{ gh }}" } } }'],
    ['jupyterhub', 'singleuser: { storage: { capacity: "{{ size }}" } }'],
    ['trino', 'server: { workers: ref+vault://secret/x#/k }'],
    ['superset', 'extraSecretEnv: { SUPERSET_SECRET_KEY: ref+vault://secret/x#/k }'],
  ])('%s: nothing is said of %s', async (chart, values) => {
    const text = `# chart: ${chart}\n${values}\n`;
    expect(await checked(text)).toEqual([]);
    expect(await checked(text.replaceAll(/\{\{.*?\}\}|ref\S+|ENC\[.*?\]/g, 'x'))).not.toEqual([]);
  });
});
