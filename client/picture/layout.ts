// Where the parts of a picture stand: laid out from left to right by dagre. Loaded when the first picture is opened.
import { graphlib, layout } from '@dagrejs/dagre';
import type { Picture, PictureNode } from '../../shared/picture.ts';

/** In pixels, from the left upper corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedNode {
  readonly node: PictureNode;
  /** Its left upper corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** As much of its words as there is room for. */
  readonly title: string;
  readonly detail: string | undefined;
}

export interface PlacedEdge {
  /** Ids of the parts. */
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
  readonly label: string;
  /** The middle of the label. */
  readonly at: Point;
}

export interface LaidOut {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly leftOut: number;
}

const margin = 24;
/** Of one letter of the text, which is 13 pixels high. */
const letterWidth = 7.4;
const leastWidth = 120;
const mostLetters = 36;
const paddingX = 28;

export function laidOut({ nodes, edges, leftOut }: Picture): LaidOut {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 22, ranksep: 70, marginx: margin, marginy: margin });
  for (const node of nodes) graph.setNode(node.id, sizeOf(node));
  const ids = new Set(nodes.map(({ id }) => id));
  const drawn = edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
  for (const { from, to, label } of drawn)
    graph.setEdge(from, to, {
      width: label.length * 6,
      height: label === '' ? 0 : 14,
      labelpos: 'c',
    });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as Partial<Size>;
  const boxOf = (id: string): Box => graph.node(id) as Box;
  return {
    ...{ width: Math.max(width, leastWidth), height: Math.max(height, margin * 2), leftOut },
    nodes: nodes.map((node) => placed(node, boxOf(node.id))),
    edges: drawn.map(({ from, to, label }) => {
      const { points, x, y } = graph.edge(from, to) as Partial<Point> & { points: Point[] };
      const middle = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
      const at = { x: x ?? middle.x, y: y ?? middle.y };
      return { from, to, points: fromSideToSide(points, boxOf(from), boxOf(to)), label, at };
    }),
  };
}

/** Its middle and its size. */
type Box = Size & Point;

/** A line to the right leaves in the middle of one side and comes in at the middle of the other; one back stays as it is. */
function fromSideToSide(points: readonly Point[], from: Box, to: Box): readonly Point[] {
  const start = { x: from.x + from.width / 2, y: from.y };
  const end = { x: to.x - to.width / 2, y: to.y };
  if (start.x > end.x) return points;
  const between = points.slice(1, -1).filter(({ x }) => x > start.x && x < end.x);
  return [start, ...between, end];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeOf(node: PictureNode): Size {
  const lines = [node.kind, titleOf(node), detailOf(node) ?? ''];
  const letters = Math.max(...lines.map(({ length }) => length));
  const width = Math.max(leastWidth, Math.ceil(letters * letterWidth) + paddingX);
  return { width, height: detailOf(node) === undefined ? 48 : 64 };
}

/** dagre places middles. */
function placed(node: PictureNode, { x, y, width, height }: Box): PlacedNode {
  return {
    ...{ node, x: x - width / 2, y: y - height / 2, width, height },
    ...{ title: titleOf(node), detail: detailOf(node) },
  };
}

function titleOf({ name }: PictureNode): string {
  return cut(name);
}

function detailOf({ detail, isMissing }: PictureNode): string | undefined {
  if (isMissing) return 'not defined';
  return detail === undefined ? undefined : cut(detail);
}

function cut(text: string): string {
  const letters = Array.from(text);
  return letters.length > mostLetters ? `${letters.slice(0, mostLetters - 1).join('')}…` : text;
}
