import type { ProbeFrame } from '../../../src/discovery/parsers/parse-frames';
import type { Random } from '../random';

/** Changes the text of one answer in a way that says nothing of what a document can declare; the same text when there is nothing to change. */
interface Noise {
  readonly name: string;
  readonly probes: readonly string[];
  readonly change: (text: string, random: Random) => string;
}

const RC_FILES = ['netconf', 'hpvmconf', 'apa-conf', 'apa-port-conf', 'vlan-conf', 'iether-conf', 'failover-groups'];

/** Everything that changes on a host from hour to hour, or from one patch of HP's to the next, and is nobody's drift. */
const NOISES: readonly Noise[] = [
  {
    name: 'counters of netstat',
    probes: ['plumbed'],
    // The last five columns of each row: packets, errors, collisions.
    change: (text, random) =>
      text.replace(/^(lan\S+ .*?|lo0 .*?)((?: +\d+){5})$/gm, (_, row: string, counters: string) => {
        return row + counters.replace(/\d+/g, () => String(random.below(1_000_000)));
      }),
  },
  { name: 'order of rows: netstat', probes: ['plumbed'], change: rowsBehind(/^Name .*Coll$/m) },
  {
    name: 'processes: others, other numbers, another order',
    probes: ['processes'],
    change: (text, random) => {
      const [head = '', ...rows] = linesOf(text);
      const more = Array.from({ length: 1 + random.below(6) }, () => processRow(random));
      const stays = rows.filter((row) => /tcpdump|vswitchmgr|cmcld/.test(row));
      return joined([head, ...random.shuffled([...stays, ...more])]);
    },
  },
  { name: 'order of rows: nwmgr', probes: ['interfaces', 'aggregates'], change: rowsBehind(/^[= ]+=$/m) },
  {
    name: 'attributes of nwmgr: more of them, in another order',
    probes: ['nic-attributes', 'port-attributes', 'vlan-attributes'],
    change: (text, random) => {
      const lines = linesOf(text);
      const subject = /^([a-z0-9_]+!lan\d+)#/.exec(lines[0] ?? '')?.[1];
      if (subject === undefined) return text;
      const counters = ['stats_in', 'stats_out', 'media_errors', 'uptime'].map(
        (name) => `${subject}#${name}#current#${String(random.below(1_000_000))}`,
      );
      return joined(random.shuffled([...lines, ...counters.slice(random.below(4))]));
    },
  },
  {
    name: 'order of members of an aggregate',
    probes: ['aggregates', 'aggregate-attributes'],
    change: (text, random) =>
      text.replace(/\b\d+(?:,\d+)+$/gm, (members) => random.shuffled(members.split(',')).join(',')),
  },
  { name: 'order of rows: hpvmnet', probes: ['vswitches'], change: rowsBehind(/^[= ]+=$/m) },
  { name: 'order of rows: ports of a vswitch', probes: ['vswitch-ports'], change: rowsBehind(/^======= ={12} .*=$/m) },
  {
    name: 'blanks at the ends of lines',
    probes: ['vswitches', 'vswitch-ports', 'guests', 'interfaces', 'device-database'],
    change: (text, random) =>
      text.replace(/(\S) *$/gm, (_, last: string) => last + ' '.repeat(random.pick([0, 0, 1, 4]))),
  },
  { name: 'order of rows: hpvmstatus', probes: ['guests'], change: rowsBehind(/^[= ]+=$/m) },
  {
    name: 'processors, devices and memory of guests',
    probes: ['guests'],
    change: (text, random) =>
      text.replace(/^(.{44})( +\d+)( +\d+)( +\d+)( +\d+ [GM]B)/gm, (_, row: string, ...cells: string[]) => {
        const [cpus = '', devices = '', nets = '', memory = ''] = cells;
        return `${row}${number(random, cpus, 8)}${number(random, devices, 40)}${nets}${memory.replace(/\d+ /, () => `${String(1 + random.below(9))} `).padStart(memory.length)}`;
      }),
  },
  {
    name: 'disks of guests, and the order of their devices',
    probes: ['guest-devices'],
    change: (text, random) =>
      text
        .replace(/(?:^network:.*\n)+/m, (devices) => joined(random.shuffled(linesOf(devices))))
        .replace(
          '[Network Interface Details]',
          `disk:avio_stor:0,${String(random.below(7))},0:lv:/dev/vg0${String(random.below(9))}/rdisk${String(random.below(99))}\n\n[Network Interface Details]`,
        ),
  },
  {
    name: 'device database: other entries, another order',
    probes: ['device-database'],
    change: (text, random) => {
      const disk = `/dev/vg0${String(random.below(9))}/rlv${String(random.below(99))}:CONFIG=gdev,EXIST=YES,DEVTYPE=LVOL,SHARE=NO:db${String(random.below(9))}:`;
      return joined(random.shuffled([...linesOf(text), disk]));
    },
  },
  {
    name: 'other software',
    probes: ['swlist'],
    change: (text, random) => {
      const bundle = `  B${String(1000 + random.below(8999))}AA               B.11.31.${String(random.below(99))}     Something else`;
      return `${text.trimEnd()}\n${bundle}\n\n`;
    },
  },
  {
    name: 'order of rows: ioscan',
    probes: ['cards'],
    change: (text, random) => joined(random.shuffled(linesOf(text))),
  },
  {
    name: 'comments, empty lines and foreign variables of configuration files',
    probes: RC_FILES,
    change: (text, random) => {
      const more = ['', `# Changed by root on day ${String(random.below(365))}.`, '   '];
      const lines = text.split('\n').flatMap((line) => (random.chance(0.3) ? [random.pick(more), line] : [line]));
      return lines.join('\n');
    },
  },
  {
    name: 'a variable that no document knows',
    probes: ['hpvmconf', 'netconf'],
    change: (text, random) => `${text}ROUTE_COUNT[${String(random.below(9))}]=${String(random.below(2))}\n`,
  },
  {
    name: 'quotes in configuration files',
    probes: ['netconf', 'apa-conf', 'vlan-conf', 'apa-port-conf', 'iether-conf'],
    change: (text, random) =>
      text.replace(/^([A-Z0-9_]+(?:\[\d+\])?=)"?([^"\n#' ]+)"?$/gm, (line, name: string, value: string) =>
        random.chance(0.5) ? `${name}"${value}"` : value.includes(',') ? line : `${name}${value}`,
      ),
  },
  {
    name: 'flags and broadcast address of ifconfig',
    probes: ['addresses'],
    change: (text, random) =>
      text.replace(/flags=[0-9a-f]+</, () => `flags=${(0x800 + random.below(0x7ff)).toString(16)}<`),
  },
  {
    name: 'where our connection came from',
    probes: ['ssh-connection'],
    change: (text, random) =>
      text.replace(/^\S+ \d+/, () => `192.0.2.${String(1 + random.below(250))} ${String(40_000 + random.below(9999))}`),
  },
];

