import fc from 'fast-check';
import { findPromiscuousPrograms } from './find-promiscuous-programs';

const found = (args: string) => findPromiscuousPrograms([{ pid: 7, user: 'root', args }]).map((each) => each.interface);

test.each([
  ['tcpdump -i lan4', 'lan4'],
  ['/usr/local/sbin/tcpdump -n -ilan900 port 22', 'lan900'],
  ['tshark --interface=lan4', 'lan4'],
  ['dumpcap --interface lan4', 'lan4'],
  ['snoop -d lan4', 'lan4'],
  ['tcpdump -ni lan4', 'lan4'],
  ['tcpdump -nvvilan4 host web01', 'lan4'],
  ['tcpdump -w r.pcap -i lan4', 'lan4'],
  ['tshark -n -i lan4 -w -', 'lan4'],
  ['wireshark -k -i lan4 -r old.pcap', 'lan4'],
  ['nettl -tn pduin pduout -e all -card lan4', 'lan4'],
  ['nettl -traceon all -C lan4', 'lan4'],
  [`tcpdump -i lan4 -w ${'x'.repeat(45)}`, 'lan4'],
])('%s captures on %s', (args, name) => {
  expect(found(args)).toEqual([name]);
});

test.each([
  ['tcpdump', 'no interface is named'],
  ['tcpdump -i any', 'it is all of them'],
  ['tcpdump -i', 'the name is missing'],
  ['tcpdump -d lan4', 'the option is another'],
  ['tcpdump -s lan4', 'the option is another'],
  ['tcpdump -c5i lan4', 'the letter belongs to a value'],
  ['tcpdump -i lan4,lan1', 'it is not one name'],
  ['tcpdump --interfaces=lan4', 'the option is another'],
  ['snoop', 'no interface is named'],
  ['tshark -i lan1 -i lan4', 'it is several'],
  ['nettl -tn pduin pduout -e all', 'nettl traces subsystems'],
  ['/usr/sbin/nettl -traceon all', 'nettl traces subsystems'],
  [`tcpdump -w ${'x'.repeat(45)} -i lan1`, 'ps may have cut the name'],
])('%s may capture on any interface: %s', (args) => {
  expect(found(args)).toEqual([null]);
});

test.each([
  'tcpdump -r old.pcap',
  'tcpdump -nr old.pcap -i lan4',
  'tshark -V -r old.pcap',
  'tshark --read-file=old.pcap',
  'snoop -i old.cap',
])('%s reads a file and captures nothing', (args) => {
  expect(found(args)).toEqual([]);
});

test.each(['tcpdump-reader', 'vi tcpdump.txt', 'nettl -status', 'grep tcpdump', '', 'ntl_reader 0 1 1 1'])(
  '%s captures nothing',
  (args) => {
    expect(found(args)).toEqual([]);
  },
);

test('programs are sorted by process number', () => {
  const processes = [30, 4, 100].map((pid) => ({ pid, user: 'root', args: 'tcpdump' }));
  expect(findPromiscuousPrograms(processes).map((each) => each.pid)).toEqual([4, 30, 100]);
});

test.each([
  ['/usr/local/sbin/tcpdump -n -i lan4 host 192.0.2.7 and port 22 -w /home/alice/x.pcap', 'tcpdump -i lan4'],
  ['tshark --interface=lan4 -f "host secret"', 'tshark -i lan4'],
  ['snoop -d lan900 user bob', 'snoop -d lan900'],
  ['/usr/sbin/nettl -traceon pduin -e all -card lan4 -f /tmp/secret', 'nettl -tn -card lan4'],
  ['tcpdump -w /home/alice/x.pcap', 'tcpdump'],
])('of %s only %s is kept', (args, kept) => {
  expect(findPromiscuousPrograms([{ pid: 7, user: 'root', args }])).toMatchObject([{ command: kept }]);
});

test('what is kept of a command line is found to do the same, and nothing more can be left out of it', () => {
  const word = fc.constantFrom(
    ...['-i', '-ilan1', '-ni', '-d', '-dlan2', '--interface=lan3', '-card', '-C', '-tn', '-traceon', '-r', '-w', '-c5'],
    ...['lan1', 'lan900', 'any', 'lan1,lan2', '/home/alice/x.pcap', 'host', '192.0.2.7', 'x'.repeat(50)],
  );
  const program = fc.constantFrom('tcpdump', '/opt/bin/tshark', 'dumpcap', 'wireshark', 'snoop', '/usr/sbin/nettl');
  fc.assert(
    fc.property(program, fc.array(word, { maxLength: 6 }), (name, words) => {
      const processes = [{ pid: 7, user: 'root', args: [name, ...words].join(' ') }];
      const programs = findPromiscuousPrograms(processes);
      const again = programs.map(({ pid, command }) => ({ pid, user: 'root', args: command }));
      expect(findPromiscuousPrograms(again)).toEqual(programs);
    }),
  );
});
