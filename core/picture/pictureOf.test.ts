import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Picture } from '../../shared/picture.ts';
import { testSession } from '../../test/harness/manifests.ts';
import { pictureOfFile, pictureOfManifests } from '../features/pictures.ts';
import { finish } from '../pacing/work.ts';
import { maxNodes } from './pictureOf.ts';

/** Each line between two parts, and each part without one. */
function drawn({ nodes, edges }: Picture): string[] {
  const words = new Map(
    nodes.map(({ id, kind, name, detail, isMissing }) => [
      id,
      `${kind} ${name}${detail === undefined ? '' : ` (${detail})`}${isMissing ? ' missing' : ''}`,
    ]),
  );
  const linked = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return [
    ...edges.map(
      ({ from, to, label }) => `${words.get(from)} -${label && `${label}-`}> ${words.get(to)}`,
    ),
    ...nodes.filter(({ id }) => !linked.has(id)).map(({ id }) => words.get(id) ?? ''),
  ];
}

function pictureOfText(text: string, line?: number): Picture {
  const session = testSession();
  session.graph.isWhole = true;
  const uri = pathToFileURL('/work-folder/all.yaml').href;
  session.open(uri, 'yaml', 1, text);
  const file = session.file(uri);
  if (!file) throw new Error('the file is not open');
  return pictureOfFile(session, file, line === undefined ? undefined : { line, character: 0 });
}

const storage = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
provisioner: ebs.csi.aws.com
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: nfs-1 }
spec:
  capacity: { storage: 100Gi }
  accessModes: [ReadWriteMany]
  storageClassName: nfs
  nfs: { server: nfs.example.com, path: /data }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: shared, namespace: data }
spec:
  accessModes: [ReadWriteMany]
  storageClassName: nfs
  resources: { requests: { storage: 50Gi } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: reader, namespace: data }
spec:
  replicas: 2
  selector: { matchLabels: { app: reader } }
  template:
    metadata: { labels: { app: reader } }
    spec:
      serviceAccountName: reader
      containers:
        - name: reader
          image: reader:1
          volumeMounts: [{ name: files, mountPath: /files }]
      volumes:
        - name: files
          persistentVolumeClaim: { claimName: shared }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: data }
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: postgres:17 }] }
  volumeClaimTemplates:
    - metadata: { name: store }
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: fast
        resources: { requests: { storage: 10Gi } }
---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: data }
spec:
  clusterIP: None
  selector: { app: db }
  ports: [{ port: 5432 }]
`;

test('storage: pods, claims, volumes and classes', () => {
  expect(drawn(pictureOfText(storage)).sort()).toEqual([
    'Deployment reader -> ServiceAccount reader missing',
    'Deployment reader -> pods reader (2 pods)',
    'PersistentVolume nfs-1 (100Gi, RWX, Retain) -> StorageClass nfs',
    'PersistentVolumeClaim shared (50Gi, RWX) -> StorageClass nfs',
    'PersistentVolumeClaim shared (50Gi, RWX) -would bind to-> PersistentVolume nfs-1 (100Gi, RWX, Retain)',
    'Service db -selects-> StatefulSet db',
    'StatefulSet db -> Service db',
    'StatefulSet db -> pods db (1 pod)',
    'claim of each pod store (10Gi, RWO) -> StorageClass fast (ebs.csi.aws.com)',
    'pods db (1 pod) -> claim of each pod store (10Gi, RWO)',
    'pods reader (2 pods) -mounts as files-> PersistentVolumeClaim shared (50Gi, RWX)',
  ]);
});

test('of one object: what it leads to and who uses it, each with its place', () => {
  const line = storage.split('\n').findIndex((each) => each.includes('PersistentVolumeClaim'));
  const picture = pictureOfText(storage, line);
  expect(picture.nodes.filter(({ isMain }) => isMain)).toMatchObject([
    { kind: 'PersistentVolumeClaim', name: 'shared', role: 'claim', place: { line: line + 1 } },
  ]);
  expect(drawn(picture).sort()).toEqual([
    'Deployment reader -> pods reader (2 pods)',
    'PersistentVolume nfs-1 (100Gi, RWX, Retain) -> StorageClass nfs',
    'PersistentVolumeClaim shared (50Gi, RWX) -> StorageClass nfs',
    'PersistentVolumeClaim shared (50Gi, RWX) -would bind to-> PersistentVolume nfs-1 (100Gi, RWX, Retain)',
    'pods reader (2 pods) -mounts as files-> PersistentVolumeClaim shared (50Gi, RWX)',
  ]);
});

const job = `apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata: { name: daily, namespace: data }
spec:
  type: Python
  mode: cluster
  sparkVersion: 4.0.0
  image: spark:4.0.0
  mainApplicationFile: s3a://jobs/daily.py
  arguments: ['--to', 's3a://user:geheim@lake/out', '--again', 's3a://lake/other']
  sparkConf:
    spark.hadoop.hive.metastore.uris: thrift://metastore.data:9083
  driver: { serviceAccount: spark }
  executor: { instances: 3 }
