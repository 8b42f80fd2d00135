// What earlier releases of an operator take. The API server of the tests has the newest release, which refuses it.
import { expect, test } from 'vitest';
import { brief, diagnose, testSession } from '../../test/harness/manifests.ts';

const session = testSession();

const trainer = (processes: string): string => `apiVersion: trainer.kubeflow.org/v1alpha1
kind: ClusterTrainingRuntime
metadata:
  name: torch
spec:
  mlPolicy:
    numNodes: 1
    torch:
      numProcPerNode: ${processes}
  template:
    spec:
      replicatedJobs:
        - name: node
          template:
            spec:
              template:
                spec:
                  containers:
                    - name: node
                      image: ghcr.io/example/train:1.4.0
---
apiVersion: trainer.kubeflow.org/v1alpha1
kind: TrainJob
metadata:
  name: train
spec:
  runtimeRef:
    name: torch
  trainer:
    numProcPerNode: ${processes}
`;

test.each(['auto', 'gpu', '4'])('Kubeflow Trainer: %s processes on a node', async (processes) => {
  expect((await diagnose(session, trainer(processes))).map(brief)).toEqual([]);
});

test('a word that no release takes is told', async () => {
  const found = (await diagnose(session, trainer('autoo'))).map(brief);
  expect(found).toEqual(['30:21-26 error[value-pattern]']);
});
