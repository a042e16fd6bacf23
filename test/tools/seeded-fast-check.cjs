'use strict';

/**
 * fast-check with the seed of this test run, which jest.config.js chooses and prints: `HPVM_PROPERTY_SEED=n npm test`
 * repeats a run.
 */
const path = require('node:path');
const fastCheck = require(path.join(__dirname, '../../node_modules/fast-check/lib/cjs/fast-check.js'));

fastCheck.configureGlobal({ ...fastCheck.readConfigureGlobal(), seed: Number(process.env.HPVM_PROPERTY_SEED) });

module.exports = fastCheck;
