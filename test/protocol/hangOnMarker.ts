// A fault, as nothing that is known makes the real server hang: loaded before the built server, it blocks the process for
// ever at the moment when the checks read a document that holds the marker.
/* eslint-disable @typescript-eslint/prefer-includes -- `includes` is what is replaced here */

/** What the checks look for in each document (`validation/suppress.ts`). */
const asked = 'dpm-ignore';
const marker = 'block-the-server';

Object.defineProperty(String.prototype, 'includes', {
  value(this: string, searched: string, from?: number): boolean {
    while (searched === asked && this.indexOf(marker) >= 0);
    return this.indexOf(searched, from) >= 0;
  },
});
