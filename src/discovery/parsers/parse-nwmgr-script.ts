import { failure, success, type Result } from '../../model/result';
import { isBlank, numberLines } from './numbered-line';
import { unreadableLine, unreadableOutput } from './unreadable-output';

/** One attribute of one interface, from the script output of `nwmgr --sc`. */
export interface NwmgrRecord {
  readonly subsystem: string;
  readonly instance: string;
  readonly attribute: string;
  /** `current` is the running value; `saved` and `default` are the others. */
  readonly view: string;
  readonly value: string;
}

const RECORD = /^([A-Za-z]\w*)!([a-z]+\d+)#([\w-]+)#([a-z]+)#(.*)$/;

/**
 * Reads `SUBSYSTEM!INSTANCE#ATTRIBUTE#VIEW#VALUE` records. HP promises that this output only grows, so unknown attributes and views
 * are kept and never refused; a value may have blanks around it (`# -` for none).
 *
 * @see APA Administrator's Guide, 11i v3, September 2008, p. 53; nwmgr(1M), February 2007
 */
export function parseNwmgrScript(text: string, command = 'nwmgr --sc'): Result<readonly NwmgrRecord[]> {
  const records = new Map<string, NwmgrRecord>();
  const diagnostics = [];
  for (const line of numberLines(text)) {
    if (isBlank(line)) continue;
    const [, subsystem, instance, attribute, view, value] = RECORD.exec(line.text.trimStart()) ?? [];
    if (!subsystem || !instance || !attribute || !view || value === undefined) {
      diagnostics.push(unreadableLine(command, line, 'SUBSYSTEM!INSTANCE#ATTRIBUTE#current#VALUE'));
      continue;
    }
    const record = { subsystem, instance, attribute, view, value: value.trim() };
    const key = [instance, attribute, view].join('#');
    if ((records.get(key) ?? record).value !== record.value) {
      diagnostics.push(unreadableLine(command, line, `one value of ${key}, and this is another`));
    }
    records.set(key, record);
  }
  if (diagnostics.length > 0) return failure(...diagnostics);
  if (records.size === 0) return failure(unreadableOutput(command, text, 'SUBSYSTEM!INSTANCE#ATTRIBUTE#current#VALUE'));
  return success([...records.values()]);
}

/** Running values of one interface by attribute name. */
export function currentAttributes(records: readonly NwmgrRecord[], instance: string): ReadonlyMap<string, string> {
  return new Map(
    records
      .filter((record) => record.instance === instance && record.view === 'current')
      .map((record) => [record.attribute, record.value]),
  );
}
