#!/usr/bin/env bash
# The OpenQASM front end of qsharp-lang ignores the width of integers: uint[8] 255 + 1 is 256, uint[8] 255 << 1 is 510 and
# int[8] 127 + 1 is 128. By the specification uint[n] is reduced modulo 2^n, and int[n] is an n-bit two's complement number.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund qsharp-lang@1.32.5-dev > /dev/null 2>&1

cat > run.mjs <<'JS'
import { readFileSync } from 'fs';
import { getCompiler, loadWasmModule, QscEventTarget } from 'qsharp-lang';
await loadWasmModule(readFileSync('node_modules/qsharp-lang/lib/web/qsc_wasm_bg.wasm').buffer);
const compiler = await getCompiler();
for (const text of ['uint[8] a = 255; r = a + 1;', 'uint[8] a = 255; r = a << 1;', 'int[8] a = 127; r = a + 1;']) {
  const type = text.slice(0, text.indexOf(' '));
  const events = new QscEventTarget(true);
  const sources = [['width.qasm', `OPENQASM 3.0; output ${type} r; ${text}`]];
  await compiler.run({ sources, languageFeatures: [], projectType: 'openqasm' }, '', 1, events);
  console.log(`${text} -> ${events.getResults()[0].result}`);
}
JS
node run.mjs | tee seen

diff seen - <<'SEEN'
uint[8] a = 255; r = a + 1; -> 256
uint[8] a = 255; r = a << 1; -> 510
int[8] a = 127; r = a + 1; -> 128
SEEN
echo "qsharp-lang 1.32.5-dev: behaves as recorded"
