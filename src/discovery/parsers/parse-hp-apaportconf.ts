import { APA_MODES, type ApaMode } from '../../model/desired-host';
import type { InterfaceName } from '../../model/names';
import { failure, success, type Result } from '../../model/result';
import { arrayRecords, parseRcVariables } from './parse-rc-variables';
import { readRcRecord } from './rc-record';

/** A port as hp_apaportconf configures it. What the file does not set is null. */
export interface ConfiguredPort {
  readonly name: InterfaceName;
  readonly mode: ApaMode | null;
  /** HP_APAPORT_KEY: LACP only. */
  readonly key: number | null;
  /** HP_APAPORT_GROUP_CAPABILITY: FEC only. */
  readonly groupCapability: number | null;
}

const FILE = '/etc/rc.config.d/hp_apaportconf';
const NAMES = ['INTERFACE_NAME', 'CONFIG_MODE', 'KEY', 'GROUP_CAPABILITY'];

/**
 * Reads the ports of hp_apaportconf.
 *
 * @see APA Administrator's Guide, 11i v3, March 2014, p. 80
 */
export function parseHpApaportconf(text: string, file = FILE): Result<readonly ConfiguredPort[]> {
  const parsed = parseRcVariables(text, file);
  if (!parsed.ok) return parsed;
  const diagnostics: Parameters<typeof readRcRecord>[2] = [];
  const ports = arrayRecords(parsed.value, 'HP_APAPORT_', NAMES).flatMap(([, record]): ConfiguredPort[] => {
    const read = readRcRecord(record, file, diagnostics);
    const name = read.interface('INTERFACE_NAME');
    if (name === null) return [];
    const mode = read.word('CONFIG_MODE', APA_MODES);
    return [{ name, mode, key: read.number('KEY'), groupCapability: read.number('GROUP_CAPABILITY') }];
  });
  return diagnostics.length > 0 ? failure(...diagnostics) : success(ports);
}
