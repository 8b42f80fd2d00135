// The way of an apply without a window, against a real API server: answers are scripted, everything else is real.
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { applyFlow } from '../../cluster/applyFlow/applyFlow.ts';
import type { ApplyUi, DocumentProblem, SourceDocument } from '../../cluster/applyFlow/applyUi.ts';
import { fieldPlace } from '../../cluster/applyFlow/fieldPlace.ts';
import { countsText, resultLine, summaryText } from '../../cluster/applyFlow/words.ts';
import type { ClusterService } from '../../cluster/api.ts';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { fileIn, serviceFor, temporaryFolder } from './clusterFixture.ts';

const configMap = (name: string, value: string, namespace?: string) => `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}${namespace ? `\n  namespace: ${namespace}` : ''}
data:
  key: ${value}
`;

interface Answers {
  namespace?: 'create' | 'skip' | 'cancel';
  /** Everything is taken over, or nothing. */
  takeOver?: boolean;
  /** What an earlier apply left is removed everywhere, or nowhere. */
  removeLeft?: boolean;
  /** Whether what cannot be changed is deleted and made anew. */
  replace?: boolean;
  /** Which of the applicable documents; all unless told. */
  choose?: (indexes: number[]) => number[];
  confirm?: boolean | (() => Promise<boolean>);
}

interface Seen {
  steps: string[];
  problems: DocumentProblem[];
}

function scripted(answers: Answers): { ui: ApplyUi; seen: Seen } {
  const seen: Seen = { steps: [], problems: [] };
  const { steps } = seen;
  const ui: ApplyUi = {
    progress: (_title, work) => work(new AbortController().signal, () => undefined),
    fail: (message) => steps.push(`fail: ${message}`),
    inform: (message) => steps.push(`inform: ${message}`),
    askForNamespace(namespace) {
      steps.push(`namespace ${namespace}?`);
      return Promise.resolve(answers.namespace ?? 'cancel');
    },
    chooseTakeOvers(_plan, conflicts) {
      steps.push(`conflicts ${conflicts.map(({ ref }) => ref?.name).join()}?`);
      return Promise.resolve(answers.takeOver ? conflicts.map(({ index }) => index) : []);
    },
    chooseLeft(_plan, entries) {
      steps.push(`left ${entries.map(({ left }) => left?.fields.join()).join(' and ')}?`);
      return Promise.resolve(answers.removeLeft ? entries.map(({ index }) => index) : []);
    },
    chooseReplacements(_plan, replaceable) {
      const what = replaceable.map(({ ref, replaceable: loss }) => `${ref?.kind}: ${loss?.lost}`);
      steps.push(`replace ${what.join('; ')}?`);
      return Promise.resolve(answers.replace ? replaceable.map(({ index }) => index) : undefined);
    },
    chooseDocuments(_plan, applicable) {
      const indexes = applicable.map(({ index }) => index);
      steps.push(`choose of ${indexes.join()}?`);
      return Promise.resolve(answers.choose?.(indexes) ?? indexes);
    },
    showPreview(_plan, chosen) {
      steps.push(`preview ${chosen.map(({ index }) => index).join()}`);
      return Promise.resolve();
    },
    async confirm({ plan, chosen, takenOver, isProtected }) {
      const mark = isProtected ? ' (protected)' : '';
      steps.push(`${countsText(chosen, takenOver)} in ${plan.target.context}${mark}?`);
      return typeof answers.confirm === 'function' ? answers.confirm() : (answers.confirm ?? true);
    },
    showProblems: (problems) => seen.problems.push(...problems),
    showOutcome({ plan, report, chosen }) {
      const lines = report.results.map((result) =>
        resultLine(result, plan.entries[result.index], chosen.includes(result.index)),
      );
      steps.push(summaryText(lines));
    },
  };
  return { ui, seen };
}

function sourcesOf(text: string): SourceDocument[] {
  return splitManifest(text).map((document) => ({
    uri: 'file:///manifest.yaml',
    label: 'manifest.yaml',
    fileText: text,
    document,
  }));
}

