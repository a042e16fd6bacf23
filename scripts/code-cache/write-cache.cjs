// Writes what V8 compiles of the actions when each of them is loaded: node write-cache.cjs BUNDLE
const { writeFileSync } = require('node:fs');
const path = require('node:path');
const { loadCached } = require('./load-cached.cjs');

const bundle = path.resolve(process.argv[2]);
let cacheSoFar;
const { actions } = loadCached(bundle, (soFar) => (cacheSoFar = soFar));
Promise.all(Object.values(actions).map((load) => load())).then(() => writeFileSync(`${bundle}.cache`, cacheSoFar()));
