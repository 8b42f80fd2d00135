/** Files that look like manifests and that some tool reads, but no API server: skaffold, Backstage, eksctl, kind, kubeadm … */
import { own } from '../../shared/own.ts';

/** Kind (`-`: the file has none, `- NAME`: it has none and this name; `*`: any) to `TOOL` or `TOOL|NAME OF ITS FILE`. */
type Kinds = Readonly<Record<string, string>>;

/** `dist/schemas/toolFiles.json`, read when a document has a kind that is not in the index. */
export interface ToolFileTable {
  /** API groups that belong to a tool as a whole. */
  readonly groups: Readonly<Record<string, Kinds>>;
  /** API groups of which a tool reads only these kinds. */
  readonly shared: Readonly<Record<string, Kinds>>;
  /** apiVersions without a slash. */
  readonly plain: Readonly<Record<string, Kinds>>;
  /** Kinds with a number of their own format as apiVersion. */
  readonly kinds?: Kinds;
  /** Ends of API groups that belong to a tool as a whole. */
  readonly ends?: Readonly<Record<string, string>>;
}

/** The tool that a file is for. */
export interface ToolFile {
  /** For a person: `skaffold`. */
  readonly tool: string;
  /** How the file is usually called. */
  readonly file?: string;
}

/** The head of a file, and the name of the file. */
export interface FileHead {
  readonly apiVersion: string;
  /** Empty where it has none. */
  readonly kind: string;
  readonly fileName?: string;
}

/** The tool that reads a file with this head; undefined for manifests. */
export function toolFileOf(table: ToolFileTable, head: FileHead): ToolFile | undefined {
  const entry = entryOf(table, head);
  if (entry === undefined) return undefined;
  const [tool = '', file] = entry.split('|');
  return { tool, ...(file !== undefined && { file }) };
}

function entryOf(
  table: ToolFileTable,
  { apiVersion, kind, fileName }: FileHead,
): string | undefined {
  const { groups, shared, plain, kinds = {}, ends = {} } = table;
  const slash = apiVersion.lastIndexOf('/');
  const name = kind === '' ? '-' : kind;
  if (slash === -1) {
    const known = own(plain, apiVersion) ?? {};
    const named = name === '-' && fileName !== undefined ? own(known, `- ${fileName}`) : undefined;
    return named ?? own(known, name) ?? ofAnyKind(known, name) ?? own(kinds, kind);
  }
  const group = apiVersion.slice(0, slash);
  const ofKind = own(own(shared, group), name);
  if (ofKind !== undefined) return ofKind;
  const known = own(groups, group);
  // Another kind of the group is the same tool's.
  if (known) return own(known, name) ?? toolOf(Object.values(known)[0] ?? '');
  return Object.entries(ends).find(([end]) => group.endsWith(end))?.[1];
}

/** Kinds that another release of the tool has: it says `*`, or all that are known are called alike (`…Config`). */
function ofAnyKind(known: Kinds, kind: string): string | undefined {
  if (kind === '-') return undefined;
  const any = own(known, '*');
  if (any !== undefined) return any;
  const names = Object.keys(known);
  const isFamily = names.length > 5 && [kind, ...names].every((name) => name.endsWith('Config'));
  return isFamily ? toolOf(Object.values(known)[0] ?? '') : undefined;
}

const toolOf = (entry: string): string => entry.split('|')[0] ?? '';
