/** Links: a kind opens its reference page, a path in a kustomization its file. */
import type { DocumentLink } from 'vscode-languageserver-types';
import { plainLine } from '../../shared/plainText.ts';
import { webAddress } from '../../shared/webAddress.ts';
import { linkTarget } from '../model/linkTarget.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { get, items, text, type Node, type ScalarNode } from '../yaml/node.ts';
import type { Session } from '../session.ts';
import { chartComment } from '../helm/valuesHead.ts';
import { documentTarget } from './target.ts';

/** Those of one document of the file. */
export function documentLinks(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): DocumentLink[] {
  const chart = chartLink(session, file, document);
  const target = documentTarget(session, file, document);
  const isKustomization = target.kind === 'file';
  if (!isKustomization && (target.kind !== 'manifest' || target.isTemplate)) return chart;
  return [...chart, ...kindLink(session, document), ...kustomizationLinks(session, file, document)];
}

/** The name of the chart in the comment `# chart:`. */
function chartLink(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): DocumentLink[] {
  const comment = chartComment(document);
  const chart = comment && session.values.chartOf(file, document)?.chart;
  const target = chart && webAddress(chart.docUrl);
  if (!comment || !chart || target === undefined) return [];
  return [
    {
      range: document.fileRangeOf([comment.start, comment.end]),
      target,
      tooltip: plainLine(`Page of the ${chart.title}`),
    },
  ];
}

function kindLink(session: Session, document: ManifestDocument): DocumentLink[] {
  const { kind } = document.typeMeta;
  const entry = document.gvk && session.store.find(document.gvk);
  const target = webAddress(entry?.docUrl);
  if (!kind || !entry || target === undefined) return [];
  return [
    {
      range: document.fileRangeOf([kind.start, kind.end]),
      target,
      tooltip: plainLine(`Reference page of ${entry.kind}`),
    },
  ];
}

/** Fields of a kustomization that list files. */
const pathLists = [
  'resources',
  'components',
  'patchesStrategicMerge',
  'crds',
  'configurations',
  'generators',
  'transformers',
];

function kustomizationLinks(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): DocumentLink[] {
  if (document.gvk?.group !== 'kustomize.config.k8s.io') return [];
  const { root } = document;
  const paths = [
    ...pathLists.flatMap((list) => items(get(root, list))),
    ...items(get(root, 'patches')).map((patch) => get(patch, 'path')),
  ];
  return paths.filter(isPath).flatMap((node) => {
    const target = linkTarget(file.path, text(node) ?? '', session.disk.roots);
    if (target === undefined) return [];
    return [{ range: document.fileRangeOf(node.span), target: session.spellingOf(target) }];
  });
}

function isPath(node: Node | undefined): node is ScalarNode {
  const path = text(node);
  return (
    path !== undefined &&
    path !== '' &&
    !path.includes('\n') &&
    !/^\w+:\/\/|^git@|\?ref=/.test(path)
  );
}
