/** Quantities in other units. */
import { coresText, memoryText } from '../formats/amountText.ts';
import { NANO, parseQuantity } from '../formats/quantity.ts';
import type { SizeReader } from './size.ts';
import { sizeOf } from './sizeAt.ts';

/** Decimal units are a tenth and more below the binary ones that they look like. */
const decimalUnit = /[MGTPE]$/;

export const quantities: SizeReader = {
  formats: ['quantity', 'cpu-quantity'],
  *read({ node, step, schema, keySpan }) {
    if (node.type !== 'scalar' || node.filledIn || node.value === null) return;
    const found = parseQuantity(node.value);
    if (found === undefined || found <= 0n) return;
    const amount = Number(found) / Number(NANO);
    const written = node.source;
    const isCores = step === 'cpu' || schema?.format === 'cpu-quantity';
    const other = isCores ? coresIn(written, amount) : bytesIn(step, written, amount);
    if (other === undefined) return;
    const isNear = !isCores && decimalUnit.test(written);
    const words = [`${written} is ${other}.`];
    yield sizeOf(node, keySpan, { ...(isNear && { label: `≈ ${memoryText(amount)}` }), words });
  },
};

/** What is counted in bytes: of other resources nobody knows. */
const bytes = /^(?:memory|storage|ephemeral-storage|hugepages-.+|size|sizeLimit)$/;

function bytesIn(
  step: string | number | undefined,
  written: string,
  amount: number,
): string | undefined {
  if (typeof step !== 'string' || !bytes.test(step) || amount < 1024) return undefined;
  const binary = memoryText(amount);
  const decimal = decimalText(amount);
  const others = [binary, decimal].filter((text) => text !== written);
  return others.join(' or ');
}

function decimalText(amount: number): string {
  const units = ['', 'k', 'M', 'G', 'T', 'P', 'E'];
  const power = Math.min(Math.floor(Math.log10(amount) / 3), units.length - 1);
  return `${Math.round((amount / 1000 ** power) * 100) / 100}${units[power] ?? ''}`;
}

function coresIn(written: string, amount: number): string | undefined {
  if (written.endsWith('m')) return `${coresText(amount)} of a core`;
  return Number.isInteger(amount) ? undefined : `${coresText(amount * 1000)}m`;
}
