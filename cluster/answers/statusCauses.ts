/**
 * Which fields an API server refuses, out of its `Status` answer: from the list of causes where it gives one,
 * else from the forms that its messages have (strict decoding, server-side apply's typed errors, decoding).
 */
import type { FieldCause } from '../api.ts';
import { parseFieldPath } from '../objects/fieldPath.ts';
import {
  fractionPaths,
  doubledKeyPath,
  quantityPaths,
  refineCause,
  secondDuplicate,
  typedFieldPath,
} from '../objects/sentObject.ts';
import { listAt, objectAt, textAt } from '../values.ts';

/** `status` is the parsed `Status`; `object` what was sent, `text` its YAML. */
export function statusCauses(status: unknown, object: unknown, text = ''): FieldCause[] {
  const causes = listAt(status, 'details', 'causes').flatMap((item): FieldCause[] => {
    const message = tidy(textAt(item, 'message') ?? '');
    const named = textAt(item, 'field');
    const field = named === '[]' ? undefined : named; // the whole object
    const reason = textAt(item, 'reason') ?? 'Invalid';
    if (!field && /^(strict decoding error|unknown field|duplicate field)/.test(message)) {
      return messageCauses(message, object, text);
    }
    return [refineCause({ path: parseFieldPath(field ?? '', object), reason, message }, object)];
  });
  const useful = causes.filter((cause) => cause.path.length || cause.message);
  if (useful.length) return unique(useful);
  return unique(messageCauses(textAt(status, 'message') ?? '', object, text));
}

function messageCauses(message: string, object: unknown, text: string): FieldCause[] {
  return [
    ...strictDecoding(message, object),
    ...typedErrors(message, object),
    ...decodeErrors(message, object),
    ...doubledKeys(message, text),
    ...quantities(message, object),
    ...encodings(message, object),
    ...fractions(message, object),
  ];
}

/** `strict decoding error: unknown field "spec.foo", duplicate field "spec.bar"`. */
function strictDecoding(message: string, object: unknown): FieldCause[] {
  const found = message.matchAll(/\b(unknown|duplicate) field "((?:[^"\\]|\\.)+)"/g);
  return [...found].map(([, what, field = '']) => ({
    path: parseFieldPath(field, object),
    reason: what === 'unknown' ? 'UnknownField' : 'DuplicateField',
    message:
      what === 'unknown' ? 'The cluster does not know this field' : 'This field is given twice',
  }));
}

/** Server-side apply: `.spec.foo: field not declared in schema`, one a line or after the `… Kind=Pod): ` head. */
function typedErrors(message: string, object: unknown): FieldCause[] {
  const body = /failed to create typed [^(]*\([^)]*\):\s*([\s\S]*)/.exec(message)?.[1];
  if (body === undefined) return [];
  const causes: FieldCause[] = [];
  for (const line of body.replace(/^errors:\s*/, '').split('\n')) {
    const [, field, text] =
      /^\s*(\.(?:[^:[\]"]|\[(?:[^\]"]|"(?:[^"\\]|\\.)*")*\])+): (.*)$/.exec(line) ?? [];
    if (field === undefined || text === undefined) continue;
    const path = parseFieldPath(field, object);
    const unknown = text.includes('field not declared in schema');
    const doubled = text.includes('duplicate entries for key');
    causes.push({
      path: doubled ? secondDuplicate(path, text, object) : path,
      reason: unknown ? 'UnknownField' : doubled ? 'FieldValueDuplicate' : 'FieldValueTypeInvalid',
      message: unknown ? 'The cluster does not know this field' : withQuotesAdvice(tidy(text)),
    });
  }
  return causes;
}

/** YAML makes a number or a truth value of `5` and `yes`. */
function withQuotesAdvice(message: string): string {
  const isScalar = /^expected string, got (true|false|[-+.\d][-+.\deE]*)$/.test(message);
  return isScalar ? `${message} (put it in quotes)` : message;
}

/** Go's decoder: `json: cannot unmarshal string into Go struct field Container.spec.containers.ports of type …`. */
function decodeErrors(message: string, object: unknown): FieldCause[] {
  const pattern = /cannot unmarshal (\w+) into Go struct field \w+\.([\w.]+) of type ([\w.[\]*]+)/;
  const [, given, field, type] = pattern.exec(message) ?? [];
  if (!given || !field || !type) return [];
  const path = typedFieldPath(field.split('.'), object, given);
  const text = `A ${given} stands where the cluster wants ${typeName(type)}`;
  return [{ path, reason: 'FieldValueTypeInvalid', message: text }];
}

/** `line 7: key "accessModes" already set in map`; the line is that of the text sent. */
function doubledKeys(message: string, text: string): FieldCause[] {
  return [...message.matchAll(/line (\d+): key "([^"]+)" already set in map/g)].map(
    ([, line, key = '']) => ({
      path: doubledKeyPath(text, Number(line), key),
      reason: 'DuplicateField',
      message: `The key "${key}" is given twice`,
    }),
  );
}

/** The server says that a quantity is wrong, but not which. */
function quantities(message: string, object: unknown): FieldCause[] {
  if (!/quantities must match the regular expression|unable to parse quantity/.test(message))
    return [];
  return quantityPaths(object).map((path) => ({
    path,
    reason: 'FieldValueInvalid',
    message: 'Not a Kubernetes quantity such as 500m, 4 or 10Gi',
  }));
}

/** A Secret's `data` or a ConfigMap's `binaryData` that is not base64; the server tells a byte, but not the key. */
function encodings(message: string, object: unknown): FieldCause[] {
  if (!message.includes('illegal base64 data')) return [];
  const isSecret = textAt(object, 'kind') !== 'ConfigMap';
  const map = isSecret ? 'data' : 'binaryData';
  const other = isSecret ? 'stringData' : 'data';
  return Object.entries(objectAt(object, map)).flatMap(([key, value]) => {
    const text = String(value).replace(/[\r\n]/g, '');
    const readable = /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0;
    if (readable) return [];
    const words = `Not base64; encode the value, or put it as it is under "${other}"`;
    return [{ path: [map, key], reason: 'FieldValueInvalid', message: words }];
  });
}

/** The server says that a number has a fraction where none may be, but not which. */
function fractions(message: string, object: unknown): FieldCause[] {
  if (!/cannot convert float64 to u?int\d*/.test(message)) return [];
  return fractionPaths(object).map((path) => ({
    path,
    reason: 'FieldValueTypeInvalid',
    message: 'A number with a fraction stands where the cluster wants a whole number',
  }));
}

function typeName(goType: string): string {
  if (/u?int\d*$/.test(goType)) return 'a whole number';
  if (/float\d*$/.test(goType)) return 'a number';
  if (goType.startsWith('[]')) return 'a list';
  if (goType.startsWith('map')) return 'a mapping';
  if (goType === 'string') return 'text (put it in quotes)';
  if (goType === 'bool') return 'true or false';
  return `an object (${goType.replace(/^.*\./, '')})`;
}

function tidy(text: string): string {
  return text
    .trim()
    .replace(/\.$/, '')
    .replace(/&value\.valueUnstructured\{Value:([^}]*)\}/g, '$1')
    .replace(/&\{([^}]*)\}/g, '$1');
}

/** Each cause once, in an order that does not change from call to call (the server's does). */
function unique(causes: readonly FieldCause[]): FieldCause[] {
  const byText = new Map(
    causes.map((cause) => [JSON.stringify([cause.path, cause.message]), cause]),
  );
  return [...byText].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, cause]) => cause);
}
