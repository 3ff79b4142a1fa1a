"""A stand-in for Qiskit: strings whose rightmost character is bit 0."""
from standin import log


class QuantumCircuit:
    def __init__(self, qubits, bits):
        self.num_qubits, self.num_clbits, self.steps = qubits, bits, []

    def __getattr__(self, name):
        if name not in ("h", "x", "z", "s", "sdg", "rx", "ry", "rz", "p", "cx"):
            raise AttributeError(name)

        def add(*parts):
            if name == "cx":
                self.steps.append(("cx", *parts))
            else:
                self.steps.append((name, parts[-1], parts[0] if len(parts) == 2 else None))
        return add

    def measure(self, qubit, bit):
        self.steps.append(("measure", qubit, bit))


def transpile(circuits, backend, optimization_level=2):
    log("transpile", len(circuits), "level", optimization_level)
    return list(circuits)
