import { appendFileSync } from 'node:fs';

/** Prints what a property has seen; `npm run evidence -- --provider` names a file that wants it, too. */
export function reportTally(name: string, seen: Readonly<Record<string, number>>): void {
  console.log(`pairs of state and configuration, ${name}: ${JSON.stringify(seen)}`);
  const file = process.env['HPVM_TALLY_FILE'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ name, seen })}\n`);
}
