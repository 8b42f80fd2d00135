import { describe, expect, test, vi } from 'vitest';
import { changeExamples } from '../../test/harness/changeExamples.ts';
import { diagnose, full, testSession } from '../../test/harness/manifests.ts';
import { changeFindings } from '../features/changeFindings.ts';
import type { Session } from '../session.ts';

const session: Session = testSession();
const codes = new Set(['fixed-field', 'claim-shrinks']);

/** What is said of the changes from one text to another. */
async function told(before: string, after: string): Promise<string[]> {
  session.earlierTexts.set('file:///example.yaml', { text: before, was: 'HEAD' });
  const found = await diagnose(session, after);
  session.earlierTexts.set('file:///example.yaml', undefined);
  return found.filter(({ code }) => codes.has(String(code))).map(full);
}

describe('changes that an API server refuses are told, others are not', () => {
  test.each(changeExamples())('$name', async ({ before, after, isRefused }) => {
    expect(await told(before, after)).toHaveLength(isRefused ? 1 : 0);
  });
});

const claim = (storage: string, more = ''): string =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: lake }\nspec:\n  accessModes: [ReadWriteOnce]\n${more}  resources: { requests: { storage: ${storage} } }\n`;

test('a claim that asks for less than before', async () => {
  expect(await told(claim('10Gi'), claim('5Gi'))).toEqual([
    '6:37-40 warning[claim-shrinks] HEAD has "10Gi" here: the API server refuses a claim that asks for less than before; ask for as much or more',
  ]);
});

test('a claim that grows, of a class that does not let it', async () => {
  const classText = (more = ''): string =>
    `---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: slow }\nprovisioner: csi.example.com\n${more}`;
  const of = (storage: string, more?: string): string =>
    claim(storage, '  storageClassName: slow\n') + classText(more);
  const whole = testSession();
  whole.graph.isWhole = true;
  const toldOf = async (before: string, after: string): Promise<string[]> => {
    whole.earlierTexts.set('file:///example.yaml', { text: before, was: 'HEAD' });
    const found = await diagnose(whole, after);
    return found.filter(({ code }) => code === 'claim-cannot-grow').map(full);
  };
  expect(await toldOf(of('10Gi'), of('20Gi'))).toEqual([
    '7:37-41 warning[claim-cannot-grow] HEAD has 10Gi here, and class "slow" does not let volumes grow: the API server refuses the change; set allowVolumeExpansion: true in the class first, where its storage can grow, or copy the data to a larger claim',
  ]);
  expect(await toldOf(of('10Gi'), of('20Gi', 'allowVolumeExpansion: true\n'))).toEqual([]);
  expect(await toldOf(of('10Gi'), of('10240Mi'))).toEqual([]);
  expect(await toldOf(claim('10Gi'), claim('20Gi') + classText())).toEqual([]);
});

test('the value as it was is told where it is no part of something larger', async () => {
  const [one] = await told(
    claim('10Gi', '  storageClassName: fast\n'),
    claim('10Gi', '  storageClassName: slow\n'),
  );
  expect(one).toBe(
    '6:21-25 warning[fixed-field] HEAD has "fast" here: the API server refuses to change "spec.storageClassName" of a PersistentVolumeClaim; make a claim of another name, copy the data and let the pods use it',
  );
});

describe('beside the object in the cluster', () => {
  const other: Session = testSession();
  const asked: string[] = [];
  other.liveObjects.didNeed.on(({ kind, name, namespace = '' }) => {
    asked.push(`${kind} ${namespace}/${name}`);
  });

  /** What is said of a text beside what a cluster has. */
  async function toldLive(live: string, after: string): Promise<string[]> {
    other.liveObjects.use(undefined);
    other.liveObjects.use('kind-dev');
    const endWait = other.liveObjects.didNeed.on((needed) => {
      other.liveObjects.set(needed, live);
    });
    const found = await diagnose(other, after);
    endWait();
    return found.filter(({ code }) => codes.has(String(code))).map(full);
  }

  test('a field that cannot be changed is told, and what the server has filled in is no change', async () => {
    const live = claim(
      '10Gi',
      '  storageClassName: fast\n  volumeName: pv-1\n  volumeMode: Filesystem\n',
    );
    expect(await toldLive(live, claim('10Gi', '  storageClassName: slow\n'))).toEqual([
      '6:21-25 warning[fixed-field] the object in kind-dev has "fast" here: the API server refuses to change "spec.storageClassName" of a PersistentVolumeClaim; make a claim of another name, copy the data and let the pods use it',
    ]);
    expect(await toldLive(live, claim('10Gi'))).toEqual([]);
    expect(await toldLive(live, claim('5Gi'))).toHaveLength(1);
  });

  test('labels and defaults that controllers set in a template are no change, another image is', async () => {
    const job = (image: string, metadata = '', more = ''): string =>
      `apiVersion: batch/v1\nkind: Job\nmetadata: { name: load }\nspec:\n  template:\n${metadata}    spec:\n      restartPolicy: Never\n      containers: [{ name: a, image: "${image}"${more} }]\n`;
    const live = job(
      'a:1',
      '    metadata: { labels: { job-name: load } }\n',
      ', imagePullPolicy: Always, resources: {}, volumeMounts: [{ name: x, mountPath: /x }]',
    );
    expect(await toldLive(live, job('a:1'))).toEqual([]);
    expect(await toldLive(live, job('a:2'))).toHaveLength(1);
  });

  test('the values of a Secret are never compared, its type is', async () => {
    const secret = (type: string, value: string): string =>
      `apiVersion: v1\nkind: Secret\nmetadata: { name: s }\ntype: ${type}\nimmutable: true\ndata: { a: ${value} }\n`;
    const live = secret('Opaque', '<hidden, 4 bytes>');
    expect(await toldLive(live, secret('Opaque', 'a2VwdA=='))).toEqual([]);
    expect(await toldLive(live, secret('kubernetes.io/tls', 'a2VwdA=='))).toHaveLength(1);
  });

  test('what the cluster has counts before what a commit has', async () => {
    const now = claim('10Gi', '  storageClassName: slow\n');
    other.earlierTexts.set('file:///example.yaml', {
      text: claim('10Gi', '  storageClassName: fast\n'),
      was: 'HEAD',
    });
    expect(await toldLive(now, now)).toEqual([]);
    other.liveObjects.use(undefined);
    expect((await diagnose(other, now)).map(full).join()).toContain('HEAD has "fast"');
    other.earlierTexts.set('file:///example.yaml', undefined);
  });

  test('objects are asked for by name once, and those with a name that is filled in are not', async () => {
    other.liveObjects.use('kind-dev');
    asked.length = 0;
    const text = claim('1Gi').replace('name: lake', 'name: pond, namespace: a');
    await diagnose(other, `${text}---\n${text}---\n${claim('1Gi').replace('lake', '"${NAME}"')}`);
    expect(asked).toEqual(['PersistentVolumeClaim a/pond']);
  });

  test('of more objects than are kept the first ones are asked for once, the others never', async () => {
    other.liveObjects.use(undefined);
    other.liveObjects.use('kind-dev');
    asked.length = 0;
    const claims = Array.from({ length: 510 }, (_, at) =>
      claim('1Gi').replace('lake', `lake-${String(at)}`),
    ).join('---\n');
    await diagnose(other, claims);
    await diagnose(other, `${claims}\n`);
    expect(asked).toHaveLength(500);
  });
});

test('documents that stay as they are are not parsed again for the comparison', () => {
  const uri = 'file:///example.yaml';
  session.earlierTexts.set(uri, { text: claim('10Gi'), was: 'HEAD' });
  session.open(uri, 'yaml', 1, claim('5Gi'));
  const file = session.file(uri);
  const document = file?.documents[0];
  if (!file || !document) throw new Error('the file was opened');
  const found = changeFindings(session, file, document);
  document.forgetTree();
  const reads = vi.spyOn(document, 'objects', 'get');
  expect(changeFindings(session, file, document)).toBe(found);
  expect(found).toHaveLength(1);
  expect(reads).not.toHaveBeenCalled();
  session.close(uri);
  session.earlierTexts.set(uri, undefined);
});

test('what stands in a Secret or deep in a template is never told', async () => {
  const job = (value: string): string =>
    `apiVersion: batch/v1\nkind: Job\nmetadata: { name: load }\nspec:\n  template:\n    spec:\n      containers: [{ name: a, image: "a:1", env: [{ name: X, value: ${value} }] }]\n`;
  const secret = (value: string): string =>
    `apiVersion: v1\nkind: Secret\nmetadata: { name: s }\nimmutable: true\ndata: { a: ${value} }\n`;
  const words = [
    ...(await told(job('kept'), job('other'))),
    ...(await told(secret('a2VwdA=='), secret('b3RoZXI='))),
  ];
  expect(words).toHaveLength(2);
  expect(words.join()).not.toMatch(/kept|a2VwdA/);
});

test('objects are compared by kind, name and namespace, wherever they stand in the file', async () => {
  const other = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: lake }\n---\n';
  expect(await told(claim('10Gi'), other + claim('5Gi'))).toHaveLength(1);
  expect(await told(claim('10Gi'), claim('5Gi').replace('lake', 'pond'))).toEqual([]);
  expect(await told(`${claim('10Gi')}---\n${claim('20Gi')}`, claim('5Gi'))).toEqual([]);
});

test('what another tool fills in, and what is no YAML, is not compared', async () => {
  const filled = claim('10Gi', '  storageClassName: ${CLASS}\n');
  expect(await told(filled, claim('10Gi', '  storageClassName: slow\n'))).toEqual([]);
  expect(await told('a: [', claim('5Gi'))).toEqual([]);
  expect(await told('', claim('5Gi'))).toEqual([]);
});

test('a comment switches it off', async () => {
  const spared = claim('5Gi').replace('  resources', '  # dpm-ignore claim-shrinks\n  resources');
  expect(await told(claim('10Gi'), spared)).toEqual([]);
});
