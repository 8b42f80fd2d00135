import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { expect, test } from 'vitest';
import type { Picture, PictureNode } from '../../shared/picture.ts';
import { drawing, inWords } from './drawing.ts';
import { laidOut } from './layout.ts';
import { noteOf } from './pictureView.ts';
import { svgFile } from './svgFile.ts';

const node = (id: string, more: Partial<PictureNode> = {}): PictureNode => ({
  ...{ id, role: 'object', kind: 'Thing', name: id },
  ...more,
});

const picture: Picture = {
  nodes: [
    node('pod', { role: 'pods', kind: 'Pod' }),
    node('claim', { role: 'claim', detail: '10Gi, RWO' }),
    node('volume', { role: 'volume', isMissing: true }),
    node('alone'),
  ],
  edges: [
    { from: 'pod', to: 'claim', label: 'mounts' },
    { from: 'claim', to: 'volume', label: '' },
    { from: 'volume', to: 'pod', label: 'a circle' },
    { from: 'pod', to: 'nobody', label: 'leads nowhere' },
  ],
  leftOut: 0,
};

test('parts stand within the picture and beside each other, in circles, too', () => {
  const { nodes, edges, width, height } = laidOut(picture);
  expect(nodes.map(({ node: { id } }) => id)).toEqual(['pod', 'claim', 'volume', 'alone']);
  for (const one of nodes) {
    expect(one.x).toBeGreaterThanOrEqual(0);
    expect(one.y).toBeGreaterThanOrEqual(0);
    expect(one.x + one.width).toBeLessThanOrEqual(width);
    expect(one.y + one.height).toBeLessThanOrEqual(height);
    for (const other of nodes)
      if (one !== other)
        expect(
          one.x + one.width <= other.x ||
            other.x + other.width <= one.x ||
            one.y + one.height <= other.y ||
            other.y + other.height <= one.y,
        ).toBe(true);
  }
  expect(edges.map(({ label }) => label)).toEqual(['mounts', '', 'a circle']);
  for (const { points } of edges) expect(points.length).toBeGreaterThan(1);
});

test('a long name is cut in the box and whole in words', () => {
  const name = `${'long-'.repeat(60)}🙂`;
  const long = node('a', { name, object: { group: '', kind: 'Pod', name, namespace: 'data' } });
  const [placed] = laidOut({ nodes: [long], edges: [], leftOut: 0 }).nodes;
  expect(placed?.title.endsWith('…')).toBe(true);
  expect(placed?.width).toBeLessThan(400);
  expect(inWords(long)).toBe(`Thing ${name} in namespace data`);
  expect(inWords(node('b', { isMissing: true }))).toBe('Thing b: not defined');
});

test('what is written to a file is well-formed, whatever names hold', () => {
  const hostile = `</text><script>alert(1)</script>&"'\u0000\ud800 ]]> \${x}`;
  const text = svgFile(
    laidOut({
      nodes: [node('a', { name: hostile, kind: hostile, detail: hostile }), node('b')],
      edges: [{ from: 'a', to: 'b', label: hostile }],
      leftOut: 0,
    }),
  );
  const root = parseXml(text).root;
  const names = new Set<string>();
  const visit = (element: XmlElement): void => {
    names.add(element.name);
    for (const child of element.children) if (child instanceof XmlElement) visit(child);
  };
  if (root) visit(root);
  expect([...names].sort()).toEqual([
    ...['defs', 'g', 'marker', 'path', 'rect', 'style', 'svg', 'text', 'title'],
  ]);
  expect(root?.text).toContain('alert(1)');
});

test('each part can be reached by keys and says what it is and where its lines lead', () => {
  const parts = drawing(laidOut(picture)).filter(({ attributes }) => 'data-id' in attributes);
  expect(
    parts.map(({ attributes }) => [attributes.tabindex, attributes.role, attributes['aria-label']]),
  ).toEqual([
    [0, 'button', 'Pod pod; mounts: Thing claim'],
    [0, 'button', 'Thing claim: 10Gi, RWO; leads to: Thing volume'],
    [0, 'button', 'Thing volume: not defined; a circle: Pod pod'],
    [0, 'button', 'Thing alone'],
  ]);
});

test('an empty picture and one that leaves parts out say so', () => {
  const empty = laidOut({ nodes: [], edges: [], leftOut: 0 });
  expect(noteOf(empty)).toContain('no object');
  expect(parseXml(svgFile(empty)).root?.name).toBe('svg');
  expect(noteOf({ ...laidOut(picture), leftOut: 3 })).toContain('3 more parts');
  expect(noteOf(laidOut(picture))).toBeUndefined();
});
