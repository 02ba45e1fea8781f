/** Required by every process of a run on another Node: better-sqlite3 is loaded as it was built for that Node. What is in `node_modules` belongs to the default one and stays. */
const {basename} = require('node:path')

const dlopen = process.dlopen
process.dlopen = (module, file, ...flags) => dlopen(module, basename(file) === 'better_sqlite3.node' ? process.env.ESPALIER_TEST_SQLITE : file, ...flags)
