import { gatherEvidence } from './evidence';
import { observeIpv6 } from './observe-ipv6';
import type { ObservedInterfaces } from './observe-interfaces';
import type { ProbeFrame } from './parsers/parse-frames';

const HOST = {
  lanInterfaces: [{ name: 'lan10' }, { name: 'lan9' }],
  apaGroups: [
    { name: 'lan900', ports: ['lan9'] },
    { name: 'lan901', ports: [] },
  ],
  hostVlans: [{ name: 'lan5000' }],
} as unknown as ObservedInterfaces;

const frame = (probe: string, object: string | null, status: ProbeFrame['status'], stdout = ''): ProbeFrame => ({
  ...{ probe, object, stdout, stderr: '', status },
});
const plumbed = (name: string): string =>
  `${name}: flags=4800841<UP,RUNNING,MULTICAST,ONLINK>\n\tinet6 fe80::1 prefix 10\n`;

/** What is found when these answers differ from "not plumbed". */
function found(answers: readonly ProbeFrame[], host = HOST) {
  const plain = ['lan10', 'lan9', 'lan900', 'lan5000'].map((name) => frame('ipv6-addresses', name, 1));
  const evidence = gatherEvidence([...plain, frame('netconf-ipv6', null, 'missing'), ...answers]);
  return [observeIpv6(evidence, host), evidence.gaps.map(({ subject, probe }) => `${subject}: ${probe}`)];
}

test('an interface that ifconfig has no IPv6 of is not plumbed, and a host without netconf-ipv6 plumbs none at boot', () => {
  expect(found([])).toEqual([[], []]);
});

test('NICs, groups and host VLANs that are plumbed are found, by number', () => {
  const answers = ['lan5000', 'lan10', 'lan9', 'lan900'].map((name) => frame('ipv6-addresses', name, 0, plumbed(name)));
  expect(found(answers)).toEqual([['lan9', 'lan10', 'lan900', 'lan5000'], []]);
});

test('so are those that the next boot plumbs, each once', () => {
  const netconf = frame('netconf-ipv6', null, 0, 'IPV6_INTERFACE[0]="lan9"\nIPV6_INTERFACE[1]="lan10"\n');
  expect(found([netconf, frame('ipv6-addresses', 'lan9', 0, plumbed('lan9'))])).toEqual([['lan9', 'lan10'], []]);
});

test.each([
  ['another status', frame('ipv6-addresses', 'lan9', 2)],
  ['status 1 with a text', frame('ipv6-addresses', 'lan9', 1, plumbed('lan9'))],
  ['a text that cannot be read', frame('ipv6-addresses', 'lan9', 0, 'lan9: who knows\n')],
  ['no ifconfig', frame('ipv6-addresses', 'lan9', 'missing')],
])('after %s it is unknown', (_what, answer) => {
  expect(found([answer])).toEqual([[], ['ipv6Interfaces: /usr/sbin/ifconfig lan9 inet6']]);
});

test('a netconf-ipv6 that cannot be read leaves it unknown', () => {
  const gap = ['ipv6Interfaces: /etc/rc.config.d/netconf-ipv6'];
  expect(found([frame('netconf-ipv6', null, 'unreadable')])).toEqual([[], gap]);
  expect(found([frame('netconf-ipv6', null, 0, 'IPV6_INTERFACE[0]="$X"\n')])).toEqual([[], gap]);
});

test('without a listing of interfaces it is unknown', () => {
  const none: ObservedInterfaces = { lanInterfaces: [], apaGroups: [], hostVlans: [] };
  expect(found([], none)).toEqual([[], ['ipv6Interfaces: /usr/sbin/nwmgr -g']]);
});