/** Applies one to five kinds of noise, each to every answer that it is about; gives back what was changed. */
export function withNoise(
  frames: readonly ProbeFrame[],
  random: Random,
): { readonly frames: readonly ProbeFrame[]; readonly applied: readonly string[] } {
  const applied: string[] = [];
  let noisy = frames;
  for (const noise of random.shuffled(NOISES).slice(0, 1 + random.below(5))) {
    const next = noisy.map((frame) => {
      if (!noise.probes.includes(frame.probe) || frame.status !== 0) return frame;
      const stdout = noise.change(frame.stdout, random);
      return stdout === frame.stdout ? frame : { ...frame, stdout };
    });
    if (next.some((frame, index) => frame !== noisy[index])) applied.push(noise.name);
    noisy = next;
  }
  return { frames: noisy, applied };
}

/** Shuffles the lines behind the last line that looks like this, up to the next empty one. */
function rowsBehind(ruler: RegExp): Noise['change'] {
  return (text, random) => {
    const lines = text.split('\n');
    const from = lines.map((line) => ruler.test(line)).lastIndexOf(true) + 1;
    if (from === 0) return text;
    const empty = lines.indexOf('', from);
    const to = empty < 0 ? lines.length : empty;
    return [...lines.slice(0, from), ...random.shuffled(lines.slice(from, to)), ...lines.slice(to)].join('\n');
  };
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function number(random: Random, cell: string, below: number): string {
  return String(1 + random.below(below)).padStart(cell.length);
}

function processRow(random: Random): string {
  const program = random.pick([
    '/usr/sbin/cron',
    'sendmail: accepting connections',
    '-sh',
    '/usr/lbin/sshd',
    'oracle db (LOCAL=NO)',
    'java -jar app.jar',
  ]);
  return `${String(2000 + random.below(28_000)).padStart(5)} ${random.pick(['root', 'oracle', 'adm']).padEnd(8)} ${program}`;
}
