/** What is left to say of an object of a kind that nobody here knows. */
import type { Node } from '../yaml/node.ts';
import type { Finding } from './finding.ts';

/**
 * Whoever reads a kind that nobody here knows may give metadata a meaning of its own: fields that are no slips of ours show
 * that it does. A name is told softly.
 */
export function ofUnknownKind(findings: readonly Finding[], metadata: Node | undefined): Finding[] {
  const [start, end] = metadata?.span ?? [0, 0];
  const isInside = ({ span }: Finding): boolean => start <= span[0] && span[0] < end;
  const isOwn = ({ code, fix }: Finding): boolean => code === 'unknown-field' && !fix;
  if (findings.some((finding) => isInside(finding) && isOwn(finding)))
    return findings.filter((finding) => !isInside(finding) || finding.code === 'duplicate-key');
  return findings.map((finding) =>
    finding.code === 'name-format' ? { ...finding, severity: 'information' } : finding,
  );
}
