#!/usr/bin/env bash
# The OpenQASM front end of qsharp-lang counts the bits of a literal from the left: after `bit[4] b = "0001";` b[0] is 0 and b[3] is 1.
# By the specification the rightmost character is bit 0. Its casts to int count from the right, so the two disagree in one program.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund qsharp-lang@1.32.5-dev > /dev/null 2>&1

cat > run.mjs <<'JS'
import { readFileSync } from 'fs';
import { getCompiler, loadWasmModule, QscEventTarget } from 'qsharp-lang';
await loadWasmModule(readFileSync('node_modules/qsharp-lang/lib/web/qsc_wasm_bg.wasm').buffer);
const compiler = await getCompiler();
for (const text of ['output bit r; bit[4] b = "0001"; r = b[0];', 'output bit r; bit[4] b = "0001"; r = b[3];', 'output int[4] r; bit[4] b = "0001"; r = int[4](b);']) {
  const events = new QscEventTarget(true);
  const program = { sources: [['bits.qasm', `OPENQASM 3.0; ${text}`]], languageFeatures: [], projectType: 'openqasm' };
  try {
    await compiler.run(program, '', 1, events);
    console.log(`${text} -> ${events.getResults()[0].result}`);
  } catch (error) {
    console.log(`${text} -> ${error}`);
  }
}
JS
node run.mjs | tee seen

diff seen - <<'SEEN'
output bit r; bit[4] b = "0001"; r = b[0]; -> Zero
output bit r; bit[4] b = "0001"; r = b[3]; -> One
output int[4] r; bit[4] b = "0001"; r = int[4](b); -> 1
SEEN
echo "qsharp-lang 1.32.5-dev: behaves as recorded"
