/** What a name stands for, in brief: never the values of a Secret. */
import { codeSpan, escaped } from '../../markdown/markdown.ts';
import type { ObjectFacts } from '../../graph/facts.ts';
import type { Declared } from '../../graph/graph.ts';
import { hostKind } from '../../graph/parts.ts';
import { referencesTo } from '../../graph/resolve.ts';
import type { Position } from '../../model/manifestDocument.ts';
import type { ManifestFile } from '../../model/manifestFile.ts';
import type { Session } from '../../session.ts';
import { bindingText } from './bindingText.ts';
import { symbolAt } from './symbolAt.ts';

/** Markdown; undefined where the place is no name that is known. */
export function objectHover(
  session: Session,
  file: ManifestFile,
  place: Position,
): string | undefined {
  if (!session.graph.isWhole) return undefined;
  const symbol = symbolAt(session, file, place);
  const shown = symbol?.targets.slice(0, maxTargets).map((target) => brief(session, target)) ?? [];
  return shown.length > 0 ? shown.join('\n\n') : undefined;
}

const maxTargets = 3;
const maxKeys = 20;

function brief(session: Session, { by, kind, name, namespace, isMade, keys }: Declared): string {
  if (isMade && kind === hostKind.kind) return briefRule(by.facts);
  const where = namespace === undefined ? '' : ` in ${escaped(namespace)}`;
  const head = `**${escaped(kind)} ${escaped(name)}**${where}`;
  if (isMade) return `${head} · made from ${escaped(by.facts.kind)} ${escaped(by.facts.name.text)}`;
  const lines = [head];
  const binding = bindingText(session, by);
  if (binding !== undefined) lines.push(escaped(binding));
  if (keys)
    lines.push(
      keys.length === 0
        ? 'It has no keys.'
        : `Keys: ${keys.slice(0, maxKeys).map(codeSpan).join(', ')}`,
    );
  const { storage } = by.facts;
  if (storage?.of === 'class')
    lines.push(
      escaped(
        `${storage.provisioner} · ${storage.reclaimPolicy} · ${storage.bindsLate ? 'WaitForFirstConsumer' : 'Immediate'}${storage.isDefault ? ' · default class' : ''}`,
      ),
    );
  const roles = kind === 'ServiceAccount' ? rolesOf(session, by.facts.name.text, namespace) : [];
  if (roles.length > 0) lines.push(`Roles: ${roles.map(codeSpan).join(', ')}`);
  return lines.join('\n\n');
}

/** What a DestinationRule says of a host. */
function briefRule({ kind, name, namespace, parts }: ObjectFacts): string {
  const where = namespace === undefined ? '' : ` in ${escaped(namespace)}`;
  const subsets = parts?.subset?.slice(0, maxKeys).map(({ text }) => codeSpan(text)) ?? [];
  const has = subsets.length === 0 ? '' : `\n\nSubsets: ${subsets.join(', ')}`;
  return `**${escaped(kind)} ${escaped(name.text)}**${where}${has}`;
}

/** Roles that bindings give to an account. */
function rolesOf({ graph }: Session, name: string, namespace: string | undefined): string[] {
  const account = { group: '', kind: 'ServiceAccount', name, namespace };
  const roles = new Set<string>();
  for (const { from } of referencesTo(graph, account))
    for (const { kind, group, name: role } of from.facts.references)
      if (group === 'rbac.authorization.k8s.io') roles.add(`${kind} ${role.text}`);
  return [...roles];
}
