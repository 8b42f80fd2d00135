/** What stands beside values, as an editor shows it: after the text of its line. */
import { expect, test } from 'vitest';
import { builtStore } from '../../test/harness/checkCompletion.ts';
import { hover } from '../features/hover.ts';
import { inlayHints } from '../features/inlayHints.ts';
import { silentLog } from '../log.ts';
import { Session } from '../session.ts';

function opened(text: string, name = 'a.yaml'): Session {
  const session = new Session({
    ...{ store: builtStore, log: silentLog },
    clock: () => new Date('2026-11-30T15:00:00Z'),
    loadEngine: () => Promise.reject(new Error('sizes need no engine')),
  });
  session.open(`untitled:${name}`, 'yaml', 1, text);
  return session;
}

const whole = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

/** `memory: 4g ⟨pod 4.4Gi⟩` for each line that has a hint. */
function hints(text: string, name = 'a.yaml'): string[] {
  const session = opened(text, name);
  const file = session.file(`untitled:${name}`);
  if (!file) throw new Error('the file is not read');
  const found = file.documents.flatMap((document) => inlayHints(session, file, document, whole));
  return found.map(({ position: { line, character }, label }) => {
    const written = text.split('\n')[line] ?? '';
    return `${written.slice(0, character).trim()} ⟨${typeof label === 'string' ? label : ''}⟩${written.slice(character)}`;
  });
}

function hoverOn(text: string, word: string): string {
  const session = opened(text);
  const file = session.file('untitled:a.yaml');
  const before = text.slice(0, text.indexOf(word));
  const line = before.split('\n').length - 1;
  const character = before.length - (before.lastIndexOf('\n') + 1);
  const found = file && hover(session, file, { line, character });
  return found && typeof found.contents === 'object' && 'value' in found.contents
    ? found.contents.value
    : '';
}

const application = (
  type: string,
  spec: string,
): string => `apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata:
  name: etl
spec:
  type: ${type}
  sparkVersion: 3.5.3
${spec}`;

test('driver and executors of Spark are pods with overhead, and one application', () => {
  const text = application(
    'Scala',
    `  driver:
    memory: 1g
    cores: 1
    coreLimit: 1200m
  executor:
    instances: 3
    memory: 8g
    cores: 4
`,
  );
  expect(hints(text)).toEqual([
    'spec: ⟨driver + 3 executors: 13 CPU, 27.77Gi⟩',
    'memory: 1g ⟨pod 1.38Gi⟩',
    'cores: 1 ⟨pod 1 CPU, at most 1.2⟩',
    'instances: 3 ⟨3 × 8.8Gi = 26.4Gi⟩',
    'memory: 8g ⟨pod 8.8Gi⟩',
  ]);
  const driver = hoverOn(text, 'memory: 1g');
  expect(driver).toContain('The pod asks for 1408Mi of memory');
  expect(driver).toContain('less than the 384Mi that Spark adds at least');
});

test('Python has another factor, and executors have memory of their own for it', () => {
  const text = application(
    'Python',
    `  sparkConf:
    spark.executor.pyspark.memory: 1g
    spark.memory.offHeap.enabled: "true"
    spark.memory.offHeap.size: 2g
  driver: { memory: 4g }
  executor: { memory: 4g, coreRequest: 500m }
`,
  );
  expect(hints(text).slice(1)).toEqual([
    'driver: { memory: 4g ⟨pod 5.6Gi⟩ }',
    'executor: { memory: 4g ⟨pod 8.6Gi⟩, coreRequest: 500m }',
  ]);
  expect(hoverOn(text, 'memory: 4g, ')).toContain('40 % of the heap');
});

test('under dynamic allocation an application has a range', () => {
  const dynamic = (bounds: string): string =>
    hints(
      application(
        'Java',
        `  dynamicAllocation: { enabled: true, ${bounds} }\n  driver: { memory: 512m }\n  executor: { memory: 2g, instances: 2 }\n`,
      ),
    )[0] ?? '';
  expect(dynamic('minExecutors: 1, maxExecutors: 10')).toBe(
    'spec: ⟨driver + 1–10 executors: 2 CPU, 3.25Gi, up to 11 CPU, 24.63Gi⟩',
  );
  expect(dynamic('minExecutors: 1')).toBe(
    'spec: ⟨driver + 1 or more executors: 2 CPU, 3.25Gi, no upper bound⟩',
  );
});

test('what another tool fills in, or is wrong, has no size', () => {
  expect(
    hints(application('Java', '  driver: { memory: "${MEMORY}" }\n  executor: { memory: 4Gi }\n')),
  ).toEqual([]);
});

test('properties count where there are no fields', () => {
  const text = `apiVersion: spark.apache.org/v1
kind: SparkApplication
metadata: { name: pi }
spec:
  mainClass: org.example.Pi
  sparkConf:
    spark.driver.memory: 2g
    spark.executor.instances: "2"
    spark.executor.memory: 1g
`;
  expect(hints(text)).toEqual([
    'spark.driver.memory: 2g ⟨pod 2.38Gi⟩',
    'spark.executor.instances: "2" ⟨2 × 1.38Gi = 2.75Gi⟩',
    'spark.executor.memory: 1g ⟨pod 1.38Gi⟩',
  ]);
});

test('the pods of a workload come to a sum, init containers and sidecars counted as the scheduler does', () => {
  const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: a }
spec:
  replicas: 3
  serviceName: a
  selector: { matchLabels: { app: a } }
  template:
    metadata: { labels: { app: a } }
    spec:
      initContainers:
        - { name: log, image: "log:1", restartPolicy: Always, resources: { requests: { memory: 1Gi } } }
        - { name: load, image: "load:1", resources: { requests: { memory: 4Gi } } }
      containers:
        - { name: a, image: "a:1", resources: { requests: { cpu: 500m, memory: 2Gi }, limits: { memory: 3Gi } } }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 10Gi } } }
