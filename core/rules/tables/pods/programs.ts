/** Programs that run from plain pods, told by their images and variables: MLflow, Amundsen and what it stands on. */
import { get, type Node } from '../../../yaml/node.ts';
import { list } from '../../read.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import { empty, noItem, textOf, unlike, type Here, type Test } from '../conditions.ts';
import { factsOf } from '../fact.ts';

const on = { types: ['core.v1/Container'] };
const amundsen = onPage('Amundsen', 'https://www.amundsen.io/amundsen/');
const mlflow = onPage('MLflow', 'https://mlflow.org/docs/latest/self-hosting/');
const elasticsearch = onPage(
  'Elasticsearch',
  'https://www.elastic.co/docs/deploy-manage/deploy/self-managed/bootstrap-checks',
);

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

const amundsenFacts = [
  ...factsOf({ on, severity: 'warning', source: amundsen }, [
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

export const programFacts: readonly Rule[] = [...mlflowFacts, ...amundsenFacts];
