// Texts that break a rule of the house, and the places where the same text is allowed.

const syntax = 'no-restricted-syntax';
const properties = 'no-restricted-properties';

export const planted = [
  { rule: syntax, file: 'src/plan/p.ts', text: 'const a = 1;\nexport default a;\n' },
  { rule: syntax, file: 'src/plan/p.ts', text: 'const a = 1;\nexport { a as default };\n' },
  { rule: syntax, file: 'src/plan/p.ts', text: "export * from './other';\n" },
  { rule: syntax, file: 'constructs/p.ts', text: "export { a } from './other';\n" },
  { rule: syntax, file: 'constructs/index.ts', text: "export { a } from './other';\n", isAllowed: true },
  { rule: syntax, file: 'src/plan/p.ts', text: 'export interface Reason { readonly then: string }\n' },
  { rule: syntax, file: 'src/cli/p.ts', text: 'export const reason = { then: 1 };\n' },
  { rule: syntax, file: 'src/plan/p.ts', text: 'export enum State { Up }\n' },
  { rule: syntax, file: 'constructs/p.ts', text: 'export enum State { Up }\n', isAllowed: true },
  { rule: syntax, file: 'src/discovery/p.ts', text: 'export const at = Date.now();\n' },
  { rule: syntax, file: 'src/plan/p.ts', text: 'export const at = new Date();\n' },
  { rule: syntax, file: 'src/plan/p.ts', text: 'export const seed = Math.random();\n' },
  { rule: syntax, file: 'src/cli/p.ts', text: 'export const at = new Date();\n', isAllowed: true },
  { rule: properties, file: 'src/workflow/p.ts', text: 'export const home = process.env["HOME"];\n' },
  { rule: properties, file: 'src/workflow/p.ts', text: 'export const { env } = process;\n' },
  { rule: properties, file: 'src/cli/p.ts', text: 'export const home = process.env["HOME"];\n', isAllowed: true },
  { rule: properties, file: 'src/cli/p.ts', text: 'process.exit(1);\n' },
  { rule: properties, file: 'src/cli/p.test.ts', text: 'process.exit(1);\n' },
  { rule: properties, file: 'src/cli/main.ts', text: 'process.exit(1);\n', isAllowed: true },
  { rule: 'no-restricted-imports', file: 'src/cli/p.ts', text: "import { exit } from 'node:process';\nexit(1);\n" },
  { rule: 'no-empty', file: 'src/execute/p.ts', text: 'export function a() { try { b(); } catch {} }\n' },
  { rule: 'no-console', file: 'src/execute/p.ts', text: "console.log('here');\n" },
  { rule: 'max-lines', file: 'src/plan/p.ts', text: `export const lines = [\n${'  1,\n'.repeat(400)}];\n` },
  { rule: '@typescript-eslint/no-explicit-any', file: 'src/plan/p.ts', text: 'export type Thing = any;\n' },
  { rule: '@typescript-eslint/no-non-null-assertion', file: 'src/plan/p.ts', text: 'export const a = [1][0]!;\n' },
  {
    rule: '@typescript-eslint/consistent-type-imports',
    file: 'src/plan/p.ts',
    text: "import { Thing } from './thing';\nexport type Used = Thing;\n",
  },
  {
    rule: 'house/disable-needs-reason',
    file: 'src/plan/p.ts',
    text: '// eslint-disable-next-line no-console\nconsole.log(1);\n',
  },
  {
    rule: 'house/disable-needs-reason',
    file: 'src/plan/p.ts',
    text: '// eslint-disable-next-line no-console -- shows how\nconsole.log(1);\n',
    isAllowed: true,
  },
  {
    rule: 'house/document-exported-functions',
    file: 'src/plan/p.ts',
    text: 'export function a(): number { return 1; }\n',
  },
  {
    rule: 'house/document-exported-functions',
    file: 'src/plan/p.ts',
    text: '/** One. */\nexport function a(): number { return 1; }\n',
    isAllowed: true,
  },
];
