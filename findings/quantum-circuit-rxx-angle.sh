#!/usr/bin/env bash
# quantum-circuit turns by twice the angle in `rxx` and `ryy`, exp(-i t XX), but not in `rzz`, exp(-i t ZZ/2).
# qelib1.inc and every exporter mean exp(-i t/2 PP) by all three, so a circuit with both kinds reads half right.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund quantum-circuit@0.9.250 > /dev/null 2>&1

cat > read.js <<'JS'
const QuantumCircuit = require('quantum-circuit');
for (const gates of ['rxx(1) q[0],q[1];', 'ryy(1) q[0],q[1];', 'h q; rzz(1) q[0],q[1]; h q;']) {
  const circuit = new QuantumCircuit();
  circuit.importQASM(`OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[2];\n${gates}\n`);
  circuit.run();
  console.log(`${gates} P(q[0] = 1) ${circuit.probabilities()[0].toFixed(6)}`);
}
JS
node read.js 2> /dev/null | tee seen

# exp(-i t/2 PP) gives sin²(1/2) = 0.229849 in each line; sin²(1) = 0.708073.
diff seen - <<'SEEN'
rxx(1) q[0],q[1]; P(q[0] = 1) 0.708073
ryy(1) q[0],q[1]; P(q[0] = 1) 0.708073
h q; rzz(1) q[0],q[1]; h q; P(q[0] = 1) 0.229849
SEEN
echo "quantum-circuit 0.9.250: behaves as recorded"
