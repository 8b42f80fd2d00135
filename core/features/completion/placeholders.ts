/** Tab stops of a snippet: what stands there until the user types, plausible for the field and right in its format. */
import { formats } from '../../formats/index.ts';
import { isSecretName } from '../../../shared/secretNames.ts';
import { yamlUnread, yamlValue } from '../../yaml/yamlText.ts';
import type { TypeSchema } from '../../schema/schema.ts';
import type { Notation } from '../../schema/skeleton.ts';
import { snippetChoice, snippetText } from './snippetText.ts';

/** Numbered stops that are empty: the cursor waits there. */
export function emptyStops(): Notation {
  let stop = 0;
  return { stop: () => `$${++stop}`, literal: snippetText };
}

export interface FilledStops {
  readonly notation: Notation;
  /** The stop of the object's name. */
  readonly name: () => string;
}

/**
 * Stops that hold a value. The name of the object is one stop wherever it is needed (`metadata.name`, labels, selector),
 * so that it is typed once. `leaveNames`: names of other resources are left empty, to be completed.
 */
export function filledStops(objectName: string, leaveNames = false): FilledStops {
  let stop = 0;
  let nameStop = 0;
  const name = (): string => {
    nameStop ||= ++stop;
    return `\${${nameStop}:${objectName}}`;
  };
  const stopFor = (field: string, schema: TypeSchema): string => {
    if (field === '') return `$${++stop}`;
    if (field === nameLabel) return name();
    if (leaveNames && schema['x-ref']) return `$${++stop}`;
    const choices = choicesOf(schema);
    if (choices.length > 1) return `\${${++stop}|${choices.map(snippetChoice).join(',')}|}`;
    return `\${${++stop}:${snippetText(written(sampleOf(field, schema), schema))}}`;
  };
  return { name, notation: { stop: stopFor, literal: snippetText } };
}

/** The label that a skeleton selects pods by. */
const nameLabel = 'app.kubernetes.io/name';

/** Values to choose from, the default first. */
function choicesOf(schema: TypeSchema): string[] {
  const values = schema.enum ?? (schema.type === 'boolean' ? [false, true] : []);
  return values
    .toSorted((a, b) => Number(b === schema.default) - Number(a === schema.default))
    .map((value) => written(value, schema));
}

function sampleOf(field: string, schema: TypeSchema): string | number | boolean {
  const known = byField.get(field) ?? byFormat.get(schema.format ?? '');
  if (known !== undefined && fits(known, schema)) return known;
  const isSecret = schema['x-secret'] === true || isSecretName(field);
  for (const value of [schema.examples?.[0], schema.default]) {
    if (isScalar(value) && !isSecret) return value;
  }
  const types = [schema.type].flat();
  if (types.includes('integer') || types.includes('number'))
    return Math.max(schema.minimum ?? 1, 1);
  const ownName = field.replaceAll(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  const format = schema.format === undefined ? undefined : formats.get(schema.format);
  return format?.check(ownName) === undefined ? ownName : (format.examples[0] ?? ownName);
}

/** What our own samples and examples begin with. */
const byField: ReadonlyMap<string, string | number> = new Map(
  Object.entries({
    image: 'image:tag',
    storage: '10Gi',
    memory: '512Mi',
    cpu: '500m',
    mainApplicationFile: 'local:///opt/spark/app/main.py',
    mountPath: '/data',
    replicas: 1,
    cores: 1,
    instances: 2,
    port: 80,
    targetPort: 8080,
    containerPort: 8080,
  }),
);

const byFormat: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'spark-memory': '2g',
    cron: '0 2 * * *',
    'spark-cron': '0 2 * * *',
  }),
);

function fits(value: string | number, schema: TypeSchema): boolean {
  const types = [schema.type].flat();
  if (schema.type === undefined) return true;
  if (typeof value === 'number') return types.includes('integer') || types.includes('number');
  if (!types.includes('string')) return false;
  const format = schema.format === undefined ? undefined : formats.get(schema.format);
  return format?.check(value) === undefined;
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function written(value: unknown, schema: TypeSchema): string {
  const isText = [schema.type].flat().includes('string') && !schema['x-kubernetes-int-or-string'];
  return isText ? yamlValue(value) : yamlUnread(String(value));
}
