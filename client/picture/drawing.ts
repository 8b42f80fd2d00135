// A picture as elements of SVG: plain data, so that the page makes nodes of it and the export a text. Texts stay texts.
import type { PictureNode } from '../../shared/picture.ts';
import type { LaidOut, PlacedEdge, PlacedNode, Point } from './layout.ts';

export interface SvgElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children?: readonly SvgElement[];
  readonly text?: string;
}

/** Everything within the root element. */
export function drawing(picture: LaidOut): SvgElement[] {
  const leads = linesInWords(picture);
  return [
    { name: 'defs', attributes: {}, children: [arrow] },
    ...picture.edges.map(edgeElement),
    ...picture.nodes.map((placed) => nodeElement(placed, leads.get(placed.node.id) ?? [])),
  ];
}

const arrow: SvgElement = {
  name: 'marker',
  attributes: {
    ...{ id: 'arrow', viewBox: '0 0 10 10', refX: 9, refY: 5 },
    ...{ markerWidth: 8, markerHeight: 8, orient: 'auto' },
  },
  children: [{ name: 'path', attributes: { d: 'M0 0 L10 5 L0 10 z', class: 'head' } }],
};

function edgeElement({ points, label, at }: PlacedEdge): SvgElement {
  const line = {
    name: 'path',
    attributes: { d: pathThrough(points), class: 'line', 'marker-end': 'url(#arrow)' },
  };
  const words = {
    name: 'text',
    attributes: { x: round(at.x), y: round(at.y - 4), class: 'label', 'text-anchor': 'middle' },
    text: label,
  };
  return {
    name: 'g',
    attributes: { class: 'edge' },
    children: label === '' ? [line] : [line, words],
  };
}

/** Through the points, each piece leaving and coming in level. */
function pathThrough([first, ...others]: readonly Point[]): string {
  if (!first) return '';
  const parts = [`M${pair(first.x, first.y)}`];
  let from = first;
  for (const to of others) {
    const middle = (from.x + to.x) / 2;
    parts.push(`C${pair(middle, from.y)} ${pair(middle, to.y)} ${pair(to.x, to.y)}`);
    from = to;
  }
  return parts.join(' ');
}

function pair(x: number, y: number): string {
  return `${round(x)} ${round(y)}`;
}

/** For each part where its lines lead, for those who do not see them. */
function linesInWords({ nodes, edges }: LaidOut): ReadonlyMap<string, readonly string[]> {
  const byId = new Map(nodes.map(({ node }) => [node.id, node]));
  const leads = new Map<string, string[]>();
  for (const { from, to, label } of edges) {
    const end = byId.get(to);
    if (!end) continue;
    const words = `${label === '' ? 'leads to' : label}: ${end.kind} ${end.name}`;
    leads.set(from, [...(leads.get(from) ?? []), words]);
  }
  return leads;
}

function nodeElement(
  { node, x, y, width, height, title, detail }: PlacedNode,
  leads: readonly string[],
): SvgElement {
  const line = (text: string, top: number, kind: string): SvgElement => ({
    name: 'text',
    attributes: { x: 14, y: top, class: kind },
    text,
  });
  return {
    name: 'g',
    attributes: {
      class: ['node', node.role, ...states(node)].join(' '),
      transform: `translate(${round(x)} ${round(y)})`,
      ...{ 'data-id': node.id, tabindex: 0, role: 'button' },
      'aria-label': [inWords(node), ...leads].join('; '),
    },
    children: [
      { name: 'title', attributes: {}, text: inWords(node) },
      { name: 'rect', attributes: { width: round(width), height: round(height), rx: 6 } },
      { name: 'rect', attributes: { width: 5, height: round(height), rx: 2, class: 'mark' } },
      line(node.kind, 18, 'kind'),
      line(title, 36, 'name'),
      ...(detail === undefined ? [] : [line(detail, 54, 'detail')]),
    ],
  };
}

function states({ isMain, isMissing }: PictureNode): string[] {
  return [...(isMain ? ['main'] : []), ...(isMissing ? ['missing'] : [])];
}

/** A part for those who do not see it. */
export function inWords({ kind, name, detail, isMissing, object }: PictureNode): string {
  const namespace = object?.namespace === undefined ? '' : ` in namespace ${object.namespace}`;
  const about = isMissing ? 'not defined' : detail;
  return `${kind} ${name}${namespace}${about === undefined ? '' : `: ${about}`}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
