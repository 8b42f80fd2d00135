/**
 * The API version of an object of Kubernetes' own kinds, by the release that counts: gone, deprecated, not there yet, or off
 * by default. What takes its place is offered where the object fits it as it stands; otherwise it is told what does not.
 */
import { formatApiVersion, gvkFrom, gvkKey, type GroupVersionKind } from '../../shared/gvk.ts';
import { compareVersions } from '../../shared/kubernetesVersion.ts';
import { own } from '../../shared/own.ts';
import { offByDefault } from '../checks/fieldRelease.ts';
import { quote } from '../formats/format.ts';
import { pathAt } from '../model/pathAt.ts';
import type { StepBudget } from '../pacing/stepBudget.ts';
import type { Work } from '../pacing/work.ts';
import type { FilledIn } from '../placeholders/fillIn.ts';
import type { Feature } from '../schema/feature.ts';
import { isOnByDefault, type KindState } from '../schema/kubernetesRelease.ts';
import { gatesInWords } from '../schema/releaseWords.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import { get, type Node, type ScalarNode, type Span } from '../yaml/node.ts';
import { yamlText } from '../yaml/yamlText.ts';
import type { Finding } from './finding.ts';
import { findingsIn } from './findingsIn.ts';

export interface KindReleaseContext {
  readonly store: SchemaStore;
  /** `1.29`. */
  readonly release: string;
  readonly text: string;
  readonly isPartial: boolean;
  readonly filledIn?: FilledIn;
  readonly budget: StepBudget;
}

export function* checkKindRelease(
  ctx: KindReleaseContext,
  node: Node,
  gvk: GroupVersionKind,
): Work<Finding[]> {
  const { store, release } = ctx;
  const state = store.kindState(gvk, release);
  if (!state || state.is === 'served') return [];
  const written = get(node, 'apiVersion');
  if (written?.type !== 'scalar') return [];
  const source = store.find(gvk)?.origin?.source;
  // Who brings a schema of the kind along knows what is served; a cluster says so itself, and still warns.
  if (source !== undefined && !(source === 'cluster' && state.is === 'deprecated')) return [];
  const { code, severity, words } = sayingOf(state, gvk, release);
  const next = state.is === 'later' ? earlierOf(ctx, gvk) : successorOf(ctx, gvk);
  const finding = { span: written.span, code, severity };
  if (!next) {
    const nothing = state.is === 'gone' ? ', and in no other version' : '';
    return [{ ...finding, message: `${words}${nothing}` }];
  }
  const version = formatApiVersion(next);
  const advice = { gone: 'it is in', deprecated: 'write', later: 'until then it is in', off: '' };
  const place =
    state.is === 'off' ? `, while ${version} is on by default` : `: ${advice[state.is]} ${version}`;
  const differences = yield* differencesIn(ctx, node, next, written);
  if (!differences || differences.length > 0) {
    const isTold = differences && state.is !== 'off';
    const where = isTold ? `, where ${listed(differences)}` : '';
    return [{ ...finding, message: `${words}${place}${where}` }];
  }
  const fix = {
    title: `Change to ${version}`,
    edits: [[written.span, yamlText(version)]] as const,
  };
  return [{ ...finding, message: `${words}${place}`, fix }];
}

interface Saying {
  readonly code: string;
  readonly severity: Finding['severity'];
  readonly words: string;
}

type Noted = Exclude<KindState, { readonly is: 'served' }>;

