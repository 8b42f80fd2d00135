/** apiVersion and kind: whether both are there, belong together and are known. */
import { formatApiVersion, gvkKey, type GroupVersionKind } from '../../shared/gvk.ts';
import { own } from '../../shared/own.ts';
import type { WrittenTypeMeta, WrittenField } from '../model/writtenTypeMeta.ts';
import { yamlText } from '../yaml/yamlText.ts';
import { quote } from '../formats/format.ts';
import { dns1035Label, dnsSubdomain } from '../formats/names.ts';
import type { Finding } from '../findings/finding.ts';
import { looksFilledIn } from '../placeholders/placeholdersIn.ts';
import { isBeyond } from '../schema/kubernetesRelease.ts';
import type { KindEntry } from '../schema/schema.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import { kindMeantBy } from './kindAlias.ts';
import { editDistance } from '../formats/editDistance.ts';
import { nearest } from '../formats/nearest.ts';

/**
 * Findings for a document whose kind has no schema here. Another operator's kind is a hint, a typo is an error. A release of
 * Kubernetes that is newer than all that is known may have more kinds of its own.
 */
export function checkIdentity(
  typeMeta: WrittenTypeMeta,
  gvk: GroupVersionKind | undefined,
  store: SchemaStore,
  release?: string,
): Finding[] {
  const found = identityOf(typeMeta, gvk, store);
  const { newest } = store.apiVersions;
  if (!gvk || release === undefined || !isBeyond(release, newest)) return found;
  if (!isKnownWhole(gvk.group, store) && !isBuiltInGroup(gvk.group)) return found;
  return found.map((finding) => {
    if (finding.code !== 'unknown-kind' || finding.severity !== 'error') return finding;
    const message = `${gvk.kind} of ${formatApiVersion(gvk)} is not known up to Kubernetes ${newest}, and ${release} is newer than known here`;
    const title = finding.fix ? `: did you mean ${finding.fix.title.replace(/^\w+ to /, '')}?` : '';
    return {
      ...finding,
      severity: finding.fix ? 'warning' : 'hint',
      message: `${message}${title}`,
    };
  });
}

function identityOf(
  typeMeta: WrittenTypeMeta,
  gvk: GroupVersionKind | undefined,
  store: SchemaStore,
): Finding[] {
  const { apiVersion, kind } = typeMeta;
  if ([apiVersion, kind].some((field) => field && looksFilledIn(field.value))) return [];
  if (!apiVersion?.value || !kind?.value) return missingHalf(typeMeta, store);
  if (!gvk || !isGroupVersion(gvk)) {
    return [
      at(
        apiVersion,
        'invalid-api-version',
        `${quote(apiVersion.value)} is not an apiVersion: write group/version or, for the core group, v1`,
      ),
    ];
  }
  // Kubernetes has it in some release: that is said where the object is looked at.
  if (own(store.apiVersions.kinds, gvkKey(gvk))) return [];
  const sameKind = kindsCalled(kind.value, store);
  const meant = sameKind.length === 0 ? kindMeantBy(gvk, store) : undefined;
  if (meant) return [asKindName(apiVersion, kind, meant)];
  const written: Written = { apiVersion, kind, gvk, sameKind };
  const inVersion = store.kindsOf(apiVersion.value);
  return [
    inVersion.length > 0 ? missingIn(inVersion, written, store) : inUnknownVersion(written, store),
  ];
}

/** A document whose kind has no schema here. */
interface Written {
  readonly apiVersion: WrittenField;
  readonly kind: WrittenField;
  readonly gvk: GroupVersionKind;
  /** Kinds of this name in other versions. */
  readonly sameKind: readonly KindEntry[];
}