await controlPlaneOrSkip('the apply flow on a real control plane', { nodes: 1 }, (controlPlane) => {
  const adminService = () =>
    serviceFor([fileIn(temporaryFolder(), 'config', controlPlane().kubeconfig('admin'))]);

  const run = async (
    text: string,
    answers: Answers = {},
    service: ClusterService = adminService(),
    isProtected = false,
  ): Promise<Seen> => {
    const { ui, seen } = scripted(answers);
    const guards = { isProtected: () => isProtected, isReadOnly: () => false };
    await applyFlow({ service, sources: sourcesOf(text), ...guards }, ui);
    return seen;
  };
  const statusOf = async (name: string, namespace = 'default') => {
    const path = `/api/v1/namespaces/${namespace}/configmaps/${name}`;
    return (await controlPlane().request('GET', path)).status;
  };

  test('previews, asks, applies; nothing is there before the answer', async () => {
    let before = 0;
    const { steps } = await run(configMap('flow-one', 'a'), {
      confirm: async () => {
        before = await statusOf('flow-one');
        return true;
      },
    });
    expect(before).toBe(404);
    expect(steps).toEqual(['preview 0', '1 to create in admin?', '1 created']);
    expect(await statusOf('flow-one')).toBe(200);
  });

  test('a second time there is nothing to apply and nothing is asked', async () => {
    await run(configMap('flow-same', 'a'));
    const { steps } = await run(configMap('flow-same', 'a'));
    expect(steps).toEqual([expect.stringMatching(/^inform: Nothing to apply: context admin/)]);
  });

  test('what kubectl apply left is asked about; kept it is told, removed it is gone', async () => {
    const written = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'flow-left', namespace: 'default' },
      data: { key: 'a', old: 'b' },
    };
    const annotations = {
      'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(written),
    };
    await controlPlane().request(
      'POST',
      '/api/v1/namespaces/default/configmaps?fieldManager=kubectl-client-side-apply',
      { ...written, metadata: { ...written.metadata, annotations } },
    );
    const kept = await run(configMap('flow-left', 'a'));
    expect(kept.steps).toEqual([
      'left data.old?',
      expect.stringMatching(
        /^inform: Nothing to apply: .* data.old, left by kubectl apply, stays$/,
      ),
    ]);
    const removed = await run(configMap('flow-left', 'a'), { removeLeft: true });
    expect(removed.steps).toEqual([
      'left data.old?',
      'preview 0',
      '1 to change, 1 of them without what an earlier apply left in admin?',
      '1 changed',
    ]);
    const { body } = await controlPlane().request(
      'GET',
      '/api/v1/namespaces/default/configmaps/flow-left',
    );
    expect(body.data).toEqual({ key: 'a' });
    expect((await run(configMap('flow-left', 'a'), { removeLeft: true })).steps).toEqual([
      expect.stringMatching(/already has it like this$/),
    ]);
  });

  test('what kubectl apply left in the way is asked about; kept it is refused, removed it is applied', async () => {
    const written = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'flow-way', namespace: 'default' },
      data: { key: 'a' },
    };
    const annotations = {
      'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(written),
    };
    await controlPlane().request(
      'POST',
      '/api/v1/namespaces/default/configmaps?fieldManager=kubectl-client-side-apply',
      { ...written, metadata: { ...written.metadata, annotations } },
    );
    const text = configMap('flow-way', 'a').replace(/\ndata:[^]*/, '\nbinaryData: { key: eA== }\n');
    const kept = await run(text);
    expect(kept.steps.slice(0, 1)).toEqual(['left data?']);
    expect(kept.steps.at(-1)).toContain('data, left by kubectl apply, is in the way');
    const removed = await run(text, { removeLeft: true });
    expect(removed.steps).toEqual([
      'left data?',
      'preview 0',
      '1 to change, 1 of them without what an earlier apply left in admin?',
      '1 changed',
    ]);
  });

  test('who may only read is shown the difference, and that the server has not checked it', async () => {
    await run(configMap('flow-read', 'a'));
    const service = serviceFor([
      fileIn(temporaryFolder(), 'config', controlPlane().kubeconfig('viewer')),
    ]);
    expect((await run(configMap('flow-read', 'b'), {}, service)).steps).toEqual([
      'preview 0',
      expect.stringMatching(
        /^fail: Nothing was applied .* may not patch configmaps .* is not checked by the API server$/,
      ),
    ]);
    expect((await run(configMap('flow-read', 'a'), {}, service)).steps).toEqual([
      expect.stringMatching(/^fail: .* not checked by the API server, it already is like this$/),
    ]);
  });

  test('a no leaves the cluster as it was', async () => {
    const { steps } = await run(configMap('flow-no', 'a'), { confirm: false });
    expect(steps).toEqual(['preview 0', '1 to create in admin?']);
    expect(await statusOf('flow-no')).toBe(404);
  });

  test('of several documents only the chosen ones go, and each is reported', async () => {
    await run(configMap('flow-known', 'a'));
    const text = ['flow-known', 'flow-b', 'flow-c']
      .map((name) => configMap(name, 'a'))
      .join('---\n');
    const { steps } = await run(text, { choose: () => [2] });
    expect(steps).toEqual([
      'choose of 1,2?',
      'preview 2',
      '1 to create in admin?',
      '1 unchanged, 1 left out, 1 created',
    ]);
    expect([await statusOf('flow-b'), await statusOf('flow-c')]).toEqual([404, 200]);
  });

  test('a refused field is a problem at its place and the rest still goes', async () => {
    const bad = configMap('Flow_Bad', 'a');
    const text = `${configMap('flow-good', 'a')}---\n${bad}`;
    const { steps, problems } = await run(text);
    expect(steps.at(-1)).toBe('1 created, 1 refused');
    const problem = problems.find(({ error }) => error);
    const cause = problem?.error?.causes[0];
    if (!problem || !cause) throw new Error('no problem was shown');
    const { start, end } = fieldPlace(text, problem.source.document, cause.path);
    expect(text.slice(start, end)).toBe('Flow_Bad');
  });

  test('YAML that does not parse is never sent', async () => {
    const { steps, problems } = await run('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: [\n');
    expect(steps).toEqual([expect.stringMatching(/^fail: Nothing was applied/)]);
    expect(problems.filter(({ error }) => error)).toHaveLength(1);
  });

  test('a missing namespace is created when wanted, then the document goes', async () => {
    const text = configMap('flow-there', 'a', 'flow-new');
    const { steps } = await run(text, { namespace: 'create' });
    expect(steps).toEqual([
      'namespace flow-new?',
      'preview 0',
      '1 to create in admin?',
      '1 created',
    ]);
    expect(await statusOf('flow-there', 'flow-new')).toBe(200);
  });

  test('a namespace that cannot be made is not asked for', async () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: Bad_NS }\n';
    for (const text of [
      configMap('flow-bad', 'a', 'Bad_NS'),
      `${configMap('flow-bad', 'a', 'Bad_NS')}---\n${namespace}`,
    ]) {
      const { steps } = await run(text, { namespace: 'create' });
      expect(steps).toEqual([expect.stringMatching(/^fail: Nothing was applied .*Bad_NS/)]);
    }
  });

  test('a missing namespace that is not wanted is asked for once and leaves its documents out', async () => {
    const text = [
      configMap('flow-x', 'a', 'flow-never'),
      configMap('flow-y', 'a', 'flow-never'),
      configMap('flow-z', 'a'),
    ].join('---\n');
    const { steps } = await run(text, { namespace: 'skip' });
    expect(steps).toEqual([
      'namespace flow-never?',
      'choose of 2?',
      'preview 2',
      '1 to create in admin?',
      '2 not sent, 1 created',
    ]);
  });

  const heldByOther = (name: string) =>
    controlPlane().request(
      'PATCH',
      `/api/v1/namespaces/default/configmaps/${name}?fieldManager=other-team`,
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { key: 'theirs' } },
      { contentType: 'application/apply-patch+yaml' },
    );

  test('fields of other owners are left alone unless they are taken over', async () => {
    await heldByOther('flow-held');
    const left = await run(configMap('flow-held', 'ours'));
    expect(left.steps).toEqual([
      'conflicts flow-held?',
      expect.stringMatching(/^fail: Nothing was applied to context admin/),
    ]);
    const taken = await run(configMap('flow-held', 'ours'), { takeOver: true });
    expect(taken.steps).toEqual([
      'conflicts flow-held?',
      'preview 0',
      '1 to change, 1 of them taken over from other owners in admin?',
      '1 changed',
    ]);
  });

  const job = (name: string, image: string) =>
    stringify({
      ...{ apiVersion: 'batch/v1', kind: 'Job', metadata: { name, namespace: 'default' } },
      spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image }] } } },
    });
  const jobOf = async (name: string) =>
    (await controlPlane().request('GET', `/apis/batch/v1/namespaces/default/jobs/${name}`)).body;

  test('what cannot be changed is offered to be made anew, after the rest, as a plan of its own', async () => {
    await run(job('flow-job', 'one'));
    const { uid } = (await jobOf('flow-job')).metadata;
    const text = `${job('flow-job', 'two')}---\n${configMap('flow-beside', 'a')}`;
    const refused = [
      'choose of 1?',
      'preview 1',
      '1 to create in admin?',
      '1 refused, 1 created',
      expect.stringMatching(/^replace Job: its status and its Pods with their logs are lost/),
    ];
    expect((await run(text)).steps).toEqual(refused);
    expect((await jobOf('flow-job')).metadata.uid).toBe(uid);

    const { steps } = await run(job('flow-job', 'two'), { replace: true });
    expect(steps).toEqual([
      expect.stringContaining('containers[0].image: It cannot be changed once it is set'),
      refused.at(-1),
      'preview 0',
      '1 to delete and make anew in admin?',
      '1 created',
    ]);
    const made = await jobOf('flow-job');
    expect(made.metadata.uid).not.toBe(uid);
    expect(made.spec.template.spec.containers[0].image).toBe('two');
  });

  test('an object that others have made is made anew as well, once its fields are taken over', async () => {
    const made = parse(job('flow-theirs', 'one')) as object;
    await controlPlane().request('POST', '/apis/batch/v1/namespaces/default/jobs', made);
    const { uid } = (await jobOf('flow-theirs')).metadata;
    const { steps } = await run(job('flow-theirs', 'two'), { takeOver: true, replace: true });
    expect(steps.at(-1)).toBe('1 created');
    expect((await jobOf('flow-theirs')).metadata.uid).not.toBe(uid);
  });

  test('a no to the last question leaves the old object', async () => {
    await run(job('flow-kept', 'one'));
    const { uid } = (await jobOf('flow-kept')).metadata;
    await run(job('flow-kept', 'two'), { replace: true, confirm: false });
    expect((await jobOf('flow-kept')).metadata.uid).toBe(uid);
  });

  test('nothing is offered for an object that belongs to another one, is held back, or would be refused anew', async () => {
    const path = '/api/v1/namespaces/default/configmaps';
    const root = (await controlPlane().request('GET', `${path}/kube-root-ca.crt`)).body.metadata;
    const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: root.name, uid: root.uid };
    for (const [name, metadata, data] of [
      ['flow-owned', { ownerReferences: [owner] }, { key: 'new' }],
      ['flow-finalized', { finalizers: ['example.com/keep'] }, { key: 'new' }],
      ['flow-wrong', {}, { 'bad key': 'new' }],
    ] as const) {
      const fixed = { metadata: { name, ...metadata }, immutable: true, data: { key: 'old' } };
      await controlPlane().request('POST', path, fixed);
      const { steps } = await run(
        stringify({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name },
          immutable: true,
          data,
        }),
        { replace: true, takeOver: true },
      );
      expect(steps.join()).toContain('fail: Nothing was applied');
      expect(steps.join()).not.toContain('replace');
      await controlPlane().request('PATCH', `${path}/${name}`, { metadata: { finalizers: null } });
    }
  });

  test('the question knows that the context is protected', async () => {
    const { steps } = await run(configMap('flow-guarded', 'a'), {}, adminService(), true);
    expect(steps).toContain('1 to create in admin (protected)?');
  });

  test('a context that changed since the preview gets nothing', async () => {
    const folder = temporaryFolder();
    const service = serviceFor([
      fileIn(folder, 'admin', controlPlane().kubeconfig('admin')),
      fileIn(folder, 'viewer', controlPlane().kubeconfig('viewer')),
    ]);
    const { steps } = await run(
      configMap('flow-moved', 'a'),
      {
        confirm: () => {
          service.kubeconfig.choose('viewer');
          return Promise.resolve(true);
        },
      },
      service,
    );
    expect(steps.at(-1)).toMatch(
      /^fail: Nothing was applied: the preview was made for context admin/,
    );
    expect(await statusOf('flow-moved')).toBe(404);
  });

  test('without documents or without a kubeconfig it says so', async () => {
    expect((await run('# nothing here\n')).steps).toEqual([
      expect.stringMatching(/^fail: There is no manifest/),
    ]);
    const { steps } = await run(configMap('x', 'a'), {}, serviceFor(['/nowhere/at/all']));
    expect(steps).toEqual([expect.stringMatching(/^fail: .*kubeconfig/)]);
  });
});
