// Fields of operators that name objects: from them to the object and back, and both get a new name together.
import { CancellationToken } from 'vscode-languageserver';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { testSession } from '../../../test/harness/manifests.ts';
import { formatApiVersion } from '../../../shared/gvk.ts';
import { diagnosticsOf } from '../diagnostics.ts';
import { hover } from '../hover.ts';
import { definition } from './definition.ts';
import { findReferences } from './references.ts';
import { rename } from './rename.ts';

/** `GROUP/KIND`, the field, and what it names: `KIND` of the core group or `GROUP/KIND`. A path step in brackets is an item of a list. */
const fields = [
  ['pxc.percona.com/PerconaXtraDBCluster', 'spec.pxc.envVarsSecret', 'Secret'],
  [
    'psmdb.percona.com/PerconaServerMongoDBRestore',
    'spec.backupName',
    'psmdb.percona.com/PerconaServerMongoDBBackup',
  ],
  ['velero.io/Restore', 'spec.backupName', 'velero.io/Backup'],
  ['velero.io/Restore', 'spec.scheduleName', 'velero.io/Schedule'],
  ['longhorn.io/BackupTarget', 'spec.credentialSecret', 'Secret'],
  ['longhorn.io/Volume', 'spec.backupTargetName', 'longhorn.io/BackupTarget'],
  ['traefik.io/Middleware', 'spec.basicAuth.secret', 'Secret'],
  ['opentelemetry.io/OpenTelemetryCollector', 'spec.serviceAccount', 'ServiceAccount'],
  ['opensearch.opster.io/OpenSearchCluster', 'spec.general.serviceAccount', 'ServiceAccount'],
  [
    'elasticsearch.k8s.elastic.co/Elasticsearch',
    'spec.transport.tls.certificateAuthorities.configMapName',
    'ConfigMap',
  ],
  [
    'grafana.integreatly.org/GrafanaDashboard',
    'spec.folderRef',
    'grafana.integreatly.org/GrafanaFolder',
  ],
  ['rabbitmq.com/RabbitmqCluster', 'spec.tls.caSecretName', 'Secret'],
  [
    'redis.redis.opstreelabs.in/RedisSentinel',
    'spec.redisSentinelConfig.redisReplicationName',
    'redis.redis.opstreelabs.in/RedisReplication',
  ],
  ['mlops.seldon.io/Model', 'spec.explainer.modelRef', 'mlops.seldon.io/Model'],
  ['acid.zalan.do/postgresql', 'spec.tls.caSecretName', 'Secret'],
  ['milvus.io/Milvus', 'spec.dependencies.kafka.secretRef', 'Secret'],
  ['ceph.rook.io/CephObjectStore', 'spec.gateway.caBundleRef', 'Secret'],
  [
    'postgres-operator.crunchydata.com/PGUpgrade',
    'spec.postgresClusterName',
    'postgres-operator.crunchydata.com/PostgresCluster',
  ],
  ['networking.istio.io/WorkloadGroup', 'spec.template.serviceAccount', 'ServiceAccount'],
] as const;

const session = testSession();
session.graph.isWhole = true;

function objectOf(kindName: string, name: string, spec: object = {}): string {
  const at = kindName.lastIndexOf('/');
  const [group, kind] = [kindName.slice(0, Math.max(at, 0)), kindName.slice(at + 1)];
  const versions = session.store.kinds.filter((each) => each.group === group && each.kind === kind);
  const entry = versions.find(({ until }) => until === undefined) ?? versions[0];
  if (!entry) throw new Error(`there is no ${kindName}`);
  const metadata = { name, ...(entry.namespaced && { namespace: 'lake' }) };
  return stringify({ apiVersion: formatApiVersion(entry), kind, metadata, ...spec });
}

function nested(path: readonly string[], value: string): object {
  const [step = '', ...rest] = path;
  return { [step]: rest.length === 0 ? value : nested(rest, value) };
}

test.each(fields)('%s: %s names a %s', async (kind, path, target) => {
  const uri = 'file:///a.yaml';
  const text = `${objectOf(kind, 'user', nested(path.split('.'), 'wanted'))}---\n${objectOf(target, 'wanted')}`;
  session.open(uri, 'yaml', 1, text);
  const file = session.file(uri)!;
  await diagnosticsOf(session, file, CancellationToken.None);
  const lines = text.split('\n');
  const [from, to] = [
    lines.findIndex((line) => line.endsWith(': wanted')),
    lines.findLastIndex((line) => line.endsWith(': wanted')),
  ];
  const placeIn = (line: number) => ({ line, character: (lines[line] ?? '').length - 3 });
  expect(definition(session, file, placeIn(from))[0]?.targetRange.start.line).toBe(to);
  const found = findReferences(session, file, placeIn(to), false);
  expect(found.map(({ range }) => range.start.line)).toEqual([from]);
  const edits = rename(session, file, placeIn(from), 'other')?.changes?.[uri] ?? [];
  expect(edits.map(({ range }) => range.start.line).sort((a, b) => a - b)).toEqual([from, to]);
  const shown = JSON.stringify(hover(session, file, placeIn(from)));
  expect(shown).toContain(target.slice(target.lastIndexOf('/') + 1));
  session.close(uri);
});
