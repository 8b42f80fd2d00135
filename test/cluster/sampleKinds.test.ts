// The cluster that `npm start` and `npm run cluster` begin with: it has what the samples need, and it is light.
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { installSampleKinds, kindsIn, samples } from '../../scripts/cluster/sampleKinds.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';

await controlPlaneOrSkip('kinds of the samples', {}, (controlPlane) => {
  const lines: string[] = [];
  beforeAll(async () => {
    await installSampleKinds(controlPlane(), { log: (line) => lines.push(line) });
  });

  test('all of them are served', async () => {
    const served = new Set<string>();
    const { body } = await controlPlane().request('GET', '/apis');
    for (const { name, versions } of body.groups as ApiGroup[]) {
      for (const { groupVersion } of versions) {
        const answer = await controlPlane().request('GET', `/apis/${groupVersion}`);
        for (const { kind } of answer.body.resources) served.add(`${name}/${kind as string}`);
      }
    }
    expect([...kindsIn(samples)].filter((kind) => !served.has(kind))).toEqual([]);
  });

  test('a person reads how far it is', () => {
    expect(lines[0]).toMatch(/^Installing \d+ kinds \.\.\.$/);
    expect(lines.at(-1)).toMatch(/^Installing kinds: all \d+ are served after \d+ s$/);
  });

  test.runIf(process.platform === 'linux')('the API server stays below 1 GB', async () => {
    // The document of all kinds is put together when it is first asked for.
    expect((await controlPlane().request('GET', '/openapi/v2')).status).toBe(200);
    expect(memoryOfApiServer(controlPlane())).toBeLessThan(1000);
  });
});

interface ApiGroup {
  name: string;
  versions: { groupVersion: string }[];
}

/** Megabytes of memory that it holds right now. */
function memoryOfApiServer(controlPlane: ControlPlane): number {
  const pid = controlPlane
    .pids()
    .find((one) => readFileSync(`/proc/${String(one)}/cmdline`, 'utf8').includes('\0apiserver\0'));
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}
