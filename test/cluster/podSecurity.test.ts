// What is said of pods in namespaces with a Pod Security level against the admission plugin that enforces it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CancellationToken } from 'vscode-languageserver';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { diagnosticsOf } from '../../core/features/diagnostics.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { testSession } from '../harness/manifests.ts';

interface PodOfTable {
  readonly is: string;
  readonly bare?: boolean;
  readonly pod?: object;
  readonly container?: object;
  readonly security?: object;
  readonly level: Level | 'privileged';
}

type Level = 'baseline' | 'restricted';

const levels: readonly Level[] = ['baseline', 'restricted'];
const pods = parse(
  readFileSync(join(import.meta.dirname, 'podSecurity/pods.yaml'), 'utf8'),
) as PodOfTable[];
const cases = pods.map((pod, index) => [pod.is, index] as const);

const whatIsAsked = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

function podOf(
  { bare, pod, container, security }: PodOfTable,
  index: number,
  level: Level,
): object {
  const securityContext = { ...whatIsAsked, ...security };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `pod-${index}`, namespace: level },
    spec: {
      containers: [
        { name: 'a', image: 'busybox:1.36', ...(bare ? {} : { securityContext }), ...container },
      ],
      ...pod,
    },
  };
}

const namespaceOf = (level: Level): object => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: level, labels: { 'pod-security.kubernetes.io/enforce': level } },
});

function isTaken({ level }: PodOfTable, by: Level): boolean {
  return level === 'restricted' || (level === 'baseline' && by === 'baseline');
}

test.each(cases)('%s: is said', async (_, index) => {
  for (const level of levels) {
    const pod = pods[index];
    if (!pod) throw new Error('no such pod');
    const text = [namespaceOf(level), podOf(pod, index, level)].map((each) => stringify(each));
    const session = testSession();
    session.graph.isWhole = true;
    const uri = 'file:///pod.yaml';
    session.open(uri, 'yaml', 1, text.join('---\n'));
    const file = session.file(uri);
    const found = file ? await diagnosticsOf(session, file, CancellationToken.None) : [];
    const isTold = (found ?? []).some(({ code }) => code === 'pod-security');
    expect(isTold, level).toBe(!isTaken(pod, level));
  }
});

await controlPlaneOrSkip('levels of Pod Security', { nodes: 0 }, (controlPlane) => {
  test('the API server takes and refuses as the table says', async () => {
    const { request } = controlPlane();
    for (const level of levels)
      await request('POST', '/api/v1/namespaces', JSON.stringify(namespaceOf(level)));
    const found: string[] = [];
    for (const level of levels)
      for (const [index, pod] of pods.entries()) {
        const { status } = await request(
          'POST',
          `/api/v1/namespaces/${level}/pods?dryRun=All`,
          JSON.stringify({
            ...podOf(pod, index, level),
          }),
        );
        found.push(`${level} ${pod.is}: ${status === 403 ? 'refused' : status}`);
      }
    expect(found).toEqual(
      levels.flatMap((level) =>
        pods.map((pod) => `${level} ${pod.is}: ${isTaken(pod, level) ? 201 : 'refused'}`),
      ),
    );
  });
});
