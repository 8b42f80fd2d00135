/** The pages of the codes: docs/rules.md lists them, docs/rules/<subject>.md explains them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaCodes } from '../../core/findings/codes.ts';
import { linkedSubject } from '../../core/findings/helpPage.ts';
import { linkedCodes } from '../../core/graph/checks/index.ts';
import { rulesBySubject } from '../../core/rules/index.ts';
import { factsBySubject } from '../../core/rules/tables/index.ts';
import type { Severity } from '../../core/findings/finding.ts';
import type { Rule } from '../../core/rules/rule.ts';
import { readExamples, type Example } from './exampleFile.ts';
import { factExamples } from './factExamples.ts';
import { linkedFolder, rulesFolder } from './ruleIndex.ts';

/** What the folders of core/rules are about. */
export const subjects: Readonly<
  Record<keyof typeof rulesBySubject | keyof typeof factsBySubject | typeof linkedSubject, string>
> = {
  access: 'Roles and their bindings',
  argo: 'Argo: workflows, applications and rollouts',
  flux: 'Sources and releases of Flux',
  keda: 'Objects of KEDA',
  istio: 'Routes and gateways of Istio',
  kueue: 'Queues of Kueue',
  kustomize: 'Kustomizations',
  kyverno: 'Policies of Kyverno',
  rabbitmq: 'RabbitMQ',
  platform: 'Certificates, external secrets and backups',
  prometheus: 'Rules and monitors of Prometheus',
  kubeflow: 'Kubeflow: training, notebooks, Katib and KServe',
  ray: 'Clusters of Ray',
  airflow: 'Airflow: values of its charts, and its old operator',
  flink: 'Deployments and jobs of Flink',
  jupyterhub: 'Values of the JupyterHub chart',
  minio: 'Tenants of MinIO',
  mlflow: 'Values of the MLflow chart',
  postgres: 'Clusters of CloudNativePG',
  presto: 'Presto and the Hive metastore: their operators and charts',
  stackable: 'Clusters of Stackable',
  strimzi: 'Kafka with Strimzi',
  superset: 'Values of the Superset chart',
  tarantool: 'Clusters of Tarantool',
  trino: 'Values of the Trino chart',
  admission: 'Webhooks, admission policies and flow control',
  charts: 'Values of Helm charts',
  config: 'ConfigMaps and Secrets',
  configuration: 'Configuration of programs',
  containers: 'Containers of a pod',
  customresources: 'CustomResourceDefinitions',
  fields: 'Fields of any kind',
  jobs: 'Jobs and CronJobs',
  networking: 'Ingresses and network policies',
  objects: 'Names and metadata of any object',
  'objects-together': 'Objects that belong together: names of others, claims and their volumes',
  operators: 'Resources of operators',
  pods: 'Pods, their volumes and their network',
  quotas: 'Quotas and limit ranges',
  scaling: 'Autoscalers and disruption budgets',
  scheduling: 'Tolerations, affinity, spreading and priority',
  security: 'Security settings',
  services: 'Services',
  spark: 'Spark applications',
  storage: 'Volumes, claims and storage classes',
  workloads: 'Deployments, StatefulSets, DaemonSets and their selectors',
};

/** What is said of one code. */
export interface Explained extends Pick<
  Rule,
  'code' | 'severity' | 'summary' | 'source' | 'since' | 'until' | 'docUrl'
> {
  readonly examples: readonly Example[];
}

/** All codes but those of formats, by subject. */
export function explainedBySubject(): Map<string, Explained[]> {
  const inFiles: Readonly<Record<string, readonly Rule[]>> = rulesBySubject;
  const inTables: Readonly<Record<string, readonly Rule[]>> = factsBySubject;
  const ofFacts = factExamples();
  const ordered = [...new Set([...Object.keys(inFiles), ...Object.keys(inTables)])];
  return new Map<string, Explained[]>(
    ordered.map((subject) => {
      const ofSubject = [...(inFiles[subject] ?? []), ...(inTables[subject] ?? [])];
      const all: ((typeof schemaCodes)[number] | Rule)[] =
        subject === 'fields' ? [...schemaCodes, ...ofSubject] : ofSubject;
      const explained = all.map((rule) => ({
        ...rule,
        examples: ofFacts.get(rule.code) ?? examplesOf(subject, rule.code),
      }));
      return [subject, explained.sort((one, other) => one.code.localeCompare(other.code))];
    }),
  ).set(linkedSubject, linkedExplained());
}

