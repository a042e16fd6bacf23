import type { ReadBack } from '../../src/plan/plan-document';
import type { SimulatedHost } from '../../src/simulator/simulated-host';

/** Asks a simulated host in-process, once, whether it shows what a read-back looks for: as the runner's shell does. */
export async function isShown(readBack: ReadBack, host: SimulatedHost): Promise<boolean> {
  const { command, lineStartsWith, lineContains, isAbsent } = readBack;
  const { exitStatus, stdout } = await host.run(command);
  if (exitStatus !== 0) return false;
  const isFound = stdout.split('\n').some((row) => {
    const [, record, value] = (lineStartsWith === '' && /^(.+#current#)([A-Za-z]+|\d+)$/.exec(lineContains)) || [];
    if (record !== undefined && value !== undefined) {
      const [, shown] = row.split(record);
      return shown?.trim().toLowerCase() === value.toLowerCase();
    }
    if (!row.startsWith(lineStartsWith)) return false;
    if (/\d$/.test(lineStartsWith) && /\d/.test(row.charAt(lineStartsWith.length))) return false;
    return rests(row, lineStartsWith.length).some((place) => holds(row, lineContains, place));
  });
  return isFound !== (isAbsent === true);
}

function rests(row: string, start: number): readonly number[] {
  return Array.from({ length: row.length - start }, (_, index) => start + index);
}

function holds(row: string, text: string, place: number): boolean {
  // The row has a blank behind it.
  if (!`${row} `.startsWith(text, place)) return false;
  const startsInside = /^\d/.test(text) && /\d/.test(row.charAt(place - 1));
  const endsInside = /\d$/.test(text) && /\d/.test(row.charAt(place + text.length));
  return !startsInside && !endsInside;
}
