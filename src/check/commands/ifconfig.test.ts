import { readCommand } from '../read-command';

const read = (line: string) => readCommand(['/usr/sbin/ifconfig', ...line.split(' ').filter((word) => word !== '')]);

test.each([
  ['lan1 unplumb', { kind: 'unplumb', interface: 'lan1' }],
  [
    'lan900 inet 192.1.4.205 netmask 255.255.255.0 up',
    { kind: 'plumb', interface: 'lan900', address: '192.1.4.205', netmask: '255.255.255.0' },
  ],
  [
    'lan10 inet 10.1.4.5 netmask 255.0.0.0 up',
    { kind: 'plumb', interface: 'lan10', address: '10.1.4.5', netmask: '255.0.0.0' },
  ],
])('ifconfig %s is read', (line, action) => {
  expect(read(line)).toEqual(action);
});

test.each([
  ['', 'no interface'],
  ['lan1', 'a question, not a change'],
  ['lan1 down', 'a change that plans do not make'],
  ['lan1 unplumb lan2', 'more than one interface'],
  ['lan1:1 unplumb', 'an alias'],
  ['xlan1 unplumb', 'another name than that of an interface'],
  ['lan unplumb', 'an interface without number'],
  ['lan1 inet 192.1.4 netmask 255.255.255.0 up', 'an address of three parts'],
  ['lan1 inet 192.1.4.205.1 netmask 255.255.255.0 up', 'an address of five parts'],
  ['lan1 inet 192.1.4.205/24 netmask 255.255.255.0 up', 'an address with more behind it'],
  ['lan1 inet x192.1.4.205 netmask 255.255.255.0 up', 'an address with something before it'],
  ['lan1 inet vmhost1 netmask 255.255.255.0 up', 'a name for an address'],
  ['lan1 inet 192.1.4.205 netmask 0xffffff00 up', 'a netmask in another form'],
  ['lan1 inet6 fe80::1 netmask 255.255.255.0 up', 'another family of addresses'],
  ['lan1 inet 192.1.4.205 up', 'no netmask'],
  ['lan1 inet 192.1.4.205 broadcast 192.1.4.255 up', 'another word than netmask'],
  ['lan1 inet 192.1.4.205 netmask 255.255.255.0', 'an interface that is not up behind it'],
  ['lan1 inet 192.1.4.205 netmask 255.255.255.0 down', 'an interface that is down behind it'],
  ['lan1 inet 192.1.4.205 netmask 255.255.255.0 up trailers', 'one word too many'],
  ['lan1 unplumb 192.1.4.205 netmask 255.255.255.0 up', 'two things at once'],
])('ifconfig %s is not read: %s', (line) => {
  expect(read(line)).toBeUndefined();
});
