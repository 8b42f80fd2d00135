// A fake server, and answers that a person would give: the questions of an apply and what each answer leads to.
import { expect, test } from 'vitest';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { isApply, playServer, status, type PlayedServer } from '../../test/harness/playedServer.ts';
import type { ApplyReport } from '../api.ts';
import { applyFlow } from './applyFlow.ts';
import type { ApplyInput } from './applyInput.ts';
import type { ApplyUi, DocumentProblem } from './applyUi.ts';

const configMap = (name: string, value = '1', namespace = 'default'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: ${namespace}}\ndata: {key: "${value}"}\n`;

interface Seen {
  readonly said: string[];
  readonly problems: DocumentProblem[];
  readonly report: ApplyReport | undefined;
}

/** Runs the flow; `answers` replace those of somebody who agrees to everything. */
async function flow(
  { session }: PlayedServer,
  text: string,
  answers: Partial<ApplyUi> = {},
  input: Partial<ApplyInput> = {},
): Promise<Seen> {
  const said: string[] = [];
  const problems: DocumentProblem[] = [];
  const all = (entries: readonly { readonly index: number }[]) =>
    Promise.resolve(entries.map(({ index }) => index));
  const ui: ApplyUi = {
    progress: (title, work) => {
      said.push(title);
      return work(new AbortController().signal, () => undefined);
    },
    fail: (message) => said.push(`fail: ${message}`),
    inform: (message) => said.push(`inform: ${message}`),
    askForNamespace: () => Promise.resolve('create'),
    chooseTakeOvers: (_, entries) => all(entries),
    chooseDocuments: (_, entries) => all(entries),
    showPreview: (_, entries) => {
      said.push(`preview of ${entries.length}`);
      return Promise.resolve();
    },
    confirm: ({ chosen, takenOver, isProtected }) => {
      said.push(`confirm ${chosen.length}, ${takenOver.length}${isProtected ? ', protected' : ''}`);
      return Promise.resolve(true);
    },
    showProblems: (each) => problems.push(...each),
    showOutcome: ({ chosen }) => said.push(`outcome of ${chosen.length}`),
    ...answers,
  };
  const { name, server } = session.context;
  const current = { name, server };
  const service = {
    session: () => Promise.resolve({ ok: true, value: session }),
    kubeconfig: { state: () => Promise.resolve({ current, problems: [] }) },
  } as unknown as ApplyInput['service'];
  const sources = splitManifest(text).map((document) => ({
    ...{ uri: 'file:///a.yaml', label: 'a.yaml', fileText: text, document },
  }));
  const report = await applyFlow(
    { service, sources, isProtected: () => false, isReadOnly: () => false, ...input },
    ui,
  );
  return { said, problems, report };
}

const flowTitles = ['Dry run against context c'];

test('one document: preview, question, apply, outcome', async () => {
  const played = await playServer();
  const { said, report } = await flow(played, configMap('x'));
  expect(said.map((line) => line.replace(/ \(.*/, ''))).toEqual([
    ...flowTitles,
    'preview of 1',
    'confirm 1, 0',
    'Applying to context c',
    'outcome of 1',
  ]);
  expect(report?.results[0]?.outcome).toBe('applied');
});

test('nothing is sent before the question, and nothing after a no', async () => {
  const played = await playServer();
  const { said, report } = await flow(played, configMap('x'), {
    confirm: () => {
      expect(played.asked.filter(isApply)).toEqual([]);
      return Promise.resolve(false);
    },
  });
  expect(report).toBeUndefined();
  expect(played.asked.filter(isApply)).toEqual([]);
  expect(said.at(-1)).toBe('preview of 1');
});

test('a protected context is asked about as one', async () => {
  const { said } = await flow(await playServer(), configMap('x'), {}, { isProtected: () => true });
  expect(said).toContain('confirm 1, 0, protected');
});

test('a read-only context is asked nothing, and why is said', async () => {
  const played = await playServer();
  const { said, report } = await flow(played, configMap('x'), {}, { isReadOnly: () => true });
  expect(report).toBeUndefined();
  expect(played.asked).toEqual([]);
  expect(said).toEqual([
    'fail: Nothing was applied: context c is read-only. Use another context, or take it out of the setting dataPlatform.readOnlyContexts',
  ]);
});

test('of several documents the chosen ones are sent, and leaving the choice sends none', async () => {
  const played = await playServer();
  const text = `${configMap('x')}---\n${configMap('z')}`;
  const { report } = await flow(played, text, { chooseDocuments: () => Promise.resolve([1]) });
  expect(report?.results.map(({ outcome }) => outcome)).toEqual(['not-sent', 'applied']);
  for (const chosen of [undefined, []]) {
    const left = await flow(played, text, { chooseDocuments: () => Promise.resolve(chosen) });
    expect(left.report).toBeUndefined();
    expect(left.said).toEqual(flowTitles);
  }
});

test('no documents, and no session, are said', async () => {
  const played = await playServer();
  expect((await flow(played, '# nothing\n')).said).toEqual([
    'fail: There is no manifest to apply here: no document with apiVersion and kind',
  ]);
  const error = { code: 'no-context', message: 'no context', causes: [] };
  const service = { session: () => Promise.resolve({ ok: false, error }) };
  const { said } = await flow(played, configMap('x'), {}, { service: service as never });
  expect(said).toEqual(['fail: no context']);
});

test('what is like this already is told as that', async () => {
  const played = await playServer();
  await flow(played, configMap('x'));
  const { said, report } = await flow(played, configMap('x'));
  expect(report).toBeUndefined();
  expect(said.at(-1)).toMatch(/^inform: Nothing to apply: context c .* already has it like this$/);
});

test('what is refused is told with its reason, and how many others there are', async () => {
  const played = await playServer();
  played.fault = ({ method }) => (method === 'PATCH' ? status(422, 'Invalid', 'no') : undefined);
  const two = await flow(played, `${configMap('x')}---\n${configMap('z')}`);
  expect(two.said.at(-1)).toMatch(
    /^fail: Nothing was applied to context c .*\(and 1 more, see Problems\)$/,
  );
  expect(two.problems.map(({ error }) => error?.code)).toEqual(['invalid', 'invalid']);
  const one = await flow(played, configMap('x'));
  expect(one.said.at(-1)).not.toContain('more');
});

test('a missing namespace is made where that is wanted', async () => {
  const played = await playServer();
  const asked: string[] = [];
  const { report } = await flow(played, configMap('x', '1', 'made'), {
    askForNamespace: (namespace) => {
      asked.push(namespace);
      return Promise.resolve('create');
    },
  });
  expect(asked).toEqual(['made']);
  expect(played.objects.has('/api/v1/namespaces/made')).toBe(true);
  expect(report?.results[0]?.outcome).toBe('applied');
});

test('without it the documents that need it are left out, and a cancel ends all', async () => {
  const text = `${configMap('x', '1', 'made')}---\n${configMap('z')}`;
  const played = await playServer();
  const skipped = await flow(played, text, { askForNamespace: () => Promise.resolve('skip') });
  expect(skipped.report?.results.map(({ outcome }) => outcome)).toEqual(['not-sent', 'applied']);
  const left = await flow(played, text, { askForNamespace: () => Promise.resolve('cancel') });
  expect(left.report).toBeUndefined();
  expect(left.said).toEqual(flowTitles);
});

test('a namespace that cannot be made ends the apply with the reason', async () => {
  const played = await playServer();
  played.fault = ({ method, path }) =>
    method === 'POST' && path === '/api/v1/namespaces' ? status(403, 'Forbidden', 'no') : undefined;
  const { said, report } = await flow(played, configMap('x', '1', 'made'));
  expect(report).toBeUndefined();
  expect(said.at(-1)).toMatch(/^fail: /);
});

const conflict = status(409, 'Conflict', 'Apply failed', {
  causes: [
    { reason: 'FieldManagerConflict', message: 'conflict with "other"', field: '.data.key' },
  ],
});

test('fields of others are taken over where that is wanted, and asked about once', async () => {
  const played = await playServer();
  await flow(played, configMap('x'));
  played.fault = ({ method, query }) =>
    method === 'PATCH' && query.get('force') !== 'true' ? conflict : undefined;
  const { said, report } = await flow(played, configMap('x', '2'));
  expect(report?.results[0]?.outcome).toBe('applied');
  expect(said).toContain('confirm 1, 1');
  const kept = await flow(played, configMap('x', '3'), {
    chooseTakeOvers: () => Promise.resolve([]),
  });
  expect(kept.said.at(-1)).toMatch(/fail: Nothing was applied to .*belongs to other/);
  const left = await flow(played, configMap('x', '3'), {
    chooseTakeOvers: () => Promise.resolve(undefined),
  });
  expect(left.said).toEqual(flowTitles);
});

test('another context in use by now ends it before anything is sent', async () => {
  const played = await playServer();
  const service = {
    session: () => Promise.resolve({ ok: true, value: played.session }),
    kubeconfig: {
      state: () =>
        Promise.resolve({ current: { name: 'other', server: 'https://b' }, problems: [] }),
    },
  };
  const { said, report } = await flow(played, configMap('x'), {}, { service: service as never });
  expect(report).toBeUndefined();
  expect(said.at(-1)).toMatch(
    /^fail: Nothing was applied: .*but now context other \(https:\/\/b\) is in use/,
  );
  expect(played.asked.filter(isApply)).toEqual([]);
});

test('a refusal at the apply is shown at its document, and a success clears it', async () => {
  const played = await playServer();
  played.fault = (asked) =>
    isApply(asked) && asked.path.endsWith('/z') ? status(422, 'Invalid', 'no') : undefined;
  const { problems } = await flow(played, `${configMap('x')}---\n${configMap('z')}`);
  expect(problems.slice(-2).map(({ error }) => error?.code)).toEqual([undefined, 'invalid']);
});

test('an object that cannot be changed is offered to be made anew, as a plan of its own', async () => {
  const played = await playServer();
  await flow(played, configMap('x'));
  const fixed = status(422, 'Invalid', 'no', {
    causes: [{ reason: 'FieldValueForbidden', message: 'field is immutable', field: 'data' }],
  });
  const path = '/api/v1/namespaces/default/configmaps/x';
  played.fault = (asked) =>
    asked.method === 'PATCH' && asked.path === path && played.objects.has(path) ? fixed : undefined;
  const kept = await flow(played, configMap('x', '2'));
  expect(kept.report).toBeUndefined();
  const { said, report } = await flow(played, configMap('x', '2'), {
    chooseReplacements: (_, entries) => Promise.resolve(entries.map(({ index }) => index)),
  });
  expect(report?.results[0]).toMatchObject({ outcome: 'applied', change: 'created' });
  expect(said.filter((line) => line.startsWith('Dry run'))).toHaveLength(2);
  expect(played.objects.get(path)?.data).toEqual({ key: '2' });
});

test('what is in deletion is told instead of being called the same', async () => {
  const played = await playServer();
  await flow(played, configMap('x'));
  const path = '/api/v1/namespaces/default/configmaps/x';
  const live = played.objects.get(path) ?? {};
  const deletionTimestamp = new Date(0).toISOString();
  const metadata = { ...(live.metadata as object), deletionTimestamp, finalizers: ['a/b'] };
  played.fault = ({ path: asked }) =>
    asked === path ? { status: 200, body: { ...live, metadata } } : undefined;
  const { said } = await flow(played, configMap('x'));
  expect(said.at(-1)).toMatch(/^inform: Nothing to apply to context c .*delet/);
});

test('what an earlier apply left is asked about once, and only where there is some', async () => {
  const played = await playServer();
  const plans: unknown[] = [];
  const flowWith = async (left: boolean, answer?: number[]) => {
    plans.length = 0;
    const { session } = played;
    const withLeft: PlayedServer['session'] = {
      ...session,
      async plan(documents, options) {
        plans.push(options?.removeLeft);
        const plan = await session.plan(documents, options);
        if (!plan.ok || !left) return plan;
        const part = { by: 'kubectl apply' as const, fields: ['data.b'], isRemoved: false };
        const entries = plan.value.entries.map((entry) => ({ ...entry, left: part }));
        return { ok: true, value: { ...plan.value, entries } };
      },
      apply: () => Promise.resolve({ results: [], cancelled: false } as never),
    };
    let asked = 0;
    await flow({ ...played, session: withLeft }, configMap('x'), {
      chooseLeft: (_, entries) => {
        asked++;
        expect(entries).toHaveLength(1);
        return Promise.resolve(answer);
      },
    });
    return asked;
  };
  expect(await flowWith(false)).toBe(0);
  expect(plans).toHaveLength(1);
  expect(await flowWith(true, [])).toBe(1);
  expect(plans).toHaveLength(1);
  expect(await flowWith(true, [0])).toBe(1);
  expect(plans.at(-1)).toEqual([0]);
  expect(plans).toHaveLength(2);
  expect(await flowWith(true, undefined)).toBe(1);
  expect(plans).toHaveLength(1);
});
