// The page of a picture: drawn as SVG, moved and enlarged by mouse and keys, its parts open what they stand for.
import './picture.css';
import { drawing, type SvgElement } from '../../picture/drawing.ts';
import type { PictureAction, PictureView } from '../../picture/pictureView.ts';
import { element, pressable } from './elements.ts';
import { connect } from './host.ts';

const page = document.getElementById('page') ?? document.body;
const namespace = 'http://www.w3.org/2000/svg';
const heading = element('h1');
const note = element('p', { className: 'note' });
const canvas = document.createElementNS(namespace, 'svg');
canvas.setAttribute('class', 'canvas');
canvas.setAttribute('role', 'group');
canvas.setAttribute('tabindex', '0');
const host = connect((view) => {
  show(view as PictureView);
});
const act = (action: PictureAction, id: string): void => {
  host.act(action, id);
};

/** The part of the picture that is seen, in its own pixels. */
const seen = { x: 0, y: 0, width: 1, height: 1 };
let whole = { width: 1, height: 1 };
let isFitted = true;

const zoomStep = 1.25;
const panShare = 0.15;
/** Pixels that a wheel tells of for one step. */
const wheelStep = 100;
const [mostShown, leastShown] = [4, 0.1];

page.replaceChildren(
  element('header', {
    children: [
      heading,
      element('div', {
        className: 'tools',
        children: [
          tool('Zoom In', () => zoom(1 / zoomStep)),
          tool('Zoom Out', () => zoom(zoomStep)),
          tool('Fit', fit),
          tool('Refresh', () => act('refresh', '')),
          tool('Export as SVG', () => act('export', '')),
        ],
      }),
    ],
  }),
  note,
  canvas,
);

function tool(text: string, press: () => void): HTMLButtonElement {
  return pressable(text, { className: 'action', key: text, press });
}

function show({ title, note: words, picture }: PictureView): void {
  const focused = document.activeElement?.getAttribute('data-id') ?? undefined;
  heading.textContent = title;
  note.textContent = words ?? '';
  canvas.setAttribute('aria-label', title);
  canvas.replaceChildren(...drawing(picture).map(svgNode));
  whole = { width: picture.width, height: picture.height };
  if (isFitted) fit();
  if (focused !== undefined) nodeWith(focused)?.focus({ preventScroll: true });
}

/** Names are ours, and texts are set as text: nothing in them is read as anything else. */
function svgNode({ name, attributes, children = [], text }: SvgElement): SVGElement {
  const made = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, `${value}`);
  if (text !== undefined) made.textContent = text;
  made.append(...children.map(svgNode));
  return made;
}

function nodeWith(id: string): SVGElement | undefined {
  return [...canvas.querySelectorAll<SVGElement>('[data-id]')].find(
    (each) => each.getAttribute('data-id') === id,
  );
}

function idAt(target: EventTarget | null): string | undefined {
  const node = target instanceof Element ? target.closest('[data-id]') : null;
  return node?.getAttribute('data-id') ?? undefined;
}

/** As large as there is room for, but not larger than it is. */
function fit(): void {
  const { clientWidth, clientHeight } = canvas;
  const scale = Math.max(1, whole.width / (clientWidth || 1), whole.height / (clientHeight || 1));
  seen.width = (clientWidth || whole.width) * scale;
  seen.height = (clientHeight || whole.height) * scale;
  seen.x = (whole.width - seen.width) / 2;
  seen.y = (whole.height - seen.height) / 2;
  isFitted = true;
  look();
}

function look(): void {
  const { x, y, width, height } = seen;
  canvas.setAttribute('viewBox', [x, y, width, height].join(' '));
}

/** By a factor of what is seen, around a place of the window; else around the middle. */
function zoom(factor: number, at?: { readonly x: number; readonly y: number }): void {
  const { clientWidth } = canvas;
  const width = seen.width * factor;
  if (width > Math.max(whole.width, clientWidth) * mostShown || width < clientWidth * leastShown)
    return;
  const box = canvas.getBoundingClientRect();
  const share = at
    ? { x: (at.x - box.left) / box.width, y: (at.y - box.top) / box.height }
    : { x: 0.5, y: 0.5 };
  seen.x += seen.width * (1 - factor) * share.x;
  seen.y += seen.height * (1 - factor) * share.y;
  seen.width = width;
  seen.height *= factor;
  isFitted = false;
  look();
}

/** By shares of what is seen. */
function pan(x: number, y: number): void {
  seen.x += seen.width * x;
  seen.y += seen.height * y;
  isFitted = false;
  look();
}

const keys: Readonly<Record<string, () => void>> = {
  ArrowLeft: () => pan(-panShare, 0),
  ArrowRight: () => pan(panShare, 0),
  ArrowUp: () => pan(0, -panShare),
  ArrowDown: () => pan(0, panShare),
  '+': () => zoom(1 / zoomStep),
  '=': () => zoom(1 / zoomStep),
  '-': () => zoom(zoomStep),
  '0': fit,
};

canvas.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const id = idAt(event.target);
  if (id !== undefined && (event.key === 'Enter' || event.key === ' ')) act('open', id);
  else if (Object.hasOwn(keys, event.key)) keys[event.key]?.();
  else return;
  event.preventDefault();
});

/** A part that the keys have reached comes into view. */
canvas.addEventListener('focusin', ({ target }) => {
  if (idAt(target) === undefined || !(target instanceof SVGGraphicsElement)) return;
  const [node, box] = [target.getBoundingClientRect(), canvas.getBoundingClientRect()];
  const beyond = (start: number, end: number, from: number, to: number): number =>
    start < from ? start - from : Math.max(0, end - to);
  pan(
    beyond(node.left, node.right, box.left, box.right) / (box.width || 1),
    beyond(node.top, node.bottom, box.top, box.bottom) / (box.height || 1),
  );
});

canvas.addEventListener(
  'wheel',
  (event) => {
    event.preventDefault();
    const at = { x: event.clientX, y: event.clientY };
    // A wheel tells of whole steps, a touchpad of many small ones.
    const pixels =
      event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * 40;
    const steps = Math.max(-1, Math.min(1, pixels / wheelStep));
    zoom(zoomStep ** steps, at);
  },
  { passive: false },
);

/** From where the mouse drags the picture. */
let dragged: { readonly x: number; readonly y: number; isMoved: boolean } | undefined;
/** Pixels: a hand is never quite still. */
const stillness = 4;

canvas.addEventListener('pointerdown', ({ clientX, clientY, button }) => {
  if (button === 0) dragged = { x: clientX, y: clientY, isMoved: false };
});

canvas.addEventListener('pointermove', ({ clientX, clientY, buttons }) => {
  if (!dragged || buttons === 0) return;
  const [x, y] = [clientX - dragged.x, clientY - dragged.y];
  if (!dragged.isMoved && Math.hypot(x, y) < stillness) return;
  const { clientWidth, clientHeight } = canvas;
  pan(-x / (clientWidth || 1), -y / (clientHeight || 1));
  dragged = { x: clientX, y: clientY, isMoved: true };
});

canvas.addEventListener('click', ({ target }) => {
  const isDrag = dragged?.isMoved ?? false;
  dragged = undefined;
  const id = idAt(target);
  if (!isDrag && id !== undefined) act('open', id);
});

new ResizeObserver(() => {
  if (isFitted) fit();
}).observe(canvas);
