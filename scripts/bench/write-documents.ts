// Writes the documents of a small host that is in sync, for timing whole commands: `node write-documents.cjs FOLDER`.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { largeHost } from './large-host';

const folder = process.argv[2] ?? '.';
const host = largeHost(50);
writeFileSync(path.join(folder, 'small.desired.json'), JSON.stringify(host.desired));
writeFileSync(path.join(folder, 'small.snapshot.json'), JSON.stringify(host.complete));