function sayingOf(state: Noted, gvk: GroupVersionKind, release: string): Saying {
  const { kind } = gvk;
  const apiVersion = formatApiVersion(gvk);
  const unknownKind = { code: 'unknown-kind', severity: 'error' } as const;
  switch (state.is) {
    case 'gone':
      return {
        ...unknownKind,
        words: `${kind} is not in ${quote(apiVersion)} any more since Kubernetes ${state.since}`,
      };
    case 'later':
      return {
        ...unknownKind,
        words: `${kind} of ${apiVersion} came with Kubernetes ${state.since}: a server of ${release} has no such kind`,
      };
    case 'deprecated': {
      const end = state.until === undefined ? '' : ` and gone in ${state.until}`;
      return {
        code: 'deprecated-api-version',
        severity: 'warning',
        words: `${kind} of ${apiVersion} is deprecated since Kubernetes ${state.since}${end}`,
      };
    }
    case 'off':
      return {
        code: offByDefault.code,
        severity: offByDefault.severity,
        words: `a server has ${kind} of ${apiVersion} only with --runtime-config=${apiVersion}=true${gateWords(state.feature, release)}`,
      };
  }
}

function gateWords(feature: Feature | undefined, release: string): string {
  return feature && !isOnByDefault(feature, release) ? ` and ${gatesInWords(feature.gates)}` : '';
}

/** What takes its place and is served by the release. */
function successorOf(ctx: KindReleaseContext, gvk: GroupVersionKind): GroupVersionKind | undefined {
  const { now = [] } = own(ctx.store.apiVersions.kinds, gvkKey(gvk)) ?? {};
  return now.flatMap(gvkOfKey).find((each) => isServed(ctx, each));
}

/** The version that a release has before one that is to come. */
function earlierOf(ctx: KindReleaseContext, gvk: GroupVersionKind): GroupVersionKind | undefined {
  const end = `/${gvk.kind}`;
  return Object.keys(ctx.store.apiVersions.kinds)
    .filter((key) => key.startsWith(`${gvk.group}/`) && key.endsWith(end))
    .sort((one, other) => compareVersions(sinceOf(ctx, other), sinceOf(ctx, one)))
    .flatMap(gvkOfKey)
    .find((each) => isServed(ctx, each));
}

function sinceOf({ store }: KindReleaseContext, key: string): string {
  return own(store.apiVersions.kinds, key)?.since ?? '1.0';
}

function isServed({ store, release }: KindReleaseContext, gvk: GroupVersionKind): boolean {
  const is = store.kindState(gvk, release)?.is;
  return is === 'served' || is === 'deprecated';
}

function gvkOfKey(key: string): GroupVersionKind[] {
  const at = key.lastIndexOf('/');
  const gvk = gvkFrom(key.slice(0, at).replace(/^\//, ''), key.slice(at + 1));
  return gvk ? [gvk] : [];
}

/** What of the object does not fit another version, in words; undefined where that one is not known here. */
function* differencesIn(
  { store, release, text, isPartial, filledIn, budget }: KindReleaseContext,
  root: Node,
  gvk: GroupVersionKind,
  { span: [from, to] }: ScalarNode,
): Work<string[] | undefined> {
  const schema = store.schemaOf(gvk);
  if (!schema) return undefined;
  const found = yield* findingsIn(
    { root, gvk, text, schema, isPartial, release, ...(filledIn && { filledIn }) },
    budget,
  );
  const errors = found.filter(
    ({ severity, span }) => severity === 'error' && !(span[0] >= from && span[1] <= to),
  );
  const words = errors.map(({ code, span, message }) => {
    if (code === 'missing-field') return message.replace(/ here$/, '');
    const path = pathText(root, span);
    const [fault = ''] = message.split(': ');
    return code === 'unknown-field' ? `there is no ${path}` : `${fault} (${path})`;
  });
  return [...new Set(words)];
}

function pathText(root: Node, [start]: Span): string {
  const path = pathAt(root, start)?.path ?? [];
  return path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : `${text && `${text}.`}${step}`,
    '',
  );
}

/** Differences that a message names. */
const maxNamed = 3;

function listed(all: readonly string[]): string {
  const others = all.length - maxNamed;
  const named = others > 0 ? [...all.slice(0, maxNamed), `${others} more differ`] : all;
  return named.length < 2
    ? named.join('')
    : `${named.slice(0, -1).join(', ')} and ${named.at(-1) ?? ''}`;
}
