#!/usr/bin/env bash
# quantum-circuit reads the two gates that OpenQASM 2 itself defines, `U` and `CX`, as nothing: no gate, no error.
# The lower-case gates of qelib1.inc that are defined by them work.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-audit --no-fund quantum-circuit@0.9.250 > /dev/null 2>&1

cat > read.js <<'JS'
const QuantumCircuit = require('quantum-circuit');
for (const gates of ['U(pi,0,pi) q[0];', 'u3(pi,0,pi) q[0];', 'x q[0]; CX q[0],q[1];', 'x q[0]; cx q[0],q[1];']) {
  const circuit = new QuantumCircuit();
  let errors = [];
  circuit.importQASM(`OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[2];\n${gates}\n`, found => { errors = found; });
  circuit.run();
  const ones = circuit.probabilities().map(p => p.toFixed(3)).join(' ');
  console.log(`${gates} errors ${errors.length}, gates ${circuit.numGates()}, P(1) ${ones}`);
}
JS
node read.js 2> /dev/null | tee seen

diff seen - <<'SEEN'
U(pi,0,pi) q[0]; errors 0, gates 0, P(1) 0.000
u3(pi,0,pi) q[0]; errors 0, gates 1, P(1) 1.000
x q[0]; CX q[0],q[1]; errors 0, gates 1, P(1) 1.000
x q[0]; cx q[0],q[1]; errors 0, gates 2, P(1) 1.000 1.000
SEEN
echo "quantum-circuit 0.9.250: behaves as recorded"
