import { proposalFor } from './proposal';

const base = ['const a = 1;', 'const b = 2;', 'const c = 3;', 'const d = 4;', 'const e = 5;', ''].join('\n');
const edited = base.replace('const a = 1;', '// Kept by hand.\nconst first = 1;');
const path = 'vmhost1.ts';

test('a file that was edited by hand and a host that has not changed need nothing', () => {
  expect(proposalFor({ path, present: edited, base, wanted: base })).toBeUndefined();
});

test('only what changed on the host is proposed, and what was edited by hand stays', () => {
  const wanted = base.replace('const e = 5;', 'const e = 6;');
  const proposal = proposalFor({ path, present: edited, base, wanted });
  expect(proposal?.text).toBe(edited.replace('const e = 5;', 'const e = 6;'));
  expect(proposal?.hasConflicts).toBe(false);
  expect(proposal?.diff).toBe(
    [
      '--- vmhost1.ts',
      '+++ vmhost1.ts.proposed',
      '@@ -3,4 +3,4 @@',
      ' const b = 2;',
      ' const c = 3;',
      ' const d = 4;',
      '-const e = 5;',
      '+const e = 6;',
      '',
    ].join('\n'),
  );
});

test('a proposal that was taken over is not made again', () => {
  const wanted = base.replace('const e = 5;', 'const e = 6;');
  const present = proposalFor({ path, present: edited, base, wanted })?.text ?? '';
  expect(proposalFor({ path, present, base, wanted })).toBeUndefined();
});

test('lines that file and host changed both are shown both', () => {
  const proposal = proposalFor({ path, present: edited, base, wanted: base.replace('a = 1', 'a = 7') });
  expect(proposal?.hasConflicts).toBe(true);
  expect(proposal?.text).toContain(
    '<<<<<<< file\n// Kept by hand.\nconst first = 1;\n=======\nconst a = 7;\n>>>>>>> host\n',
  );
});

test('a file that import never wrote is compared as a whole', () => {
  expect(proposalFor({ path, present: 'const x = 1;\n', base: undefined, wanted: base })?.text).toBe(base);
});
