/** Programs that run from plain pods, told by their images and variables: MLflow, Amundsen and what it stands on. */
import { get, type Node } from '../../../yaml/node.ts';
import { list } from '../../read.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import {
  above,
  empty,
  type Here,
  noItem,
  not,
  oneOf,
  someItem,
  type Test,
  textOf,
  unlike,
  unset,
} from '../conditions.ts';
import { factsOf } from '../fact.ts';

const on = { types: ['core.v1/Container'] };
const amundsen = onPage('Amundsen', 'https://www.amundsen.io/amundsen/');
const mlflow = onPage('MLflow', 'https://mlflow.org/docs/latest/self-hosting/');
const elasticsearch = onPage(
  'Elasticsearch',
  'https://www.elastic.co/docs/deploy-manage/deploy/self-managed/bootstrap-checks',
);

/** `postgresql://user:password@host`. */
const withPassword = /(?:^|=)[a-z0-9+]+:\/\/[^:@/\s]+:[^@$\s{]+@/;
const services = /^(?:SEARCHSERVICE_BASE|METADATASERVICE_BASE)$/;
const frontend = /(?:^|\/)amundsen-?frontend(?::|@|$)/;
const search = /(?:^|\/)amundsen-?search(?::|@|$)/;
const elastic = /(?:^|\/)elasticsearch(?:-oss)?(?::|@|$)/;

const mlflowFacts = [
  ...factsOf({ on, by: 'program', source: mlflow }, [
    {
      code: 'mlflow-store-scheme',
      each: 'env[]',
      when: { name: /^MLFLOW_(?:BACKEND_STORE_URI|TRACKING_URI)$/, value: /^postgres:\/\// },
      at: 'value',
      says: 'SQLAlchemy has no "postgres", and MLflow does not start: write postgresql://',
    },
    {
      code: 'mlflow-argument-scheme',
      when: { '': isMlflowWith(/(?:^|=)postgres:\/\//) },
      at: 'args',
      says: 'SQLAlchemy has no "postgres", and MLflow does not start: write postgresql://',
    },
  ]),
  ...factsOf({ on, severity: 'warning', source: mlflow }, [
    {
      code: 'mlflow-variable-password',
      each: 'env[]',
      when: {
        name: /^MLFLOW_(?:BACKEND_STORE_URI|REGISTRY_STORE_URI|TRACKING_URI)$/,
        value: withPassword,
      },
      at: 'value',
      says: 'the address holds a password: take it from a Secret',
    },
    {
      code: 'mlflow-argument-password',
      when: { '': isMlflowWith(withPassword) },
      at: 'args',
      says: 'the address holds a password: write $(NAME) in its place, a variable from a Secret',
    },
    {
      code: 'mlflow-server-host',
      when: {
        '': isMlflowServerWithout(/^(?:--host|-h)(?:=|$)/),
        env: noItem({ name: 'MLFLOW_HOST' }),
      },
      at: 'args',
      says: 'the server listens on localhost only, and no other pod reaches it: add --host 0.0.0.0',
    },
    {
      code: 'mlflow-artifacts-direct',
      when: { '': isServingArtifactsDirectly },
      at: 'args',
      says: 'clients get the address of the bucket and go there themselves: give it with --artifacts-destination instead of --default-artifact-root',
    },
  ]),
];

const airflow = onPage(
  'Airflow',
  'https://airflow.apache.org/docs/apache-airflow-providers-cncf-kubernetes/stable/kubernetes_executor.html',
);
/** A pod that tasks are made from: the executor fills in the container `base`. */
const ofTasks = {
  'spec.containers[0].name': 'base',
  'spec.containers[0].image': /airflow/i,
};

const airflowFacts = [
  ...factsOf({ on: { kinds: ['Pod'] }, by: 'program', source: airflow }, [
    {
      code: 'airflow-task-restart',
      when: { ...ofTasks, 'spec.restartPolicy': not(oneOf('Never')) },
      at: 'spec.restartPolicy',
      says: 'a task that has ended would begin again: write "restartPolicy: Never"',
    },
  ]),
  ...factsOf({ on: { kinds: ['Pod'] }, severity: 'warning', source: airflow }, [
    {
      code: 'airflow-task-executor',
      each: 'spec.containers[]',
      when: {
        name: 'base',
        image: /airflow/i,
        env: someItem({ name: 'AIRFLOW__CORE__EXECUTOR', value: /^(?:Kubernetes|Celery)/ }),
      },
      at: 'env',
      says: 'in its pod a task is run by itself: set AIRFLOW__CORE__EXECUTOR to LocalExecutor',
    },
  ]),
  ...factsOf({ on: { kinds: ['Pod'] }, severity: 'information', source: airflow }, [
    {
      code: 'airflow-task-key',
      when: {
        ...ofTasks,
        'spec.containers[0].envFrom': empty,
        'spec.containers[0].env': lacks(/^AIRFLOW__CORE__FERNET_KEY/),
      },
      at: 'spec.containers[0].name',
      says: 'tasks cannot read connections without the key that they were written with: add AIRFLOW__CORE__FERNET_KEY from its Secret',
    },
    {
      code: 'airflow-task-files',
      when: { ...ofTasks, 'spec.initContainers': empty, 'spec.volumes': noItem({ name: /dags/ }) },
      at: 'spec.containers[0].name',
      says: 'no volume has DAGs, so that they have to be in the image: mount them unless they are',
    },
  ]),
];

const pods = { types: ['core.v1/PodSpec'] };
const neo4j = /(?:^|\/)neo4j(?::|@|$)/;

const stores = [
  ...factsOf({ on: pods, severity: 'warning', source: amundsen }, [
    {
      code: 'neo4j-data-lost',
      each: 'containers[]',
      when: { image: neo4j, '': isWithoutClaimAt('/data') },
      at: 'image',
      says: 'the graph is lost with the pod: mount a claim at /data',
    },
    {
      code: 'elasticsearch-data-lost',
      each: 'containers[]',
      when: { image: elastic, '': isWithoutClaimAt('/usr/share/elasticsearch/data') },
      at: 'image',
      says: 'the index is lost with the pod: mount a claim at /usr/share/elasticsearch/data',
    },
    {
      code: 'elasticsearch-group',
      each: 'containers[]',
      when: {
        image: elastic,
        volumeMounts: someItem({ mountPath: '/usr/share/elasticsearch/data' }),
        '/securityContext.fsGroup': unset,
        '/securityContext.runAsUser': not(oneOf(0)),
        '/initContainers': empty,
      },
      at: 'image',
      says: 'Elasticsearch runs as user 1000 and may not write to a new volume: set "securityContext.fsGroup: 1000" of the pod',
    },
    {
      code: 'elasticsearch-memory-maps',
      each: 'containers[]',
      when: {
        image: elastic,
        '/initContainers': noSysctl,
        envFrom: empty,
        env: lacks(/^(?:node\.store\.allow_mmap|discovery\.type)$/),
      },
      at: 'image',
      says: 'the checks at the start want vm.max_map_count to be 262144: raise it in an init container, or set node.store.allow_mmap to "false"',
    },
  ]),
  ...factsOf(
    { on: { kinds: ['apps/Deployment', 'apps/StatefulSet'] }, by: 'program', source: amundsen },
    [
      {
        code: 'neo4j-replicas',
        when: {
          'spec.replicas': above(1),
          'spec.template.spec.containers': someItem({ image: /(?:^|\/)neo4j:(?!.*enterprise)/ }),
        },
        says: 'the community edition of Neo4j has no clusters, and each replica has a graph of its own: write 1',
      },
    ],
  ),
];

const amundsenPorts = [
  ['frontend', 5000],
  ['search', 5001],
  ['metadata', 5002],
] as const;

const amundsenFacts = [
  ...factsOf(
    { on, severity: 'warning', source: amundsen },
    amundsenPorts.map(([service, port]) => ({
      code: `amundsen-${service}-port`,
      when: {
        image: new RegExp(`(?:^|/)amundsen-?${service}(?::|@|$)`),
        ports: noItem({ containerPort: port }),
        command: empty,
        args: empty,
        env: lacks(/^(?:PORT|.*_PORT)$/),
      },
      at: 'ports',
      says: `the service listens on port ${port}: name that one`,
    })),
  ),
  ...factsOf({ on, severity: 'warning', source: amundsen }, [
    {
      code: 'amundsen-graph-account',
      when: {
        image: /(?:^|\/)amundsen-?metadata(?::|@|$)/,
        envFrom: empty,
        env: lacks(
          /^(?:CREDENTIALS_PROXY_PASSWORD|METADATA_SVC_CONFIG_MODULE_CLASS|PROXY_CLIENT)$/,
        ),
      },
      at: 'image',
      says: 'the service logs in to the graph as neo4j with the password "test": set CREDENTIALS_PROXY_USER and CREDENTIALS_PROXY_PASSWORD from a Secret',
    },
    {
      code: 'amundsen-services',
      when: { image: frontend, envFrom: empty, env: lacks(/^SEARCHSERVICE_BASE$/) },
      says: 'the frontend looks for the other services on localhost: set SEARCHSERVICE_BASE and METADATASERVICE_BASE to their addresses',
    },
    {
      code: 'amundsen-service-scheme',
      each: 'env[]',
      when: { name: services, value: unlike(/^https?:\/\/|^\$\(/) },
      at: 'value',
      says: 'the frontend needs the whole address: write http:// in front',
    },
    {
      code: 'amundsen-service-path',
      each: 'env[]',
      when: { name: services, value: /^https?:\/\/[^/]+\/./ },
      at: 'value',
      says: 'paths are put behind this address: write nothing behind the port',
    },
    {
      code: 'amundsen-service-slash',
      each: 'env[]',
      when: { name: services, value: /^https?:\/\/[^/]+\/$/ },
      at: 'value',
      says: 'paths are put behind this address and begin with a slash: remove the one at the end',
    },
    {
      code: 'amundsen-graph-scheme',
      each: 'env[]',
      when: {
        name: 'PROXY_HOST',
        value: unlike(/^(?:bolt|neo4j)(?:\+s|\+ssc)?:\/\/|^https?:\/\/|^\$\(/),
        '/image': /(?:^|\/)amundsen-?metadata(?::|@|$)/,
      },
      at: 'value',
      says: 'the graph is found by a whole address: write bolt://HOST',
    },
    {
      code: 'amundsen-search-endpoint',
      when: { image: search, envFrom: empty, env: lacks(/^(?:PROXY_ENDPOINT|ELASTICSEARCH_.*)$/) },
      says: 'the service looks for Elasticsearch on localhost: set PROXY_ENDPOINT to its address',
    },
    {
      code: 'neo4j-without-password',
      each: 'env[]',
      when: { name: 'NEO4J_AUTH', value: 'none' },
      at: 'value',
      says: 'everybody in the cluster may read and write the graph: write neo4j/PASSWORD, from a Secret',
    },
  ]),
  ...factsOf({ on, severity: 'warning', source: elasticsearch }, [
    {
      code: 'elasticsearch-discovery',
      when: {
        image: elastic,
        envFrom: empty,
        volumeMounts: mountsNoConfiguration,
        env: lacks(/^(?:discovery\.|cluster\.initial_master_nodes|node\.roles)/),
      },
      at: 'image',
      says: 'the checks at the start end a server that knows no others: set discovery.type to single-node, or the addresses of all',
    },
    {
      code: 'elasticsearch-heap',
      each: 'env[]',
      when: { name: 'ES_JAVA_OPTS', value: hasTwoHeaps },
      at: 'value',
      says: 'the checks at the start ask for a heap of one size: make -Xms and -Xmx the same',
    },
  ]),
];

/** No variable is called so. */
function lacks(name: RegExp): Test {
  return (found) => !list(found).some((variable) => name.test(textOf(get(variable, 'name')) ?? ''));
}

/** Nothing is mounted there, or what goes with the pod. */
function isWithoutClaimAt(path: string): Test {
  return (container, { root }) => {
    const mount = list(get(container, 'volumeMounts')).find((each) => {
      const at = textOf(get(each, 'mountPath'))?.replace(/\/$/, '');
      return at !== undefined && (path === at || path.startsWith(`${at}/`));
    });
    const name = textOf(get(mount, 'name'));
    if (name === undefined) return mount === undefined;
    const volume = list(get(root, 'volumes')).find((each) => textOf(get(each, 'name')) === name);
    return get(volume, 'emptyDir') !== undefined;
  };
}

/** No init container sets limits of the kernel. */
function noSysctl(found: Node | undefined): boolean {
  return !list(found).some((container) =>
    wordsOf(container).some((word) => /max_map_count|sysctl/.test(word)),
  );
}

function mountsNoConfiguration(found: Node | undefined): boolean {
  return !list(found).some((mount) =>
    (textOf(get(mount, 'mountPath')) ?? '').startsWith('/usr/share/elasticsearch/config'),
  );
}

function hasTwoHeaps(found: Node | undefined): boolean {
  const text = textOf(found) ?? '';
  const least = /-Xms(\w+)/.exec(text)?.[1];
  const most = /-Xmx(\w+)/.exec(text)?.[1];
  return least !== undefined && most !== undefined && least.toLowerCase() !== most.toLowerCase();
}

/** Command and arguments, word by word. */
function wordsOf(container: Node): string[] {
  return ['command', 'args'].flatMap((key) =>
    list(get(container, key)).flatMap((each) => (textOf(each) ?? '').split(/\s+/)),
  );
}

function isMlflowWith(word: RegExp): Test {
  return (_found: Node | undefined, { node }: Here) => {
    const words = wordsOf(node);
    return words.includes('mlflow') && words.some((each) => word.test(each));
  };
}

function isMlflowServerWithout(option: RegExp): Test {
  return (_found: Node | undefined, { node }: Here) => {
    const words = wordsOf(node);
    const at = words.indexOf('mlflow');
    if (at === -1 || !['server', 'ui'].includes(words[at + 1] ?? '')) return false;
    // A variable may hold further options.
    return !words.some((each) => option.test(each) || each.includes('$'));
  };
}

function isServingArtifactsDirectly(_found: Node | undefined, { node }: Here): boolean {
  const words = wordsOf(node);
  if (!words.includes('mlflow') || !words.includes('--serve-artifacts')) return false;
  const root = words.findIndex((each) => each.startsWith('--default-artifact-root'));
  const value = root === -1 ? '' : (words[root]?.split('=')[1] ?? words[root + 1] ?? '');
  return /^(?:s3|gs|wasbs|abfss):\/\//.test(value);
}

export const programFacts: readonly Rule[] = [
  ...mlflowFacts,
  ...airflowFacts,
  ...stores,
  ...amundsenFacts,
];