function linkedExplained(): Explained[] {
  return linkedCodes
    .map((each) => ({ ...each, examples: examplesIn(linkedFolder, each.code) }))
    .sort((one, other) => one.code.localeCompare(other.code));
}

function examplesOf(subject: string, code: string): Example[] {
  return examplesIn(join(rulesFolder, subject), code);
}

export function examplesIn(folder: string, code: string): Example[] {
  const file = join(folder, `${code}.yaml`);
  return existsSync(file) ? readExamples(readFileSync(file, 'utf8')) : [];
}

/** docs/rules.md. */
export function rulesPage(generated: string): string {
  return [
    generated,
    '',
    '# Rules',
    '',
    'Each report has a code. A rule of severity error says what the API server (or the Spark operator) refuses; for the built-in',
    'kinds its examples are tried against a real API server. A warning is accepted there and fails, or does nothing, later; an',
    'information is accepted and perhaps not meant. Where the server passes values on unread, an error becomes a warning.',
    '',
    'To switch one off: `"dataPlatform.rules": { "CODE": "off" }` in the settings, `# dpm-ignore CODE -- reason` at the end of the',
    'line or on the line above, `# dpm-ignore-document CODE -- reason` for the whole document. Without a code a comment covers all.',
    '',
    'The values of many fields have a grammar. The code is `format-` and the name of the format: [formats.md](formats.md).',
    '',
    ...[...explainedBySubject()].flatMap(([subject, explained]) => [
      `## ${titleOf(subject)}`,
      '',
      '| code | severity | what is wrong |',
      '| --- | --- | --- |',
      ...explained.map(
        ({ code, severity, summary }) =>
          `| [${code}](rules/${subject}.md#${code}) | ${severity} | ${summary.replaceAll('|', '\\|')} |`,
      ),
      '',
    ]),
  ].join('\n');
}

/** The files of docs/rules, with their text. */
export function rulePages(generated: string): Map<string, string> {
  return new Map(
    [...explainedBySubject()].map(([subject, explained]) => [
      `${subject}.md`,
      [
        generated,
        '',
        `# Rules: ${titleOf(subject)}`,
        '',
        'How to read this, and all other codes: [rules.md](../rules.md).',
        '',
        ...explained.flatMap((one) => [`## ${one.code}`, '', ...explanation(one)]),
      ].join('\n'),
    ]),
  );
}

/** What is said of a code below its heading, line by line. */
export function explanation(explained: Explained): string[] {
  const { summary, code, examples } = explained;
  return [
    summary,
    '',
    facts(explained),
    '',
    ...examples.flatMap(({ kind, title, body }) => [
      `${words[kind]}${title === '' ? '' : ` (${title})`}:`,
      '',
      '```yaml',
      body.replace(/\n$/, ''),
      '```',
      '',
    ]),
    `Switch it off: \`"dataPlatform.rules": { "${code}": "off" }\` or a comment \`# dpm-ignore ${code}\``,
    '',
  ];
}

/** How severe it is, who refuses it since when, and where that is written. */
function facts({ severity, source, since, until, docUrl }: Explained): string {
  const versions = [
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
  ].join(', ');
  const more = docUrl === undefined ? '' : ` [More](${docUrl}).`;
  const level = `${severity.charAt(0).toUpperCase()}${severity.slice(1)}`;
  if (!source) return `${level}.${more}`;
  const { by, page, name } = source;
  const link = `[${name ?? page.replace(/^https:\/\//, '')}](${page})`;
  const who =
    severity === 'error' ? `${by} refuses it` : `accepted when it is applied${later(severity)}`;
  return `${level}: ${who}${versions === '' ? '' : ` (${versions})`}. Source: ${link}.${more}`;
}

function later(severity: Severity): string {
  return severity === 'warning' ? ', and then it fails or does nothing' : ', and perhaps not meant';
}

const words = { bad: 'Wrong', fixed: 'After the quick fix', good: 'Right' };

function titleOf(subject: string): string {
  return Object.entries(subjects).find(([name]) => name === subject)?.[1] ?? subject;
}
