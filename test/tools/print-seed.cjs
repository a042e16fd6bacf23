'use strict';

/** Says once, before any test runs, with which seed the property tests of this run work. */
module.exports = () => {
  console.log(`property tests: seed ${process.env.HPVM_PROPERTY_SEED} (repeat with HPVM_PROPERTY_SEED)`);
};
