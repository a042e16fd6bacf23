import { APA_MODES, LOAD_BALANCING, type ApaMode, type LoadBalancing } from '../../model/desired-host';
import type { InterfaceName } from '../../model/names';
import { interfaceOfPpa } from '../../model/ppa';
import { failure, success, type Result } from '../../model/result';
import { arrayRecords, lastValue, parseRcVariables } from './parse-rc-variables';
import { readRcRecord } from './rc-record';

/** An aggregate as hp_apaconf configures it. What the file does not set is null. */
export interface ConfiguredAggregate {
  readonly name: InterfaceName;
  readonly loadBalancing: LoadBalancing | 'LB_HS' | null;
  /** HP_APA_KEY: LACP only. */
  readonly key: number | null;
  /** HP_APA_GROUP_CAPABILITY: FEC only. */
  readonly groupCapability: number | null;
  /** HP_APA_MANUAL_LA: ports of a MANUAL aggregate. */
  readonly manualPorts: readonly InterfaceName[] | null;
}

/** What `/etc/rc.config.d/hp_apaconf` says. */
export interface ApaConfiguration {
  /** Mode of every port that hp_apaportconf gives none. */
  readonly defaultPortMode: ApaMode;
  readonly aggregates: readonly ConfiguredAggregate[];
}

const FILE = '/etc/rc.config.d/hp_apaconf';
const NAMES = ['INTERFACE_NAME', 'LOAD_BALANCE_MODE', 'HOT_STANDBY', 'KEY', 'GROUP_CAPABILITY', 'MANUAL_LA'];

/**
 * Reads the aggregates of hp_apaconf. HOT_STANDBY wins over LOAD_BALANCE_MODE; without HP_APA_DEFAULT_PORT_MODE, ports are
 * MANUAL.
 *
 * @see APA Administrator's Guide, 11i v3, September 2008, p. 90-91; March 2014, p. 77-78
 */
export function parseHpApaconf(text: string, file = FILE): Result<ApaConfiguration> {
  const parsed = parseRcVariables(text, file);
  if (!parsed.ok) return parsed;
  const diagnostics: Parameters<typeof readRcRecord>[2] = [];
  const aggregates = arrayRecords(parsed.value, 'HP_APA_', NAMES).flatMap(([, record]): ConfiguredAggregate[] => {
    const read = readRcRecord(record, file, diagnostics);
    const name = read.interface('INTERFACE_NAME');
    if (name === null) return [];
    const isHotStandby = read.word('HOT_STANDBY', ['on', 'off']) === 'on';
    const loadBalancing = read.word('LOAD_BALANCE_MODE', LOAD_BALANCING);
    return [
      {
        name,
        loadBalancing: isHotStandby ? 'LB_HS' : loadBalancing,
        key: read.number('KEY'),
        groupCapability: read.number('GROUP_CAPABILITY'),
        manualPorts: read.value('MANUAL_LA', 'port numbers such as 2,3,4', parsePorts),
      },
    ];
  });
  const mode = lastValue(parsed.value, 'HP_APA_DEFAULT_PORT_MODE');
  const record = new Map(mode === undefined ? [] : [['MODE', mode]]);
  const defaultPortMode = readRcRecord(record, file, diagnostics).word('MODE', APA_MODES) ?? 'MANUAL';
  return diagnostics.length > 0 ? failure(...diagnostics) : success({ defaultPortMode, aggregates });
}

function parsePorts(text: string): readonly InterfaceName[] | undefined {
  const ports = text.split(',').map((ppa) => (/^\s*\d+\s*$/.test(ppa) ? interfaceOfPpa(Number(ppa)) : undefined));
  return ports.every((port) => port !== undefined) ? ports : undefined;
}
