// The small platform in the cluster of the screenshots.
export const sparkApplicationPath =
  '/apis/sparkoperator.k8s.io/v1beta2/namespaces/default/sparkapplications';
const core = '/api/v1/namespaces/default';

const claim = (name: string, storage: string) => ({
  path: `${core}/persistentvolumeclaims`,
  object: {
    metadata: { name },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
  },
});

const pod = (name: string, state?: string) => ({
  path: `${core}/pods`,
  object: {
    metadata: { name, ...(state && { annotations: { 'simulated/state': state } }) },
    spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'python:3.13-slim' }] },
  },
});

const sparkApplication = (name: string) => ({
  path: sparkApplicationPath,
  object: {
    apiVersion: 'sparkoperator.k8s.io/v1beta2',
    kind: 'SparkApplication',
    metadata: { name },
    spec: {
      type: 'Python',
      mode: 'cluster',
      image: 'spark:4.0.1',
      mainApplicationFile: `s3a://jobs/${name}.py`,
      sparkVersion: '4.0.1',
      driver: { cores: 1, memory: '2g' },
      executor: { instances: 4, cores: 2, memory: '8g' },
    },
  },
});

export const clusterObjects: readonly { path: string; object: object }[] = [
  claim('warehouse', '50Gi'),
  claim('checkpoints', '10Gi'),
  pod('ingest'),
  pod('orders-driver'),
  pod('report', 'ImagePullBackOff'),
  sparkApplication('orders'),
];
