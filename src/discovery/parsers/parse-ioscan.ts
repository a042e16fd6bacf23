import { failure, success, type Result } from '../../model/result';
import { isBlank, numberLines } from './numbered-line';
import { unreadableLine } from './unreadable-output';

/** A LAN card as the kernel knows it. */
export interface IoscanCard {
  /** Number behind `lan`; -1 for a card without a driver. */
  readonly instance: number;
  readonly driver: string;
  readonly hardwarePath: string;
  /** As printed: `CLAIMED`, `UNCLAIMED`, `NO_HW`... */
  readonly softwareState: string;
  readonly description: string;
}

const FIELDS = { class: 8, driver: 9, path: 10, instance: 12, state: 15, description: 17 } as const;

/**
 * Reads `ioscan -FnkClan`: colon-separated fields, device files on indented lines below, which are passed over. Physical cards only. No output
 * means no card.
 *
 * @see UCMDB HP-UX discovery; FusionInventory agent, HP-UX fixtures
 */
export function parseIoscan(text: string, command = 'ioscan -FnkClan'): Result<readonly IoscanCard[]> {
  const cards: IoscanCard[] = [];
  const diagnostics = [];
  for (const line of numberLines(text)) {
    if (isBlank(line) || /^\s/.test(line.text)) continue;
    const fields = line.text.split(':');
    const instance = fields[FIELDS.instance] ?? '';
    if (fields[FIELDS.class] !== 'lan' || !/^-?\d+$/.test(instance) || fields.length <= FIELDS.description) {
      diagnostics.push(unreadableLine(command, line, 'colon-separated fields with the class lan'));
      continue;
    }
    cards.push({
      instance: Number(instance),
      driver: fields[FIELDS.driver] ?? '',
      hardwarePath: fields[FIELDS.path] ?? '',
      softwareState: fields[FIELDS.state] ?? '',
      // What may follow is the instance of the card.
      description: fields
        .slice(FIELDS.description)
        .join(':')
        .replace(/:-?\d+$/, ''),
    });
  }
  return diagnostics.length > 0 ? failure(...diagnostics) : success(cards);
}
