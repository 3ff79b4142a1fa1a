#!/usr/bin/env bash
# Reading `rx(.5) q[0];` with quantum-circuit turns the qubit by 5 instead of 0.5, and reports no error.
# OpenQASM 2 allows a real number without digits before its point; the lexer drops the point with a note on standard error only.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund quantum-circuit@0.9.250 > /dev/null 2>&1

cat > read.js <<'JS'
const QuantumCircuit = require('quantum-circuit');
for (const angle of ['0.5', '.5', '5']) {
  const circuit = new QuantumCircuit();
  let errors = [];
  circuit.importQASM(`OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[1];\nrx(${angle}) q[0];\n`, found => { errors = found; });
  circuit.run();
  console.log(`rx(${angle}): errors ${errors.length}, P(1) ${circuit.probabilities()[0].toFixed(6)}`);
}
JS
node read.js 2> /dev/null | tee seen

# sin²(0.25) = 0.061209 and sin²(2.5) = 0.358169.
diff seen - <<'SEEN'
rx(0.5): errors 0, P(1) 0.061209
rx(.5): errors 0, P(1) 0.358169
rx(5): errors 0, P(1) 0.358169
SEEN
echo "quantum-circuit 0.9.250: behaves as recorded"
