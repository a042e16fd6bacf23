// Goes into the command: loads a bundle beside it with what V8 has compiled of it before.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { Script } = require('node:vm');

const DIGEST_BYTES = 32;

/**
 * Compiling the actions takes longer than starting Node. A cache counts for these very bytes (V8 itself looks at their number alone) and for this version of V8; any other
 * is left alone, and the bundle is compiled as ever. `making` gets a function that gives a cache of what has been compiled by then.
 */
exports.loadCached = (file, making = () => undefined) => {
  const text = readFileSync(file);
  const script = new Script(Module.wrap(text.toString()), { filename: file, cachedData: cacheOf(file, text) });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, Module.createRequire(file), module, file, path.dirname(file));
  making(() => {
    const compiled = script.createCachedData();
    return Buffer.concat([digestOf(text, compiled), compiled]);
  });
  return module.exports;
};

function cacheOf(file, text) {
  try {
    const cache = readFileSync(`${file}.cache`);
    const compiled = cache.subarray(DIGEST_BYTES);
    return cache.subarray(0, DIGEST_BYTES).equals(digestOf(text, compiled)) ? compiled : undefined;
  } catch {
    // None was made: the bundle alone is enough.
    return undefined;
  }
}

function digestOf(text, compiled) {
  return createHash('sha256').update(text).update(compiled).digest();
}
