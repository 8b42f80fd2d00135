/** What an object says of itself beside its state: facts, conditions, labels, keys. No value of a Secret or ConfigMap. */
import type { Cell, PageSection } from '../describeApi.ts';
import type { Health, ResourceSummary } from '../api.ts';
import { listAt, objectAt, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';

export function factsSection(summary: ResourceSummary): PageSection {
  const { columns = [], ref } = summary;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Namespace', ref.namespace],
    ['Ready', summary.ready],
    ['Restarts', summary.restarts === undefined ? undefined : String(summary.restarts)],
    ['Storage class', summary.storageClass],
    ['Size', summary.capacity],
    ['Provisioner', summary.provisioner],
    ...columns.map(({ title, value }) => [title, value] as const),
  ];
  const rows = facts.flatMap(([name, value]) => (value ? [[{ text: name }, { text: value }]] : []));
  return { id: 'facts', title: 'Facts', rows };
}

/** Types of conditions that say by being true that something is wrong. */
const badIfTrue =
  /Pressure$|Unavailable$|Fail(?:ed|ure)|^Degraded$|^Stalled$|NotReady$|^Error|Invalid|Violat|^DisruptionTarget$/;

export function conditionSection(object: JsonObject): PageSection | undefined {
  const conditions = listAt(object, 'status', 'conditions');
  if (conditions.length === 0) return undefined;
  return {
    id: 'conditions',
    title: 'Conditions',
    columns: ['Condition', 'Status', 'Since', 'Why'],
    rows: conditions.map((condition): readonly Cell[] => {
      const type = textAt(condition, 'type') ?? '';
      const status = textAt(condition, 'status') ?? '';
      const since = textAt(condition, 'lastTransitionTime') ?? textAt(condition, 'lastUpdateTime');
      const why = [textAt(condition, 'reason'), textAt(condition, 'message')].filter(Boolean);
      return [
        { text: type },
        { text: status, health: healthOf(type, status) },
        { text: '', ...(since !== undefined && { since }) },
        { text: why.join(': ') },
      ];
    }),
  };
}

function healthOf(type: string, status: string): Health {
  if (status !== 'True' && status !== 'False') return 'unknown';
  const isGood = badIfTrue.test(type) ? status === 'False' : status === 'True';
  return isGood ? 'ok' : 'warning';
}

export function labelSection(object: JsonObject): PageSection | undefined {
  const labels = Object.entries(objectAt(object, 'metadata', 'labels'));
  if (labels.length === 0) return undefined;
  const rows = labels.map(([name, value]) => [{ text: name }, { text: String(value) }]);
  return { id: 'labels', title: 'Labels', rows };
}

/** Keys of a Secret or a ConfigMap, with the length of their values and nothing of them. */
export function keySection(object: JsonObject, kind: string): PageSection | undefined {
  if (kind !== 'Secret' && kind !== 'ConfigMap') return undefined;
  const lengths = (key: string, isBase64: boolean) =>
    Object.entries(objectAt(object, key)).map(([name, value]): readonly Cell[] => {
      const bytes = Buffer.byteLength(String(value), isBase64 ? 'base64' : 'utf8');
      return [{ text: name }, { text: `${bytes} bytes` }];
    });
  const rows = [...lengths('data', kind === 'Secret'), ...lengths('binaryData', true)];
  const note = rows.length === 0 ? { note: 'It has no keys' } : {};
  return { id: 'keys', title: 'Keys', columns: ['Key', 'Length'], rows, ...note };
}
