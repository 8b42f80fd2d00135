// What the schema status item says about a document, as plain text.
import { webAddress } from '../shared/webAddress.ts';
import type {
  DocumentInfo,
  FilledInInfo,
  KubernetesInForce,
  SchemaInfo,
  ToolFileInfo,
  ValuesInfo,
} from '../shared/protocol.ts';

export interface SchemaStatusText {
  text: string;
  detail: string;
  warning: boolean;
  docUrl?: string;
}

export function schemaStatus(info: DocumentInfo | undefined): SchemaStatusText {
  if (!info) return { text: 'No manifest', detail: 'not a Kubernetes manifest', warning: false };
  const filledIn = info.filledIn ? describeFilledIn(info.filledIn) : '';
  if (info.values && !info.kind) {
    const status = valuesStatus(info.values);
    return { ...status, detail: join(status.detail, filledIn) };
  }
  const place = info.count > 1 ? `document ${info.index + 1} of ${info.count}` : '';
  if (info.problem) {
    return { text: info.kind ?? 'Manifest', detail: join(info.problem, place), warning: true };
  }
  if (info.toolFile) return toolFileStatus(info.toolFile, info.kind, place);
  if (!info.kind || !info.apiVersion) {
    const missing = info.kind ? 'apiVersion' : info.apiVersion ? 'kind' : 'apiVersion and kind';
    return { text: 'No schema yet', detail: join(`type ${missing}`, place), warning: false };
  }
  const text = `${info.kind} (${info.apiVersion})`;
  const release = info.kubernetes ? releaseText(info.kubernetes) : '';
  if (!info.schema)
    return {
      text,
      detail: join('no schema for this kind', release, filledIn, place),
      warning: true,
    };
  const chosen = info.schema.isChosen ? 'your choice' : '';
  const { chart } = info.values ?? {};
  const values = chart ? `values of the ${describeChart(chart)}` : '';
  const beyond = beyondKnown(info.values);
  const detail = join(describe(info.schema), chosen, release, values, beyond, filledIn, place);
  return { text, detail, warning: false, docUrl: webAddress(info.schema.docUrl) };
}

/** No API server reads the file: only its YAML is checked. */
function toolFileStatus(
  { tool, file, isKnown, isElsewhere }: ToolFileInfo,
  kind = file,
  place = '',
): SchemaStatusText {
  if (isElsewhere) {
    const detail = 'names a schema on the web, which is left to other extensions';
    return { text: 'Schema elsewhere', detail: join(detail, place), warning: false };
  }
  if (isKnown) {
    const detail = join(`a file of ${tool}, its fields are known`, place);
    return { text: kind ?? tool, detail, warning: false };
  }
  const detail = join(
    `a file of ${tool}, which no API server reads: only its YAML is checked`,
    place,
  );
  return { text: kind ?? 'File of a tool', detail, warning: false };
}

/** `3 values filled in by Flux and SOPS`: they are not checked. */
function describeFilledIn({ count, by }: FilledInInfo): string {
  const others = by.slice(0, -1).join(', ');
  const tools = [others, ...by.slice(-1)].filter(Boolean).join(' and ');
  return `${count} ${count === 1 ? 'value' : 'values'} filled in by ${tools}`;
}

/** `judged by 1.29 (the connected cluster)`. */
function releaseText({ version, from, isLaterThanKnown }: KubernetesInForce): string {
  const later = isLaterThanKnown ? ', newer than we know' : '';
  return `judged by Kubernetes ${version} (${sayers[from]}${later})`;
}

const sayers = {
  commandLine: 'says the command line',
  configuration: 'says .dpm.yaml',
  setting: 'say the settings',
  cluster: 'the connected cluster',
  newest: 'the newest that is known',
} as const;

function valuesStatus({
  chart,
  reason,
  wanted,
  beyond,
  unknown,
  isLeftAlone,
}: ValuesInfo): SchemaStatusText {
  if (isLeftAlone) return { text: 'Values file', detail: 'left alone', warning: false };
  if (unknown !== undefined)
    return { text: 'Values file', detail: `no schema for the chart ${unknown}`, warning: true };
  if (!chart || !reason)
    return { text: 'Values file', detail: 'chart not recognised', warning: false };
  const isOther = wanted && wanted !== chart.version && !beyond;
  const forVersion = isOther ? `values for ${wanted}` : beyondKnown({ wanted, beyond });
  const detail = join(reasons[reason], forVersion);
  return { text: describeChart(chart), detail, warning: false, docUrl: webAddress(chart.docUrl) };
}

/** Keys that are not known are no faults then. */
function beyondKnown({ wanted, beyond }: Pick<ValuesInfo, 'wanted' | 'beyond'> = {}): string {
  if (!beyond) return '';
  return `${wanted ?? 'the version'} is ${beyond} than we know: unknown keys are not reported`;
}

const reasons = {
  comment: 'by the comment in the file',
  choice: 'your choice',
  chart: 'by the Chart.yaml beside it',
  release: 'by a release in the workspace',
  keys: 'by its keys',
} as const;

function describeChart({ title, version }: { title: string; version: string }): string {
  return `${title} ${version}`.trim();
}

/** A line of the list from which a schema is chosen. */
export interface SchemaPick {
  label: string;
  description?: string;
  /** What to choose; absent: as the order of sources has it. */
  id?: string;
  /** URI to open instead of choosing. */
  open?: string;
  /** A line between lines. */
  isSeparator?: boolean;
}

export function schemaPicks(schema: SchemaInfo): SchemaPick[] {
  const { available, isChosen, id, file, docUrl } = schema;
  const inForce = (isIt: boolean): { description?: string } =>
    isIt ? { description: 'in force' } : {};
  const files = file === undefined ? [] : [{ label: 'Open the file of this schema', open: file }];
  const page = webAddress(docUrl);
  const pages = page === undefined ? [] : [{ label: 'Open the reference page', open: page }];
  const more = [...files, ...pages];
  return [
    {
      label: 'Automatic',
      description: isChosen ? 'the first of those below' : 'in force: the first of those below',
    },
    ...available.map((each) => ({
      label: describe(each),
      id: each.id,
      ...inForce(isChosen && each.id === id),
    })),
    ...(more.length > 0 ? [{ label: '', isSeparator: true }, ...more] : []),
  ];
}

function describe({ source, version }: { source: string; version: string }): string {
  return `${source} ${version}`.trim();
}

function join(...parts: string[]): string {
  return parts.filter(Boolean).join(', ');
}
