#!/usr/bin/env bash
# libquantum forgets small amplitudes, and what counts as small depends on the width of the register: on one qubit a thousand
# rotations by 0.001 leave |0> untouched, on eight qubits the same thousand turn that qubit by 1. Amplitudes are single precision.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; chmod 755 "$folder"; cd "$folder"
apt-get -qq download libquantum8=1.1.1-8 libquantum-dev=1.1.1-8 2> /dev/null
for package in *.deb; do dpkg -x "$package" root; done

cat > turn.c <<'C'
#include <complex.h>
#include <quantum.h>
#include <stdio.h>

int main(void)
{
    for (int width = 1; width <= 8; width += 7)
    {
        quantum_reg reg = quantum_new_qureg(0, width);
        for (int i = 0; i < 1000; i++)
            quantum_r_x(0, 0.001f, &reg);
        double one = 0;
        for (int i = 0; i < reg.size; i++)
            if (reg.state[i] & 1)
                one += quantum_prob(reg.amplitude[i]);
        printf("%d qubits: P(1) %.3f, bytes per amplitude %zu\n", width, one, sizeof *reg.amplitude);
    }
}
C
cc turn.c -I root/usr/include root/usr/lib/*/libquantum.a -fopenmp -lm -o turn
./turn | tee seen

# sin²(1/2) = 0.230 in both lines.
diff seen - <<'SEEN'
1 qubits: P(1) 0.000, bytes per amplitude 8
8 qubits: P(1) 0.230, bytes per amplitude 8
SEEN
echo "libquantum 1.1.1-8: behaves as recorded"
