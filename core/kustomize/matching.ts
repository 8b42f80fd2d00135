/** Which objects a patch of a kustomization is for. */
import type { Fields } from '../../shared/json.ts';
import type { KustomizedObject } from './resources.ts';

/** Whether a target selects some object; undefined where an expression in it cannot be tried. */
export function selectsSome(
  target: Fields,
  objects: readonly KustomizedObject[],
): boolean | undefined {
  const wanted = ['group', 'version', 'kind', 'name', 'namespace'].map((key) => {
    const value = target[key];
    return typeof value === 'string' ? value : '';
  });
  // Who writes more than names and `.*` writes what only an engine of expressions tells.
  if (wanted.some((each) => !/^[\w.|*-]*$/.test(each))) return undefined;
  const [group = '', version = '', kind = '', name = '', namespace = ''] = wanted;
  return objects.some((object) => {
    const [ownGroup, ownVersion] = groupAndVersion(object.apiVersion);
    return (
      fits(group, [ownGroup]) &&
      fits(version, [ownVersion]) &&
      fits(kind, [object.kind]) &&
      fits(name, object.names) &&
      fits(namespace, object.namespaces.map(effective))
    );
  });
}

/** Whether there is the object that a merge patch names. */
export function hasObject(
  patch: KustomizedObject,
  objects: readonly KustomizedObject[],
): 'yes' | 'other namespace' | 'other version' | 'no' {
  const alike = objects.filter(
    ({ kind, names }) => kind === patch.kind && patch.names.some((name) => names.includes(name)),
  );
  const ofVersion = alike.filter(({ apiVersion }) => apiVersion === patch.apiVersion);
  const wanted = patch.namespaces.map(effective);
  if (
    ofVersion.some(({ namespaces }) =>
      namespaces.map(effective).some((each) => wanted.includes(each)),
    )
  )
    return 'yes';
  if (ofVersion.length > 0) return 'other namespace';
  return alike.length > 0 ? 'other version' : 'no';
}

function groupAndVersion(apiVersion: string): readonly [group: string, version: string] {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
}

function effective(namespace: string): string {
  return namespace === '' ? 'default' : namespace;
}

/** `a|b.*` of a whole value: names, each perhaps with an end, a beginning or a middle that may be anything. */
function fits(pattern: string, values: readonly string[]): boolean {
  if (pattern === '') return true;
  return pattern.split('|').some((choice) => values.some((value) => fitsOne(choice, value)));
}

function fitsOne(choice: string, value: string): boolean {
  const parts = choice.split('.*');
  if (parts.length === 1) return isAlike(choice, value);
  const [first = '', ...rest] = parts;
  const last = rest.pop() ?? '';
  if (!value.startsWith(first) || !value.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = value.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at + last.length <= value.length;
}

/** A point stands for any letter, and a star that is left for repetition: what has one is taken to fit. */
function isAlike(choice: string, value: string): boolean {
  if (choice.includes('*')) return true;
  if (choice.length !== value.length) return false;
  return Array.from(choice).every((letter, index) => letter === '.' || letter === value[index]);
}
