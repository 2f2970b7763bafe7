#!/usr/bin/env node
// Plain old syntax, so that an old Node reaches the message instead of a syntax error.
var version = process.versions.node.split('.').map(Number);
if (version[0] < 20 || (version[0] === 20 && version[1] < 17)) {
  process.stderr.write('mreg 需要 Node.js 20.17 或更新的版本,现在是 ' + process.versions.node + '\n');
  process.stderr.write('mreg needs Node.js 20.17 or newer; this is ' + process.versions.node + '\n');
  process.exit(2);
}
import('../dist/main.js').then(
  function (program) {
    return program.main(process.argv.slice(2));
  },
  function (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    process.stderr.write('mreg 尚未构建,请先运行 npm run build / mreg is not built yet: run npm run build\n' + error.message + '\n');
    process.exit(2);
  },
);
