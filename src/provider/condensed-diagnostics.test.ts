import { errorDiagnostic, warningDiagnostic } from '../model/diagnostic';
import { condensedDiagnostics } from './condensed-diagnostics';
import type { LocatedDiagnostic } from './resource/host-network-config';

const port = (vlan: number): LocatedDiagnostic => ({
  diagnostic: warningDiagnostic('tagged', `the port must carry VLAN ${String(vlan)}`, 'Because.'),
  path: [{ attribute: 'vswitches' }, { key: `vm${String(vlan)}` }],
});
const ports = (count: number): readonly LocatedDiagnostic[] => Array.from({ length: count }, (_, vlan) => port(vlan));
const error: LocatedDiagnostic = { diagnostic: errorDiagnostic('bad', 'it is bad', 'Mend it.'), path: [] };

test('a few of one kind are told one by one', () => {
  expect(condensedDiagnostics([...ports(10), error])).toEqual([...ports(10), error]);
});

test('many of one kind are told as one that names them all, and others stay as they are', () => {
  const [first, second, ...rest] = condensedDiagnostics([...ports(800), error]);
  expect(first?.path).toEqual(port(0).path);
  expect(first?.diagnostic.summary).toBe('the port must carry VLAN 0, and 799 more of this kind');
  expect(first?.diagnostic.detail.split('\n')).toEqual([
    'Because.',
    'The others:',
    ...ports(800)
      .slice(1)
      .map(({ diagnostic }, index) => `- vswitches["vm${String(index + 1)}"]: ${diagnostic.summary}`),
  ]);
  expect([second, rest]).toEqual([error, []]);
});

test('the same words are told once, with how often', () => {
  const [told] = condensedDiagnostics([port(0), ...ports(12).map(() => port(1))]);
  expect(told?.diagnostic.detail).toBe(
    'Because.\nThe others:\n- vswitches["vm1"]: the port must carry VLAN 1 (and 11 times more)',
  );
});