/** The version is known, and has other kinds. */
function missingIn(inVersion: readonly KindEntry[], written: Written, store: SchemaStore): Finding {
  const { apiVersion, kind, gvk, sameKind } = written;
  const message = `there is no kind ${quote(kind.value)} in ${apiVersion.value}`;
  if (sameKind.some(({ group, until }) => group === gvk.group && !until))
    return wrongVersion(apiVersion, kind.value, sameKind);
  const guess = nearest(
    kind.value,
    inVersion.map((known) => known.kind),
  );
  if (guess !== undefined) return typo(kind, `${message}: did you mean ${guess}?`, guess);
  if (isElsewhere(written, store)) return wrongVersion(apiVersion, kind.value, sameKind);
  if (!isKnownWhole(gvk.group, store) && isKindName(kind.value))
    return withoutSchema(kind, apiVersion);
  return at(kind, 'unknown-kind', message);
}

function inUnknownVersion(written: Written, store: SchemaStore): Finding {
  const { apiVersion, kind, gvk, sameKind } = written;
  const versions = sameKind.map(formatApiVersion);
  if (isElsewhere(written, store) || nearest(apiVersion.value, versions) !== undefined) {
    return wrongVersion(apiVersion, kind.value, sameKind);
  }
  const near = nearestGroup(gvk.group, store);
  if (near !== undefined) {
    const wanted = `${near}/${gvk.version}`;
    const message = `there is no API group ${quote(gvk.group)}: did you mean ${wanted}?`;
    return typo(apiVersion, message, wanted);
  }
  if (isKnownWhole(gvk.group, store) || isBuiltInGroup(gvk.group)) {
    const message = `there is no ${kind.value} in ${apiVersion.value}: the server has no such kind`;
    return at(apiVersion, 'unknown-kind', message);
  }
  return withoutSchema(kind, apiVersion);
}

/** Another version has the kind. An operator may have kinds that we do not know, and call them like those of another one. */
function isElsewhere({ gvk, sameKind }: Written, store: SchemaStore): boolean {
  if (sameKind.length === 0) return false;
  return isKnownWhole(gvk.group, store) || sameKind.some(({ group }) => group === gvk.group);
}

/** The known group that this one is a slip of. */
function nearestGroup(typed: string, store: SchemaStore): string | undefined {
  // A group without a dot is one of Kubernetes itself, of today or long ago: nobody writes it for that of a project.
  const isPlain = isBuiltInGroup(typed);
  const groups = [...new Set(store.kinds.map((known) => known.group))].filter(
    (group) => group !== '' && isBuiltInGroup(group) === isPlain,
  );
  const near = nearest(typed, groups);
  return near !== undefined && near !== typed && isTypoOf(near, typed) ? near : undefined;
}

/** A kind by another of its names, perhaps in the version of another kind. */
function asKindName(apiVersion: WrittenField, kind: WrittenField, meant: KindEntry): Finding {
  const wanted = formatApiVersion(meant);
  const isSame = wanted === apiVersion.value;
  const which = isSame ? meant.kind : `${meant.kind} of ${wanted}`;
  const message = `there is no kind ${quote(kind.value)} in ${apiVersion.value}: did you mean ${which}?`;
  const { fix, ...finding } = typo(kind, message, meant.kind);
  const version = [[apiVersion.start, apiVersion.end], yamlText(wanted)] as const;
  const edits = [...(fix?.edits ?? []), ...(isSame ? [] : [version])];
  return { ...finding, fix: { title: `Change to ${which}`, edits } };
}

const kindsCalled = (name: string, store: SchemaStore): KindEntry[] =>
  store.kinds.filter(({ kind }) => kind === name);

function withoutSchema(kind: WrittenField, apiVersion: WrittenField): Finding {
  const message = `no schema for ${kind.value} of ${apiVersion.value}: its fields are not checked`;
  return { ...at(kind, 'unknown-kind', message), severity: 'hint' };
}

/** `kafka.example.dev` beside `hive.example.dev` is another group, not a typo: short words differ by a letter. */
function isTypoOf(group: string, typed: string): boolean {
  const labels = group.split('.');
  const others = typed.split('.');
  if (labels.length !== others.length) return true;
  return labels.every((label, index) => {
    const limit = Math.max(1, Math.floor(label.length / 4));
    return editDistance(label, others[index] ?? '', limit) <= limit;
  });
}

