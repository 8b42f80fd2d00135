// Elements are made of names of our own and of text that is never read as anything else.

export interface ElementOptions {
  readonly className?: string;
  readonly text?: string;
  readonly title?: string;
  readonly children?: readonly (Node | undefined)[];
}

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  { className, text, title, children = [] }: ElementOptions = {},
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== undefined) made.className = className;
  if (text !== undefined) made.textContent = text;
  if (title !== undefined) made.title = title;
  for (const child of children) if (child) made.append(child);
  return made;
}

/** Something to press, by mouse or key; `key` finds it again after the page was drawn anew. */
export function pressable(
  text: string,
  { className, key, press }: { className: string; key: string; press: () => void },
): HTMLButtonElement {
  const button = element('button', { className, text });
  button.type = 'button';
  button.dataset.key = key;
  button.addEventListener('click', press);
  return button;
}
