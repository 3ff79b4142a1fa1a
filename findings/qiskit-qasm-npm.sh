#!/usr/bin/env bash
# @qiskit/qasm as published: its parser cannot be constructed, because the constructor reads core/qelib1.inc, which is not in the
# package. With `core: false` it reads no gate with an angle, and registers outlive a call: the same text is refused the second time.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund @qiskit/qasm@0.9.0 > /dev/null 2>&1

cat > parse.js <<'JS'
const { Parser } = require('@qiskit/qasm');
const attempt = (name, action) => {
  try { action(); console.log(`${name}: done`); } catch (error) { console.log(`${name}: ${error.code ?? error.message.trim().split('\n')[0]}`); }
};
attempt('new Parser()', () => new Parser());
const parser = new Parser({ core: false });
const text = 'OPENQASM 2.0;\nqreg q[2];\nCX q[0],q[1];\n';
attempt('without angles', () => parser.parse(text));
attempt('the same text again', () => parser.parse(text));
attempt('with angles', () => parser.parse('OPENQASM 2.0;\nqreg r[1];\nU(0.5,0.5,0.5) r[0];\n'));
JS
node parse.js 2> /dev/null | tee seen

diff seen - <<'SEEN'
new Parser(): ENOENT
without angles: done
the same text again: qasm:Register q is already defined
with angles: Parse error on line 3:
SEEN
echo "@qiskit/qasm 0.9.0: behaves as recorded"
