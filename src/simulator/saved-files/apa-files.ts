import { LOAD_BALANCING } from '../../model/desired-host';
import { ppaNumber } from '../network-view';
import type { ApaPortMode, NetworkConfiguration, SimulatedAggregate } from '../simulated-host-state';
import { rcRecordLines, rcRecords } from './rc-lines';

export const HP_APACONF = '/etc/rc.config.d/hp_apaconf';
export const HP_APAPORTCONF = '/etc/rc.config.d/hp_apaportconf';
export const LANCONFIG = '/etc/lanmon/lanconfig.ascii';

type ApaConfiguration = Pick<NetworkConfiguration, 'aggregates' | 'portModes'>;

/** Aggregates: APA guide 11i v3, March 2014, p. 77-78. Failover groups stand in a file of their own. */
export function hpApaconf({ aggregates }: ApaConfiguration): readonly string[] {
  const written = aggregates.filter(
    ({ mode, key, gc }) => mode !== 'LAN_MONITOR' && (mode !== 'Not_Enabled' || key !== null || gc !== null),
  );
  return [
    'HP_APA_DEFAULT_PORT_MODE=MANUAL',
    ...written.flatMap(({ name, mode, ports, lb, key, gc }, index) =>
      rcRecordLines('HP_APA_', index, {
        INTERFACE_NAME: name,
        LOAD_BALANCE_MODE: lb,
        GROUP_CAPABILITY: gc,
        KEY: key,
        MANUAL_LA: mode === 'MANUAL' ? `"${ports.map(ppaNumber).join(',')}"` : null,
      }),
    ),
  ];
}

/** Ports: APA guide 11i v3, March 2014, p. 80. */
export function hpApaportconf({ portModes }: ApaConfiguration): readonly string[] {
  return portModes.flatMap(({ name, mode, group }, index) =>
    rcRecordLines('HP_APAPORT_', index, {
      INTERFACE_NAME: name,
      KEY: mode === 'LACP_AUTO' ? group : null,
      GROUP_CAPABILITY: mode === 'FEC_AUTO' ? group : null,
      CONFIG_MODE: mode,
    }),
  );
}

/** Failover groups, the primary port first: lanqueryconf(1M), September 2010, p. 3. Priorities are made up. */
export function lanconfig({ aggregates }: ApaConfiguration): readonly string[] {
  const groups = aggregates.filter(({ mode }) => mode === 'LAN_MONITOR');
  if (groups.length === 0) return [];
  return [
    'POLLING_INTERVAL 10000000',
    'DEAD_COUNT 3',
    'LM_RAPID_ARP on',
    'LM_RAPID_ARP_INTERVAL 1000000',
    'LM_RAPID_ARP_COUNT 10',
    ...groups.flatMap(({ name, ports }) => [
      `FAILOVER_GROUP ${name}`,
      ...ports.map((port, index) => (index === 0 ? `PRIMARY ${port} 5` : `STANDBY ${port} 3`)),
    ]),
  ];
}

/** What the three files say, over the aggregates that exist: ports, aggregates, failover groups, in the order of the start (p. 31). */
export function readApaFiles(saved: ApaConfiguration, text: (path: string) => string): ApaConfiguration {
  const portModes = rcRecords(text(HP_APAPORTCONF), 'HP_APAPORT_', 'INTERFACE_NAME').flatMap(
    ({ name, value }): ApaPortMode[] => {
      const mode = value('CONFIG_MODE');
      if (mode === 'LACP_AUTO') return [{ name, mode, group: Number(value('KEY') ?? 0) }];
      return mode === 'FEC_AUTO' ? [{ name, mode, group: Number(value('GROUP_CAPABILITY') ?? 5) }] : [];
    },
  );
  const records = new Map(
    rcRecords(text(HP_APACONF), 'HP_APA_', 'INTERFACE_NAME').map((record) => [record.name, record]),
  );
  const failover = readLanconfig(text(LANCONFIG));
  const aggregates = saved.aggregates.map(({ name }): SimulatedAggregate => {
    const value = records.get(name)?.value ?? ((): null => null);
    const number = (variable: string): number | null => (value(variable) === null ? null : Number(value(variable)));
    const [key, gc] = [number('KEY'), number('GROUP_CAPABILITY')];
    const lb = LOAD_BALANCING.find((each) => each === value('LOAD_BALANCE_MODE')) ?? 'LB_MAC';
    const manual = value('MANUAL_LA');
    const members = failover.get(name);
    if (members !== undefined) return { name, mode: 'LAN_MONITOR', ports: members, lb: 'LB_HS', key, gc };
    if (manual !== null) {
      return { name, mode: 'MANUAL', ports: manual.split(',').map((ppa) => `lan${ppa.trim()}`), lb, key, gc };
    }
    const joining = portModes.filter(({ mode, group }) => group === (mode === 'LACP_AUTO' ? key : gc));
    return { name, mode: joining[0]?.mode ?? 'Not_Enabled', ports: joining.map((port) => port.name), lb, key, gc };
  });
  return { aggregates, portModes };
}

function readLanconfig(text: string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of text.split('\n')) {
    const [keyword, name = ''] = line.trim().split(/\s+/);
    if (keyword === 'FAILOVER_GROUP') groups.set(name, (current = []));
    else if (keyword === 'PRIMARY') current.unshift(name);
    else if (keyword === 'STANDBY') current.push(name);
  }
  return groups;
}
