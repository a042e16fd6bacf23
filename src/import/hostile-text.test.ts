import fc from 'fast-check';
import ts from 'typescript';
import { commentLines, fromHost } from './typescript/comment-lines';
import { quoted } from './typescript/quoted-text';
import { variableNames } from './typescript/names';

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        '`',
        '${',
        '}',
        '\\',
        '\n',
        '\r',
        '\u2028',
        '\u2029',
        '\u202e',
        '\ud800',
        '*/',
        '//',
        '</script>',
        '@ts-ignore',
        ' ',
        '\0',
        'prettier-ignore',
        '# sourceMappingURL=x',
        '/ <reference path="x" />',
        'a',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

test('a quoted text is one string literal that means the text, in printable ASCII', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const code = quoted(text);
      expect(code).toMatch(/^[ -~]*$/);
      const source = ts.createSourceFile('x.ts', `f(${code});`, ts.ScriptTarget.ES2022);
      const literals: string[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isStringLiteral(node)) literals.push(node.text);
        ts.forEachChild(node, visit);
      };
      visit(source);
      expect(source.statements).toHaveLength(1);
      expect(literals).toEqual([text]);
    }),
  );
});

test('a comment with text of a host is nothing but a comment that no tool obeys', () => {
  fc.assert(
    fc.property(hostile, fc.nat(160), (text, before) => {
      const lines = commentLines(
        `${'word '.repeat(before / 5)}${fromHost(text)} end. ${text.replaceAll(/[^ -~]/g, '')}`,
        2,
      );
      const source = ts.createSourceFile('x.ts', `${lines.join('\n')}\n`, ts.ScriptTarget.ES2022);
      expect(source.statements).toHaveLength(0);
      for (const line of lines) {
        expect(line).toMatch(/^ {2}\/\/ [ -~]*$/);
        expect(line).not.toMatch(/^\s*\/\/\s*(@ts-|[#@/!]|prettier-ignore|eslint-)/);
      }
      expect(`/** ${fromHost(text)} */ f();`.split('*/')).toHaveLength(2);
    }),
  );
});

test('a name for a variable is an identifier that is no word of the language, and each is given once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(hostile, fc.constantFrom('class', 'let', 'await', '9lan', 'my-lan', 'my_lan', 'MyLan', ''))),
      (wanted) => {
        const names = variableNames(['host']);
        const given = wanted.map((each) => names.take(each));
        expect(new Set(given).size).toBe(given.length);
        for (const name of given) {
          const source = ts.createSourceFile('x.ts', `const ${name} = 1;`, ts.ScriptTarget.ES2022);
          const [statement] = source.statements;
          expect(statement !== undefined && ts.isVariableStatement(statement)).toBe(true);
          expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_]{0,60}$/);
          expect(given).not.toContain('host');
        }
      },
    ),
  );
});
