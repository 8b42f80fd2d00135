import { expect, test } from 'vitest';
import { addKinds } from './addKinds.ts';
import type { RunningCluster } from './runningClusters.ts';

const kinds = [
  { group: 'b.example.com', kind: 'Boat' },
  { group: 'a.example.com', kind: 'Car' },
  { group: 'a.example.com', kind: 'Bus' },
  { group: 'a.example.com', kind: 'Bus' }, // another version of it
];
const cluster: RunningCluster = {
  startedBy: 'npm start',
  startedAt: 0,
  kubeconfigPath: '/nowhere/kubeconfig.yaml',
  pid: 17,
};

async function say(groups: string[], clusters: RunningCluster[]) {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  return { code: await addKinds(groups, { log, kinds, clusters }), text: lines.join('\n') };
}

test('without a group it lists the groups with their kinds, and where they would go', async () => {
  const { code, text } = await say([], [cluster]);
  expect(code).toBe(0);
  expect(text).toMatch(/a\.example\.com: Bus, Car\n.*b\.example\.com: Boat\n/);
  expect(text).toContain('the cluster of npm start (process 17');
});

test('it lists them without a cluster too, and says how to start one', async () => {
  const { code, text } = await say([], []);
  expect(code).toBe(0);
  expect(text).toContain('b.example.com: Boat');
  expect(text).toContain('No cluster of ours runs');
});

test('a group that is not known is named, with those that are', async () => {
  const { code, text } = await say(['a.example.com', 'c.example.com'], [cluster]);
  expect(code).toBe(1);
  expect(text).toBe(
    'No kinds are known of: c.example.com. There are these groups:\n  a.example.com\n  b.example.com',
  );
});

test('where no cluster runs, nothing is added', async () => {
  const { code, text } = await say(['a.example.com'], []);
  expect(code).toBe(1);
  expect(text).toBe(
    'No cluster of ours runs. Start one in another terminal: npm run cluster, or npm start',
  );
});
