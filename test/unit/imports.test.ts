/** The imports of the product point one way: no file needs itself, and each part only the parts that it may. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../harness/manifests.ts';

/** What a part may import beside itself; a part within another is named by its folder. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  core: ['core/yaml', 'core/model', 'shared'],
  server: ['core', 'core/yaml', 'core/model', 'shared'],
  cluster: ['core', 'core/yaml', 'core/model', 'shared'],
  cli: ['core', 'core/yaml', 'core/model', 'shared'],
  'cluster/applyFlow': ['cluster', 'core/yaml', 'core/model', 'shared'],
  'core/yaml': ['shared'],
  'core/model': ['core', 'core/yaml', 'shared'],
  client: ['cluster', 'cluster/applyFlow', 'core/yaml', 'core/model', 'shared'],
  tools: ['core', 'core/yaml', 'core/model', 'shared'],
  scripts: ['core', 'core/yaml', 'core/model', 'tools', 'shared', 'test'],
};

/**
 * What a folder within `core/` or `cluster/` may import of the same, the lowest first; a file by itself is a part of its
 * own. A new edge that points down is one more name in a row. Folders that need each other are to be cut apart.
 */
const within: Readonly<Record<string, readonly string[]>> = {
  'core/dictionaries': [],
  'core/emitter.ts': [],
  'core/engine': [],
  'core/log.ts': [],
  'core/markdown': [],
  'core/pacing': [],
  'core/patterns': ['core/emitter.ts'],
  'core/settingsByFolder.ts': [],
  'core/workspace/disk': [],
  'core/yaml': [],
  'core/expressions': [
    'core/emitter.ts',
    'core/formats',
    'core/patterns',
    'core/schema',
    'core/yaml',
  ],
  'core/findings/finding.ts': ['core/yaml'],
  'core/placeholders': ['core/emitter.ts', 'core/patterns', 'core/yaml'],
  'core/model': ['core/placeholders', 'core/workspace/disk', 'core/yaml'],
  'core/schema': [
    'core/dictionaries',
    'core/emitter.ts',
    'core/model',
    'core/patterns',
    'core/placeholders',
    'core/yaml',
  ],
  'core/kustomize': ['core/emitter.ts', 'core/model', 'core/workspace/disk', 'core/yaml'],
  'core/secrets': ['core/markdown', 'core/schema', 'core/yaml'],
  'cluster/schemas': ['cluster/api.ts'],
  'core/formats': ['core/findings', 'core/yaml'],
  'core/gotemplates': [],
  'core/promql': ['core/formats', 'core/patterns'],
  'core/embedded': ['core/dictionaries', 'core/formats', 'core/schema', 'core/yaml'],
  'core/walk': [
    'core/expressions',
    'core/dictionaries',
    'core/embedded',
    'core/findings',
    'core/kustomize',
    'core/model',
    'core/patterns',
    'core/placeholders',
    'core/schema',
    'core/yaml',
  ],
  'core/checks': [
    'core/expressions',
    'core/findings',
    'core/findings/finding.ts',
    'core/formats',
    'core/kustomize',
    'core/model',
    'core/pacing',
    'core/placeholders',
    'core/schema',
    'core/walk',
    'core/yaml',
  ],
  'core/storage': [],
  'core/rules': [
    'core/checks',
    'core/dictionaries',
    'core/embedded',
    'core/findings/finding.ts',
    'core/formats',
    'core/gotemplates',
    'core/model',
    'core/patterns',
    'core/placeholders',
    'core/schema',
    'core/storage',
    'core/walk',
    'core/yaml',
    'core/promql',
  ],
  'core/changes': [
    'core/emitter.ts',
    'core/expressions',
    'core/findings/finding.ts',
    'core/formats',
    'core/model',
    'core/placeholders',
    'core/rules',
    'core/schema',
    'core/yaml',
  ],
  'core/findings': [
    'core/changes',
    'core/expressions',
    'core/checks',
    'core/embedded',
    'core/findings/finding.ts',
    'core/formats',
    'core/graph',
    'core/helm',
    'core/kustomize',
    'core/model',
    'core/pacing',
    'core/patterns',
    'core/placeholders',
    'core/rules',
    'core/schema',
    'core/secrets',
    'core/walk',
    'core/yaml',
  ],
  'core/graph': [
    'core/emitter.ts',
    'core/findings/finding.ts',
    'core/formats',
    'core/model',
    'core/pacing',
    'core/placeholders',
    'core/schema',
    'core/storage',
    'core/walk',
    'core/yaml',
  ],
  'core/helm': [
    'core/emitter.ts',
    'core/findings',
    'core/findings/finding.ts',
    'core/formats',
    'core/model',
    'core/pacing',
    // Patterns of schemas that charts ship are RE2, as Helm has them.
    'core/patterns',
    'core/placeholders',
    'core/schema',
    'core/walk',
    'core/workspace/disk',
    'core/yaml',
  ],
  'core/operators': ['core/formats', 'core/graph', 'core/helm', 'core/model', 'core/yaml'],
  'core/session.ts': [
    'core/changes',
    'core/expressions',
    'core/configuration',
    'core/engine',
    'core/findings',
    'core/formats',
    'core/graph',
    'core/helm',
    'core/kustomize',
    'core/log.ts',
    'core/model',
    'core/pacing',
    'core/placeholders',
    'core/schema',
    'core/settingsByFolder.ts',
    'core/workspace/disk',
  ],
  'core/sizes': ['core/formats', 'core/graph', 'core/rules', 'core/walk', 'core/yaml'],
  'core/picture': ['core/graph'],
  'core/features': [
    'core/changes',
    'core/expressions',
    'core/configuration',
    'core/dictionaries',
    'core/embedded',
    'core/findings',
    'core/findings/finding.ts',
    'core/formats',
    'core/graph',
    'core/helm',
    'core/kustomize',
    'core/markdown',
    'core/model',
    'core/operators',
    'core/pacing',
    'core/picture',
    'core/placeholders',
    'core/schema',
    'core/secrets',
    'core/session.ts',
    'core/sizes',
    'core/yaml',
  ],
  'core/configuration': [
    'core/checks',
    'core/features',
    'core/findings',
    'core/findings/finding.ts',
    'core/formats',
    'core/markdown',
    'core/model',
    'core/patterns',
    'core/workspace',
    'core/workspace/disk',
    'core/yaml',
  ],
  'core/workspace': [
    'core/configuration',
    'core/emitter.ts',
    'core/findings',
    'core/graph',
    'core/helm',
    'core/kustomize',
    'core/model',
    'core/operators',
    'core/pacing',
    'core/patterns',
    'core/placeholders',
    'core/schema',
    'core/session.ts',
    'core/workspace/disk',
    'core/yaml',
  ],
  'core/problems': [
    'core/changes',
    'core/configuration',
    'core/emitter.ts',
    'core/features',
    'core/findings',
    'core/graph',
    'core/log.ts',
    'core/model',
    'core/pacing',
    'core/schema',
    'core/session.ts',
    'core/settingsByFolder.ts',
    'core/workspace',
    'core/workspace/disk',
  ],
  'core/analysis.ts': [
    'core/configuration',
    'core/features',
    'core/findings',
    'core/log.ts',
    'core/model',
    'core/pacing',
    'core/problems',
    'core/session.ts',
    'core/settingsByFolder.ts',
    'core/workspace',
  ],
  'cluster/exploreApi.ts': [],
  'cluster/errorApi.ts': [],
  'cluster/describeApi.ts': ['cluster/errorApi.ts'],
  'cluster/logApi.ts': ['cluster/errorApi.ts'],
  'cluster/resourceRef.ts': [],
  'cluster/actionsApi.ts': ['cluster/errorApi.ts', 'cluster/resourceRef.ts'],
  'cluster/streamsApi.ts': ['cluster/errorApi.ts', 'cluster/resourceRef.ts'],
  'cluster/api.ts': [
    'cluster/actionsApi.ts',
    'cluster/describeApi.ts',
    'cluster/errorApi.ts',
    'cluster/exploreApi.ts',
    'cluster/logApi.ts',
    'cluster/resourceRef.ts',
    'cluster/streamsApi.ts',
  ],
  'cluster/values.ts': [],
  'cluster/inParallel.ts': [],
  'cluster/errors': ['cluster/api.ts'],
  'cluster/objects': ['cluster/api.ts', 'cluster/values.ts'],
  'cluster/status': ['cluster/actionsApi.ts', 'cluster/api.ts', 'cluster/values.ts'],
  'cluster/kubeconfig': [
    'cluster/api.ts',
    'cluster/errors',
    'cluster/objects',
    'cluster/values.ts',
  ],
  'cluster/connect': [
    'cluster/api.ts',
    'cluster/errors',
    'cluster/kubeconfig',
    'cluster/values.ts',
  ],
  'cluster/http': ['cluster/api.ts', 'cluster/connect', 'cluster/errors'],
  'cluster/answers': [
    'cluster/api.ts',
    'cluster/connect',
    'cluster/errors',
    'cluster/http',
    'cluster/objects',
    'cluster/values.ts',
  ],
  'cluster/login': [
    'cluster/answers',
    'cluster/api.ts',
    'cluster/connect',
    'cluster/errors',
    'cluster/http',
    'cluster/kubeconfig',
    'cluster/values.ts',
  ],
  'cluster/discovery': ['cluster/api.ts', 'cluster/errors', 'cluster/http', 'cluster/values.ts'],
  'cluster/requests': [
    'cluster/api.ts',
    'cluster/discovery',
    'cluster/errors',
    'cluster/http',
    'cluster/objects',
    'cluster/status',
    'cluster/values.ts',
  ],
  'cluster/watch': [
    'cluster/api.ts',
    'cluster/discovery',
    'cluster/errors',
    'cluster/http',
    'cluster/requests',
    'cluster/status',
    'cluster/values.ts',
  ],
  'cluster/explore': [
    'cluster/actionsApi.ts',
    'cluster/api.ts',
    'cluster/discovery',
    'cluster/errors',
    'cluster/exploreApi.ts',
    'cluster/http',
    'cluster/inParallel.ts',
    'cluster/objects',
    'cluster/requests',
    'cluster/status',
    'cluster/values.ts',
  ],
  'cluster/actions': [
    'cluster/actionsApi.ts',
    'cluster/api.ts',
    'cluster/discovery',
    'cluster/errors',
    'cluster/explore',
    'cluster/http',
    'cluster/inParallel.ts',
    'cluster/objects',
    'cluster/requests',
    'cluster/status',
    'cluster/values.ts',
    'cluster/watch',
  ],
  'cluster/streams': [
    'cluster/api.ts',
    'cluster/errors',
    'cluster/explore',
    'cluster/http',
    'cluster/requests',
    'cluster/streamsApi.ts',
    'cluster/values.ts',
  ],
  'cluster/describe': [
    'cluster/api.ts',
    'cluster/describeApi.ts',
    'cluster/discovery',
    'cluster/explore',
    'cluster/http',
    'cluster/inParallel.ts',
    'cluster/objects',
    'cluster/requests',
    'cluster/status',
    'cluster/values.ts',
    'cluster/watch',
  ],
  'cluster/logs': [
    'cluster/api.ts',
    'cluster/discovery',
    'cluster/errors',
    'cluster/explore',
    'cluster/http',
    'cluster/logApi.ts',
    'cluster/requests',
    'cluster/values.ts',
    'cluster/watch',
  ],
  'cluster/plan': [
    'cluster/api.ts',
    'cluster/discovery',
    'cluster/errors',
    'cluster/http',
    'cluster/inParallel.ts',
    'cluster/objects',
    'cluster/requests',
    'cluster/values.ts',
  ],
  'cluster/apply': [
    'cluster/api.ts',
    'cluster/discovery',
    'cluster/errors',
    'cluster/http',
    'cluster/inParallel.ts',
    'cluster/objects',
    'cluster/plan',
    'cluster/requests',
    'cluster/values.ts',
  ],
  'cluster/applyFlow': ['cluster/api.ts', 'cluster/errors', 'cluster/objects'],
  cluster: [
    'cluster/actions',
    'cluster/answers',
    'cluster/api.ts',
    'cluster/apply',
    'cluster/connect',
    'cluster/describe',
    'cluster/discovery',
    'cluster/errors',
    'cluster/explore',
    'cluster/exploreApi.ts',
    'cluster/http',
    'cluster/kubeconfig',
    'cluster/login',
    'cluster/logs',
    'cluster/objects',
    'cluster/plan',
    'cluster/requests',
    'cluster/status',
    'cluster/streams',
    'cluster/values.ts',
    'cluster/watch',
  ],
};

