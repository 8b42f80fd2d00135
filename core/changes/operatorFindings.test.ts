import { expect, test } from 'vitest';
import { operatorExamples } from '../../test/harness/changeExamples.ts';
import { diagnose, full, testSession } from '../../test/harness/manifests.ts';
import { operatorChanges, outcomes } from './operatorChanges.ts';

const session = testSession();
const codes = new Set<unknown>(Object.values(outcomes).map(({ code }) => code));
const uri = 'file:///example.yaml';

interface Compared {
  readonly before: string;
  readonly after: string;
  readonly isOfCluster?: boolean;
}

async function told({ before, after, isOfCluster = false }: Compared): Promise<string[]> {
  const endWait = session.liveObjects.didNeed.on((needed) => {
    session.liveObjects.set(needed, before);
  });
  if (isOfCluster) session.liveObjects.use('kind-dev');
  else session.earlierTexts.set(uri, { text: before, was: 'HEAD' });
  const found = await diagnose(session, after);
  session.liveObjects.use(undefined);
  session.earlierTexts.set(uri, undefined);
  endWait();
  return found.filter(({ code }) => codes.has(code)).map(full);
}

test.each(operatorExamples())('$name', async ({ code, ...compared }) => {
  const found = await told(compared);
  if (code === undefined) expect(found).toEqual([]);
  else expect(found).toEqual([expect.stringContaining(`[${code}]`)]);
});

test('each kind of the table has an example that is told', () => {
  const shown = operatorExamples().flatMap(({ code, before }) => (code ? [before] : []));
  const without = operatorChanges.filter(
    ({ kinds }) =>
      !kinds.some((kind) => shown.some((text) => text.includes(`kind: ${kind.split('/')[1]}\n`))),
  );
  expect(without.map(({ kinds }) => kinds.join())).toEqual([]);
});

const topic = (partitions: string): string =>
  `apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nmetadata:\n  name: orders\n  labels: { strimzi.io/cluster: lake }\nspec:\n  partitions: ${partitions}\n`;

test('the words say what was there, what happens and what to do', async () => {
  expect(await told({ before: topic('12'), after: topic('6') })).toEqual([
    '7:15-16 warning[operator-refuses-change] HEAD has 12 here: a topic cannot lose partitions, Strimzi leaves it as it is and reports NotSupported; make a topic of another name and copy the records',
  ]);
});

test('what another tool fills in is not compared', async () => {
  expect(await told({ before: topic('12'), after: topic('${PARTITIONS}') })).toEqual([]);
});
