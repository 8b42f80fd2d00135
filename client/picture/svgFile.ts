// A picture as a file that any browser shows: its own colours, for light and dark, and no script.
import { drawing, type SvgElement } from './drawing.ts';
import type { LaidOut } from './layout.ts';

export function svgFile(picture: LaidOut): string {
  const [width, height] = [Math.ceil(picture.width), Math.ceil(picture.height)];
  const root: SvgElement = {
    name: 'svg',
    attributes: {
      ...{ xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height },
      'font-family': 'system-ui, sans-serif',
    },
    children: [{ name: 'style', attributes: {}, text: style }, ...drawing(picture)],
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root)}\n`;
}

function written({ name, attributes, children = [], text = '' }: SvgElement): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(`${value}`)}"`);
  const inside = escaped(text) + children.map(written).join('');
  return inside === ''
    ? `<${name}${said.join('')}/>`
    : `<${name}${said.join('')}>${inside}</${name}>`;
}

/** Characters that XML does not have are left out: a file with one of them opens nowhere. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const style = `
.node rect { fill: #ffffff; stroke: #8a8a8a; }
.node .mark { stroke: none; fill: #6b7280; }
.node text { fill: #1f2328; font-size: 13px; }
.node .kind, .node .detail, .label { fill: #57606a; font-size: 11px; }
.node .name { font-weight: 600; }
.node.main rect:not(.mark) { stroke-width: 2.5; }
.node.missing rect:not(.mark) { stroke: #c4314b; stroke-dasharray: 5 4; }
.node.missing .detail { fill: #c4314b; }
.workload .mark { fill: #7c5cc4; } .pods .mark { fill: #2f6fd0; } .claim .mark { fill: #1a8a5a; }
.volume .mark { fill: #0f766e; } .class .mark { fill: #9a6b00; } .service .mark { fill: #0a7ea4; }
.address .mark { fill: #b45309; } .config .mark { fill: #6b7280; } .object .mark { fill: #94486f; }
.line { fill: none; stroke: #8a8a8a; } .head { fill: #8a8a8a; }
`;
