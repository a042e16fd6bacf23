// Prints every desired-state document below a folder as one list, for the artefact of a request: `node gather-desired.mjs FOLDER`.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const [, , folder] = process.argv;
const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.desired.json'));
console.log(JSON.stringify(names.sort().map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')))));