`;
  expect(hints(text)).toEqual(['replicas: 3 ⟨1.5 CPU, 15Gi, 30Gi of storage together⟩']);
  expect(hoverOn(text, 'replicas')).toContain('Their limits are 9Gi together.');
});

test('a number beside requests of an operator is a sum as well', () => {
  const text = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: a }
spec:
  instances: 3
  storage: { size: 20Gi }
  resources:
    requests: { cpu: "2", memory: 4Gi }
`;
  expect(hints(text)).toEqual(['instances: 3 ⟨6 CPU, 12Gi together⟩']);
});

test('schedules tell their next runs in their zone', () => {
  const text = `apiVersion: batch/v1
kind: CronJob
metadata: { name: a }
spec:
  schedule: "0 3 * * *"
  timeZone: Europe/Paris
  jobTemplate: {}
---
apiVersion: sparkoperator.k8s.io/v1beta2
kind: ScheduledSparkApplication
metadata: { name: b }
spec:
  schedule: "@hourly"
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: c }
spec: { schedule: "0 3 * * *", suspend: true, jobTemplate: {} }
`;
  expect(hints(text)).toEqual([
    'schedule: "0 3 * * *" ⟨next Tue 1 Dec 03:00 Europe/Paris⟩',
    'schedule: "@hourly" ⟨next Mon 30 Nov 16:00 UTC⟩',
  ]);
  expect(hoverOn(text, '0 3 * * *"\n  timeZone')).toContain(
    'Tue 1 Dec 03:00, Wed 2 Dec 03:00, Thu 3 Dec 03:00',
  );
});

test('the memory of a Flink process is told by its parts, and a job by its task managers', () => {
  const text = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: { name: a }
spec:
  flinkVersion: v1_20
  flinkConfiguration:
    taskmanager.numberOfTaskSlots: "2"
  jobManager: { resource: { memory: 1600m, cpu: 1 } }
  taskManager: { resource: { memory: 1728m, cpu: 2 } }
  job: { parallelism: 5 }
`;
  // The sums of the documentation of Flink for a process of 1728m: 384m of task heap.
  expect(hints(text)).toEqual([
    'jobManager: { resource: { memory: 1600m ⟨heap 1Gi⟩, cpu: 1 } }',
    'taskManager: { resource: { memory: 1728m ⟨heap 384Mi⟩, cpu: 2 } }',
    'job: { parallelism: 5 ⟨3 task managers, 7 CPU, 6.63Gi with the job manager⟩ }',
  ]);
  expect(hoverOn(text, 'memory: 1728m')).toContain('512Mi managed + 128Mi network');
});

test('the heap of Trino stands beside its container and its queries', () => {
  const text = `# chart: trino
server:
  workers: 4
worker:
  jvm:
    maxHeapSize: 8G
  config:
    query:
      maxMemoryPerNode: 4GB
  resources:
    limits: { memory: 10Gi }
`;
  expect(hints(text, 'values.yaml')).toEqual([
    'workers: 4 ⟨4 × 10Gi = 40Gi⟩',
    'maxHeapSize: 8G ⟨8Gi, 80 % of 10Gi⟩',
    'maxMemoryPerNode: 4GB ⟨+ 2.4Gi headroom of 8Gi⟩',
  ]);
});

test('Kafka and ClickHouse stand beside their containers', () => {
  expect(
    hints(`apiVersion: kafka.strimzi.io/v1beta2
kind: KafkaNodePool
metadata: { name: a, labels: { strimzi.io/cluster: b } }
spec:
  replicas: 3
  roles: [broker]
  storage: { type: ephemeral }
  jvmOptions: { "-Xmx": 4g }
  resources: { limits: { memory: 8Gi } }
`),
  ).toEqual(['replicas: 3 ⟨24Gi together⟩', 'jvmOptions: { "-Xmx": 4g ⟨50 % of 8Gi⟩ }']);
  expect(
    hints(`apiVersion: clickhouse.altinity.com/v1
kind: ClickHouseInstallation
metadata: { name: a }
spec:
  configuration:
    clusters: [{ name: c, layout: { shardsCount: 2, replicasCount: 3 } }]
  templates:
    podTemplates:
      - name: p
        spec:
          containers:
            - name: clickhouse
              image: "clickhouse:24"
              resources: { limits: { memory: 10Gi } }
`),
  ).toEqual([
    'clusters: [{ name: c, layout: { shardsCount: 2, replicasCount: 3 ⟨6 pods⟩ } }]',
    'resources: { limits: { memory: 10Gi ⟨server up to 9Gi⟩ } }',
  ]);
});

test('quantities are told in other units, decimal ones beside the value', () => {
  const pod = `apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  containers:
    - name: a
      image: "a:1"
      resources:
        requests: { cpu: 250m, memory: 1Gi }
        limits: { cpu: 0.5, memory: 4G }
`;
  expect(hints(pod)).toEqual(['limits: { cpu: 0.5, memory: 4G ⟨≈ 3.73Gi⟩ }']);
  expect(hoverOn(pod, '250m')).toContain('250m is 0.25 of a core.');
  expect(hoverOn(pod, '0.5')).toContain('0.5 is 500m.');
  expect(hoverOn(pod, '1Gi')).toContain('1Gi is 1.07G.');
});