const parts = Object.keys(allowed).sort((one, other) => other.length - one.length);
const partOf = (file: string): string =>
  parts.find((part) => file.startsWith(`${part}/`)) ?? file.split('/', 1)[0] ?? '';

const files = globSync('{shared,core,cluster,server,cli,client,tools,scripts}/**/*.ts', {
  cwd: repositoryRoot,
})
  .filter((file) => !/\.test\.ts$|\/testing\.ts$|node_modules/.test(file))
  .sort();
const imports = new Map(files.map((file) => [file, importsOf(file)]));

/** Types as well: a file that needs a type of another is read with it. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(repositoryRoot, file), 'utf8');
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.') && name.endsWith('.ts'))
    .map((name) => normalize(join(dirname(file), name)));
}

test('each part imports only the parts that it may', () => {
  const wrong = [...imports].flatMap(([file, names]) =>
    names
      .filter((name) => partOf(name) !== partOf(file))
      .filter((name) => !allowed[partOf(file)]?.includes(partOf(name)))
      .map((name) => `${file} imports ${name}`),
  );
  expect(wrong).toEqual([]);
});

test('each folder of core and cluster imports only the folders beside it that it may', () => {
  const inner = Object.keys(within).sort((one, other) => other.length - one.length);
  const folderOf = (file: string): string | undefined =>
    inner.find((part) => file === part || file.startsWith(`${part}/`));
  const sideOf = (part: string): string => part.split('/', 1)[0] ?? '';
  const wrong = [...imports].flatMap(([file, names]) => {
    const own = folderOf(file);
    if (own === undefined) return sideOf(file) === 'core' ? [`${file} belongs to no part`] : [];
    return names.flatMap((name) => {
      const other = folderOf(name);
      if (other === undefined || other === own || sideOf(other) !== sideOf(own)) return [];
      return within[own]?.includes(other) ? [] : [`${file} imports ${name}`];
    });
  });
  expect(wrong).toEqual([]);
});

test('no file imports itself, in however many steps', () => {
  expect(circlesIn(imports)).toEqual([]);
});

test('a circle is found and named', () => {
  const round = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', ['a']],
    ['d', []],
  ]);
  expect(circlesIn(round)).toEqual(['a -> b -> c -> a']);
});

function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start !== -1) circles.push([...path.slice(start), file].join(' -> '));
    if (start !== -1 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return circles;
}
