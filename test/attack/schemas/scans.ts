/** Workspaces whose files are read in the background: a hover must not wait for them. */
import { manifest, sleep, type HostileWorkspace } from '../harness/hostileWorkspace.ts';
import type { Case } from '../harness/hostileCase.ts';
import { crdOf } from './kinds.ts';

/** In processor time of the server: a wait on a busy machine says nothing about the server. */
const longestMs = 400;
const lines = (count: number, line: string): string => line.repeat(count);

/** Looks at a hover again and again while the workspace is read. */
async function hovers(workspace: HostileWorkspace): Promise<void> {
  const { server } = workspace;
  const uri = workspace.uri('my-values.yaml');
  server.open(uri, 'a: 1\n');
  server.open('untitled:a', manifest);
  await server.ask('diagnostic', uri);
  await server.ask('diagnostic', 'untitled:a');
  let worst = 0;
  let isIdle = false;
  for (let turn = 0; turn < 2_000 && !isIdle; turn++) {
    const before = server.processorMs();
    await server.ask('hover', 'untitled:a', { position: { line: 1, character: 2 } });
    const spent = server.processorMs() - before;
    worst = Math.max(worst, spent);
    await sleep(5);
    isIdle =
      turn > 200 && spent === 0 && server.logged.some((line) => line.startsWith('looked for'));
  }
  if (worst > longestMs) workspace.problems.push(`a hover waited for ${worst} ms of work`);
  if (!isIdle) workspace.problems.push('the workspace is still being read');
}

const dump = JSON.stringify({
  note: 'CustomResourceDefinition of apiextensions.k8s.io/v1',
  list: Array.from({ length: 80_000 }, (_, index) => ({ name: `item ${index}`, value: index })),
  last: { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' },
});
const release = (inside: string, beside: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a }\nspec:\n  source:\n    path: c\n    helm:\n      valueFiles: [x.yaml]\n${inside}${beside}`;
const list = `apiVersion: v1\nkind: List\nitems:\n${Array.from({ length: 400 }, (_, index) =>
  crdOf({ type: 'object' }, `Kind${index}`)
    .trimEnd()
    .split('\n')
    .map((line, at) => `${at === 0 ? '- ' : '  '}${line}\n`)
    .join(''),
).join('')}`;

const workspaces: Record<string, () => Record<string, string>> = {
  'ten JSON files of 4 MB that mention CRDs': () =>
    Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`d${at}.json`, dump])),
  'ten YAML files of 4 MB that mention CRDs': () => {
    const text = `# CustomResourceDefinition apiextensions.k8s.io/v1\nkind: List\nnote:\n${lines(200_000, '- some text here\n')}`;
    return Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`d${at}.yaml`, text]));
  },
  '5,000 CRDs in five files': () =>
    Object.fromEntries(
      Array.from({ length: 5 }, (_, file) => [
        `c${file}.yaml`,
        Array.from({ length: 1_000 }, (_each, at) => `---\n${crdOf({}, `K${file}x${at}`)}`).join(
          '',
        ),
      ]),
    ),
  'lists of CRDs, and one that never ends': () => ({
    'list.yaml': list,
    'broken.yaml': `${list}- apiVersion: "open\n${lines(100_000, '  x\n')}`,
  }),
  '300 releases of 400 KB beside other text': () => {
    const text = release('', `list:\n${lines(12_000, '- name: item\n  value: some text\n')}`);
    return Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`r${at}.yaml`, text]));
  },
  '300 releases of 400 KB with long values': () => {
    const text = release(
      `  other:\n${lines(12_000, '  - name: item\n    value: some text\n')}`,
      '',
    );
    return Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`r${at}.yaml`, text]));
  },
  '20,000 documents in one file': () => ({
    'many.yaml': lines(
      20_000,
      '---\nkind: Pod # CustomResourceDefinition apiextensions.k8s.io/v1\n',
    ),
  }),
};

export const scans: readonly Case[] = Object.entries(workspaces).map(([name, files]): Case => ({
  name: `scan: ${name}`,
  limits: { peakMB: 400 },
  prepare: (workspace) => {
    workspace.put(files());
  },
  run: hovers,
}));
