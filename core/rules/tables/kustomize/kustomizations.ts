/** Kustomizations: what `kustomize build` ends with. */
import { get, items, type Node } from '../../../yaml/node.ts';
import type { Rule } from '../../rule.ts';
import { onPage } from '../../sources.ts';
import { empty, filled, textOf, unlike, type Here } from '../conditions.ts';
import { factsOf, type Fact } from '../fact.ts';

const source = onPage(
  'kustomize',
  'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/',
);

const generators = ['configMapGenerator', 'secretGenerator'].flatMap((list): Fact[] => {
  const name = list === 'configMapGenerator' ? 'config' : 'secret';
  return [
    {
      code: `kustomize-${name}-literal`,
      each: `${list}[].literals[]`,
      when: { '': unlike(/^[^=]+=/) },
      says: 'a literal is a key and a value with "=" between them: write KEY=VALUE',
    },
    {
      code: `kustomize-${name}-key-repeated`,
      each: `${list}[]`,
      when: { literals: hasRepeatedKey },
      says: 'two of the literals have one key: remove or rename one of them',
    },
    {
      code: `kustomize-${name}-repeated`,
      each: `${list}[]`,
      when: { name: isMadeBefore(list) },
      says: 'an earlier generator makes an object of this name: add "behavior: merge", or rename it',
    },
  ];
});

const patches: readonly Fact[] = [
  {
    code: 'kustomize-patch-twice',
    each: 'patches[]',
    when: { path: filled, patch: filled },
    says: 'a patch is a file ("path") or a text ("patch"): keep one',
  },
  {
    code: 'kustomize-patch-target',
    each: 'patches[]',
    when: { patch: /^\s*-\s+(?:op|path|value|from):/, target: empty },
    says: 'operations do not say what they change: add "target" with kind and name',
  },
];

function keysOf(found: Node | undefined): string[] {
  return items(found).flatMap((item) => textOf(item)?.split('=', 1) ?? []);
}

function hasRepeatedKey(found: Node | undefined): boolean {
  const keys = keysOf(found);
  return new Set(keys).size < keys.length;
}

/** Of one that makes a new object, as it does unless it says otherwise. */
function isMadeBefore(list: string): (found: Node | undefined, here: Here) => boolean {
  const idOf = (generator: Node): string | undefined => {
    const behavior = textOf(get(generator, 'behavior')) ?? 'create';
    const name = textOf(get(generator, 'name'));
    if (behavior !== 'create' || name === undefined) return undefined;
    return `${textOf(get(generator, 'namespace')) ?? ''}/${name}`;
  };
  return (_found, { root, node }) => {
    const all = items(get(root, list));
    const id = idOf(node);
    return id !== undefined && all.slice(0, all.indexOf(node)).some((each) => idOf(each) === id);
  };
}

export const kustomizations: readonly Rule[] = factsOf(
  { on: { files: ['kustomize'] }, by: 'program', source },
  [...generators, ...patches],
);
