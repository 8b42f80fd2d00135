// Logs of containers through a real API server, from simulated nodes that serve files with the code of the kubelet.
import { expect, onTestFinished, test } from 'vitest';
import type { ClusterSession, LogRequest } from '../../cluster/api.ts';
import type { LogLine, LogNote } from '../../cluster/logApi.ts';
import type { LoggedContainer } from '../harness/containerLogs.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';
import { crdText } from '../harness/crdText.ts';
import { installCrds } from '../harness/installCrds.ts';
import { waitUntil } from '../harness/waitUntil.ts';
import { kubeconfigFor, sessionFor, valueOf } from './clusterFixture.ts';

const pods = '/api/v1/namespaces/default/pods';

await controlPlaneOrSkip('logs of containers', {}, (controlPlane) => {
  const asUser = (token: string) => sessionFor(kubeconfigFor(controlPlane(), { token }));
  const asAdmin = () => asUser(controlPlane().tokens.admin);

  test('the last lines come first, then what is written from then on, blank lines and all', async () => {
    await runPod(controlPlane(), 'one', 'main');
    controlPlane().logs.write('main', ['first', '', 'third ä']);
    const log = follow(await asAdmin(), { ref: podRef('one'), tailLines: 2 });
    await log.untilTexts(['', 'third ä']);
    controlPlane().logs.write('main', ['fourth']);
    await log.untilTexts(['', 'third ä', 'fourth']);
    expect(log.lines[0]?.source).toEqual({ pod: 'one', container: 'main' });
    expect(Math.abs((log.lines[0]?.time ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  test('a log goes on where it was when the API server is killed and back again, without a line twice', async () => {
    await runPod(controlPlane(), 'killed', 'sidecar');
    controlPlane().logs.write('sidecar', ['a', 'b']);
    const log = follow(await asAdmin(), { ref: podRef('killed') });
    await log.untilTexts(['a', 'b']);
    await controlPlane().stopApiServer();
    await log.untilNote('lost');
    controlPlane().logs.write('sidecar', ['c']);
    await controlPlane().startApiServer();
    await log.untilTexts(['a', 'b', 'c']);
    controlPlane().logs.write('sidecar', ['d']);
    await log.untilTexts(['a', 'b', 'c', 'd']);
  });

  test('driver and executors of a Spark application are followed together, those that come later too', async () => {
    const spark = { group: 'sparkoperator.k8s.io', version: 'v1beta2', kind: 'SparkApplication' };
    await installCrds(controlPlane(), [crdText(spark).replace('metadata:', approved)]);
    const apiVersion = `${spark.group}/${spark.version}`;
    const made = `/apis/${apiVersion}/namespaces/default/sparkapplications`;
    const application = { apiVersion, kind: spark.kind, metadata: { name: 'pi' } };
    expect((await controlPlane().request('POST', made, application)).status).toBe(201);
    const ofSpark = (role: string) => ({ [`${spark.group}/app-name`]: 'pi', 'spark-role': role });
    const ref = { apiVersion, kind: spark.kind, name: 'pi', namespace: 'default' };
    const session = await asAdmin();
    expect(valueOf(await session.logs.containers(ref))).toEqual([]);

    const log = follow(session, { ref });
    await log.untilNote('none');
    const [driver, executor] = ['spark-kubernetes-driver', 'spark-kubernetes-executor'] as const;
    controlPlane().logs.write(driver, ['submitted']);
    await runPod(controlPlane(), 'pi-driver', driver, { labels: ofSpark('driver') });
    await log.untilTexts(['submitted']);
    controlPlane().logs.write(executor, ['task done']);
    await runPod(controlPlane(), 'pi-exec-1', executor, { labels: ofSpark('executor') });
    await log.untilTexts(['submitted', 'task done']);
    expect(log.lines.map(({ source }) => source)).toEqual([
      { pod: 'pi-driver', container: driver, role: 'driver' },
      { pod: 'pi-exec-1', container: executor, role: 'executor' },
    ]);
    expect(valueOf(await session.logs.containers(ref))).toEqual([driver, executor]);
    await controlPlane().request('DELETE', `${pods}/pi-exec-1`);
    await log.untilNote('over');
    expect(log.notes.at(-1)).toMatchObject({ source: { pod: 'pi-exec-1' }, reason: 'Deleted' });
  });

  test('the log of the run before is read once, and it is said where there is none', async () => {
    await runPod(controlPlane(), 'crashing', 'main', {
      annotations: { 'simulated/state': 'CrashLoopBackOff' },
    });
    await waitUntil(
      'the pod to crash',
      async () => (await phaseOf(controlPlane(), 'crashing')) === 'Running',
    );
    controlPlane().logs.writePrevious('main', ['Exception in thread main']);
    const session = await asAdmin();
    const log = follow(session, { ref: podRef('crashing'), isPrevious: true });
    await log.untilEnd();
    expect(log.texts()).toEqual(['Exception in thread main']);
    const never = follow(session, { ref: podRef('one'), isPrevious: true });
    await never.untilEnd();
    expect(never.notes.map(({ kind }) => kind)).toEqual(['none']);
  });

  test('who may not read logs is told which role is missing', async () => {
    const session = await asUser(controlPlane().tokens.nobody);
    const log = follow(session, { ref: podRef('one') });
    await log.untilEnd();
    expect(log.notes[0]?.error).toMatchObject({ code: 'forbidden' });
    expect(log.lines).toEqual([]);
  });

  test('nothing comes after the following was ended', async () => {
    const log = follow(await asAdmin(), { ref: podRef('one'), tailLines: 1 });
    await waitUntil('a line', () => log.lines.length > 0);
    log.stop();
    const before = log.lines.length;
    controlPlane().logs.write('main', ['too late']);
    await new Promise((done) => setTimeout(done, 500));
    expect(log.lines.length).toBe(before);
  });
});

function podRef(name: string) {
  return { apiVersion: 'v1', kind: 'Pod', name, namespace: 'default' };
}

/** Groups below k8s.io are Kubernetes' own and refused without this word. */
const approved =
  'metadata:\n  annotations: { api-approved.kubernetes.io: "unapproved, for a test cluster" }';

interface PodMetadata {
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

async function runPod(
  { request }: ControlPlane,
  name: string,
  container: LoggedContainer,
  metadata: PodMetadata = {},
): Promise<void> {
  const made = await request('POST', pods, {
    metadata: { name, ...metadata },
    spec: { containers: [{ name: container, image: 'busybox:1.36' }] },
  });
  expect(made.status).toBe(201);
}

async function phaseOf({ request }: ControlPlane, name: string): Promise<string> {
  return (await request('GET', `${pods}/${name}`)).body.status.phase;
}

function follow(session: ClusterSession, request: LogRequest) {
  const lines: LogLine[] = [];
  const notes: LogNote[] = [];
  let hasEnded = false;
  const following = session.logs.follow(request, {
    line(line) {
      lines.push(line);
      return undefined;
    },
    note: (note) => void notes.push(note),
    ended: () => (hasEnded = true),
  });
  onTestFinished(() => following.dispose());
  const texts = () => lines.map(({ text }) => text);
  const seen = () => JSON.stringify([texts(), notes]);
  return {
    lines,
    notes,
    texts,
    stop: () => following.dispose(),
    untilTexts: (wanted: readonly string[]) =>
      waitUntil(`the lines ${wanted.join()}`, () => {
        if (texts().join('\n') === wanted.join('\n')) return true;
        throw new Error(seen());
      }),
    untilNote: (kind: LogNote['kind']) =>
      waitUntil(`the note ${kind}`, () => notes.some((note) => note.kind === kind)),
    untilEnd: () => waitUntil('the end', () => hasEnded),
  };
}
