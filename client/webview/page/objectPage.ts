// The page of one object. Only what has changed is drawn anew, so that place, selection and focus stay where they are.
import './page.css';
import type { ObjectView, ViewCell, ViewSection } from '../objectView.ts';
import { agoElement, keepTrue } from './ago.ts';
import { element, pressable } from './elements.ts';
import { connect } from './host.ts';

const page = document.getElementById('page') ?? document.body;
/** The parts that are drawn, by their ids, with what they were drawn of. */
const drawn = new Map<string, { readonly from: string; readonly element: HTMLElement }>();
const host = connect((view) => {
  show(view as ObjectView);
});
keepTrue();

function show(view: ObjectView): void {
  const { sections, ...head } = view;
  const parts = [
    part('head', head, () => headElement(head)),
    ...sections.map((section) => part(section.id, section, () => sectionElement(section))),
  ];
  const focused =
    document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
  const isSame =
    parts.length === page.children.length && parts.every((one, at) => page.children[at] === one);
  if (!isSame) page.replaceChildren(...parts);
  if (focused !== undefined) refocus(focused);
}

function part(id: string, from: object, draw: () => HTMLElement): HTMLElement {
  const text = JSON.stringify(from);
  const known = drawn.get(id);
  if (known?.from === text) return known.element;
  const made = draw();
  drawn.set(id, { from: text, element: made });
  return made;
}

function refocus(key: string): void {
  for (const one of document.querySelectorAll<HTMLElement>('[data-key]'))
    if (one.dataset.key === key && one !== document.activeElement) {
      one.focus({ preventScroll: true });
      return;
    }
}

function headElement(head: Omit<ObjectView, 'sections'>): HTMLElement {
  const state = element('p', {
    className: 'state',
    children: [
      head.status === '' ? undefined : badge(head.status, head.health),
      head.createdAt === undefined
        ? undefined
        : element('span', {
            className: 'age',
            children: [document.createTextNode('created '), agoElement(head.createdAt)],
          }),
    ],
  });
  const buttons = head.buttons.map(({ title, action, id }) =>
    pressable(title, { className: 'action', key: action, press: () => host.act(action, id) }),
  );
  return element('header', {
    children: [
      element('p', { className: 'place', text: head.place }),
      element('h1', {
        children: [
          element('span', { className: 'kind', text: head.kind }),
          document.createTextNode(` ${head.name}`),
        ],
      }),
      state,
      head.detail === undefined
        ? undefined
        : element('p', { className: `detail ${head.health}`, text: head.detail }),
      head.note === undefined ? undefined : element('p', { className: 'note', text: head.note }),
      element('nav', { children: buttons }),
    ],
  });
}

function badge(text: string, health: string): HTMLElement {
  return element('span', { className: `badge ${health}`, text });
}

function sectionElement({ id, title, columns, rows, note }: ViewSection): HTMLElement {
  const heading = element('h2', { text: title });
  heading.id = `section-${id}`;
  const section = element('section', {
    children: [
      heading,
      rows.length === 0 ? undefined : table(id, columns, rows),
      note === undefined ? undefined : element('p', { className: 'note', text: note }),
    ],
  });
  section.setAttribute('aria-labelledby', heading.id);
  return section;
}

function table(
  id: string,
  columns: readonly string[] | undefined,
  rows: readonly (readonly ViewCell[])[],
): HTMLElement {
  const body = element('tbody', {
    children: rows.map((row, at) =>
      element('tr', {
        children: row.map((cell, column) => {
          const isName = columns === undefined && column === 0;
          const made = element(isName ? 'th' : 'td', {
            children: cellNodes(cell, `${id}/${at}/${column}`),
          });
          if (isName) made.setAttribute('scope', 'row');
          return made;
        }),
      }),
    ),
  });
  const head =
    columns &&
    element('thead', {
      children: [element('tr', { children: columns.map((text) => headCell(text)) })],
    });
  return element('table', { className: columns ? 'list' : 'pairs', children: [head, body] });
}

function headCell(text: string): HTMLElement {
  const made = element('th', { text });
  made.setAttribute('scope', 'col');
  return made;
}

function cellNodes({ text, health, id, since }: ViewCell, key: string): Node[] {
  if (since !== undefined) return [agoElement(since)];
  if (id !== undefined)
    return [pressable(text, { className: 'link', key, press: () => host.act('describe', id) })];
  if (health === undefined) return lines(text);
  const [first = '', ...more] = text.split('\n');
  return [
    badge(first, health),
    ...more.map((line) => element('div', { className: 'more', text: line })),
  ];
}

/** What the cluster says first, what we say of it below. */
function lines(text: string): Node[] {
  const [first = '', ...more] = text.split('\n');
  return [
    document.createTextNode(first),
    ...more.map((line) => element('div', { className: 'more', text: line })),
  ];
}
