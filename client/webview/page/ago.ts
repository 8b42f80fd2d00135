// How long ago something was, kept true while the page is open.
import { element } from './elements.ts';

const units: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
];

export function agoElement(time: string): HTMLElement {
  const made = element('time', { title: time });
  made.dateTime = time;
  write(made);
  return made;
}

/** Writes all of them anew, every few seconds. */
export function keepTrue(): void {
  setInterval(() => {
    for (const made of document.querySelectorAll('time')) write(made);
  }, 5000);
}

function write(made: HTMLTimeElement): void {
  const text = agoText(Date.parse(made.dateTime), Date.now());
  if (made.textContent !== text) made.textContent = text;
}

function agoText(time: number, now: number): string {
  if (Number.isNaN(time)) return '';
  const seconds = Math.max(0, Math.round((now - time) / 1000));
  const [size, name] = units.find(([each]) => seconds >= each) ?? [1, 's'];
  return `${Math.floor(seconds / size)} ${name} ago`;
}