`;

test('a Spark job: driver, executors, and where its data lies, without passwords', () => {
  const picture = pictureOfText(job);
  expect(drawn(picture).sort()).toEqual([
    'SparkApplication daily -> Hive metastore thrift://metastore.data:9083',
    'SparkApplication daily -> ServiceAccount spark missing',
    'SparkApplication daily -> bucket s3a://jobs',
    'SparkApplication daily -> bucket s3a://lake',
    'SparkApplication daily -> driver daily',
    'SparkApplication daily -> executors daily',
  ]);
  expect(JSON.stringify(picture)).not.toContain('geheim');
});

test('what a cluster holds: pods by their owners, and only kinds that were asked for are missing', () => {
  const pod = (name: string, owner: string) =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace: 'data',
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: owner, uid: 'u' }],
      },
      spec: {
        containers: [{ name: 'a', image: 'a', envFrom: [{ secretRef: { name: 'login' } }] }],
        volumes: [
          { name: 'store', persistentVolumeClaim: { claimName: `store-${name}` } },
          { name: 'old', persistentVolumeClaim: { claimName: 'gone' } },
        ],
      },
    });
  const set = `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db, namespace: data }\nspec: {}\n`;
  const claim = `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: store-db-0, namespace: data }\nspec: { volumeName: pv-1, resources: { requests: { storage: 1Gi } } }\n`;
  const volume = `apiVersion: v1\nkind: PersistentVolume\nmetadata: { name: pv-1 }\nspec: { capacity: { storage: 1Gi }, csi: { driver: d, volumeHandle: h } }\n`;
  const picture = finish(
    pictureOfManifests(testSession(), {
      manifests: [set, pod('db-0', 'db'), claim, volume],
      main: [],
      whole: [{ group: '', kind: 'PersistentVolumeClaim' }],
    }),
  );
  expect(drawn(picture).sort()).toEqual(
    [
      'Pod db-0 -> Secret login',
      'Pod db-0 -mounts as old-> PersistentVolumeClaim gone missing',
      'Pod db-0 -mounts as store-> PersistentVolumeClaim store-db-0 (1Gi)',
      'PersistentVolumeClaim store-db-0 (1Gi) -is bound to-> PersistentVolume pv-1 (1Gi, Retain)',
      'StatefulSet db -> Pod db-0',
    ].sort(),
  );
});

test('a picture of more than anybody could read says how much it leaves out', () => {
  const many = Array.from(
    { length: maxNodes + 20 },
    (_, index) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c-${index} }\n`,
  );
  const picture = pictureOfText(many.join('---\n'));
  expect(picture.nodes).toHaveLength(maxNodes);
  expect(picture.leftOut).toBe(20);
});

test('a text that is no manifest makes an empty picture', () => {
  expect(pictureOfText(': : [')).toEqual({ nodes: [], edges: [], leftOut: 0 });
});
