import { expect, test } from 'vitest';
import { gatesOfFields, lifecyclesIn } from './goTypes.ts';
import { historyOf, type Release } from './history.ts';

const none = { fieldGates: {}, features: {} };

function release(version: string, given: Partial<Release>): Release {
  return {
    ...{ version, definitions: new Map(), served: new Set(), onByDefault: new Set() },
    ...{ lifecycles: new Map(), fieldGates: new Map(), gates: new Map() },
    ...given,
  };
}

const fields = (...names: string[]) => new Map([['Pod', new Set(names)]]);

test('a field has the release that brought it, and the one that has it no more', () => {
  const { fields: found } = historyOf(
    [
      release('1.1', { definitions: fields('a', 'old') }),
      release('1.2', { definitions: fields('a', 'old', 'b') }),
      release('1.3', { definitions: fields('a', 'b') }),
    ],
    none,
  );
  expect(found).toEqual({ Pod: { b: { since: '1.2' }, old: { until: '1.3' } } });
});

test('a field is not younger than its type', () => {
  const { fields: found } = historyOf(
    [release('1.1', {}), release('1.2', { definitions: fields('a') })],
    none,
  );
  expect(found).toEqual({});
});

test('a gate counts where it is off in some release; the last time that it is on is told', () => {
  const gated = (isOn: boolean): Partial<Release> => ({
    definitions: fields('a'),
    fieldGates: new Map([['Pod a', ['Gate', 'Always']]]),
    gates: new Map([
      ['Gate', isOn],
      ['Always', true],
    ]),
  });
  const releases = [release('1.1', gated(false)), release('1.2', gated(true))];
  expect(historyOf(releases, none)).toMatchObject({
    fields: { Pod: { a: { gates: ['Gate'] } } },
    gates: { Gate: { on: '1.2' } },
  });
  const again = historyOf([...releases, release('1.3', gated(false))], none);
  expect(again.gates).toEqual({ Gate: { on: '1.2', off: '1.3' } });
});

test('a correction takes a gate away, and names another', () => {
  const only = release('1.1', {
    definitions: fields('a', 'b'),
    fieldGates: new Map([['Pod a', ['Gate']]]),
    gates: new Map([['Gate', false]]),
  });
  const fieldGates = { Pod: { a: null, b: 'Gate' } };
  expect(historyOf([only], { ...none, fieldGates }).fields).toEqual({
    Pod: { b: { gates: ['Gate'] } },
  });
  expect(() => historyOf([only], { ...none, features: { Thing: 'None' } })).toThrow('no gate None');
});

test('a kind has its life cycle, and goes with the first release that does not serve it', () => {
  const served = (...kinds: string[]): Partial<Release> => ({
    served: new Set(kinds),
    onByDefault: new Set(kinds.filter((kind) => !kind.includes('alpha'))),
    lifecycles: new Map([
      ['g/v1beta1/A', { introduced: '1.0', deprecated: '1.2', now: 'g/v1/AList' }],
    ]),
  });
  const { kinds } = historyOf(
    [
      release('1.1', served('g/v1beta1/A')),
      release('1.2', served('g/v1beta1/A', 'g/v1/A', 'g/v1alpha1/B')),
      release('1.3', served('g/v1/A', 'g/v1alpha1/B')),
    ],
    none,
  );
  expect(kinds).toEqual({
    'g/v1/A': { since: '1.2', on: '1.2' },
    'g/v1alpha1/B': { since: '1.2' },
    'g/v1beta1/A': { on: '1.0', deprecated: '1.2', removed: '1.3', now: 'g/v1/A' },
  });
});

test('the gate of a field is that of its marker, else that of its documentation', () => {
  const source = `
type Spec struct {
\t// The first one.
\t// +featureGate=One,Two
\tA string \`json:"a,omitempty"\`
\t// This is an alpha field and requires enabling the Three feature gate.
\tB string \`json:"b"\`
\tC string \`json:"c"\`
}
`;
  expect([...gatesOfFields(source)]).toEqual([
    ['Spec a', ['One', 'Two']],
    ['Spec b', ['Three']],
  ]);
});

test('a life cycle is read from the functions that are generated of it', () => {
  const source = `
func (in *Kind) APILifecycleDeprecated() (major, minor int) {
\treturn 1, 19
}

func (in *Kind) APILifecycleReplacement() schema.GroupVersionKind {
\treturn schema.GroupVersionKind{Group: "apps", Version: "v1", Kind: "Kind"}
}
`;
  expect([...lifecyclesIn(source)]).toEqual([
    ['Kind', { deprecated: '1.19', now: 'apps/v1/Kind' }],
  ]);
});