/** Whether any operator can call a kind so. */
function isKindName(kind: string): boolean {
  return /^[A-Za-z][A-Za-z0-9]{0,62}$/.test(kind);
}

/** Whether every kind of the group is known. An operator of another age may have more of them. */
function isKnownWhole(group: string, store: SchemaStore): boolean {
  return store.kinds.some((known) => known.group === group && known.isKubernetes);
}

function missingHalf(
  { apiVersion, kind, hasMetadata, hasSpec }: WrittenTypeMeta,
  store: SchemaStore,
): Finding[] {
  if (kind?.value && !apiVersion?.value) {
    const named = kindsCalled(kind.value, store);
    const builtIn = named.filter(({ isKubernetes }) => isKubernetes);
    const current = (builtIn.length > 0 ? builtIn : named).filter((known) => !known.until);
    const versions = (current.length > 0 ? current : named).map(formatApiVersion);
    const [first] = versions;
    if (first === undefined || !(hasMetadata || hasSpec || apiVersion)) return [];
    const where = apiVersion ?? kind;
    const fix = apiVersion
      ? {
          title: `Set apiVersion to ${first}`,
          edits: [[[apiVersion.start, apiVersion.end], pad(apiVersion, yamlText(first))]] as const,
        }
      : undefined;
    return [
      {
        ...at(
          where,
          'missing-field',
          `apiVersion is missing: ${kind.value} is in ${versions.join(' and ')}`,
        ),
        ...(fix && { fix }),
      },
    ];
  }
  if (apiVersion?.value && !kind?.value && (hasMetadata || hasSpec || kind)) {
    if (store.kindsOf(apiVersion.value).length === 0) return [];
    return [
      at(kind ?? apiVersion, 'missing-field', 'kind is missing: say which kind of object this is'),
    ];
  }
  return [];
}

/** `kind:` without a space behind it takes one with the value. */
function pad(field: WrittenField, value: string): string {
  return field.start === field.end ? ` ${value}` : value;
}

function wrongVersion(
  apiVersion: WrittenField,
  kind: string,
  sameKind: readonly KindEntry[],
): Finding {
  const [group = ''] = apiVersion.value.split(/\/(?=[^/]*$)/);
  const sameGroup = sameKind.filter((known) => known.group === group);
  // A project may call a kind like one of Kubernetes itself, which is meant more often.
  const builtIn = sameKind.filter(({ isKubernetes }) => isKubernetes);
  const likely = [sameGroup, builtIn, sameKind].find((kinds) => kinds.length > 0) ?? [];
  const versions = likely.map(formatApiVersion);
  const near = nearest(apiVersion.value, versions);
  const where = near ? `did you mean ${near}?` : `it is in ${versions.join(' and ')}`;
  const message = `${kind} is not in ${quote(apiVersion.value)}: ${where}`;
  const finding = typo(apiVersion, message, near ?? versions[0] ?? '');
  // An operator of another age may serve another version; Kubernetes' own are known.
  const mayBeServed = sameGroup.length > 0 && !sameGroup.some(({ isKubernetes }) => isKubernetes);
  return mayBeServed ? { ...finding, severity: 'warning' } : finding;
}

function typo(field: WrittenField, message: string, value: string): Finding {
  return {
    ...at(field, 'unknown-kind', message),
    fix: { title: `Change to ${value}`, edits: [[[field.start, field.end], yamlText(value)]] },
  };
}

function at(field: WrittenField, code: string, message: string): Finding {
  return {
    span: [field.start, Math.max(field.end, field.start)],
    code,
    severity: 'error',
    message,
  };
}

/** Whether any server can have it: a group is a DNS name, a version a label. */
function isGroupVersion({ group, version }: GroupVersionKind): boolean {
  const isGroup = group === '' || dnsSubdomain.check(group) === undefined;
  return isGroup && dns1035Label.check(version) === undefined;
}

/** Groups that only Kubernetes itself serves. */
function isBuiltInGroup(group: string): boolean {
  return group === '' || !group.includes('.');
}
