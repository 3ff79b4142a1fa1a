#!/usr/bin/env python3
"""PennyLane for cutqnn: any device.  cutqnn estimate FILE ... --backend process:"python3 adapters/pennylane_adapter.py --device lightning.qubit"

Circuits with a measurement in the middle are run shot by shot ("one-shot"); others measure all wires at the end, whose order no device changes.
"""
import pennylane as qml

from bridge import Device, gates, is_middle, main, tally

GATES = {"h": qml.Hadamard, "x": qml.PauliX, "z": qml.PauliZ, "s": qml.S, "sdg": lambda wires: qml.adjoint(qml.S)(wires=wires), "cx": qml.CNOT,
         "rx": qml.RX, "ry": qml.RY, "rz": qml.RZ, "p": qml.PhaseShift}


class PennyLaneDevice(Device):
    name = "pennylane"

    def __init__(self, device):
        self.device = device

    def run(self, runs):
        return [self.counts(*run) for run in runs]

    def counts(self, program, row, shots, seed):
        middle = is_middle(program)
        qubit_of = {}

        def circuit():
            measured = {}
            for kind, qubits, value in gates(program, row):
                if kind == "measure" and middle:
                    measured[value] = qml.measure(qubits[0])
                elif kind == "measure":
                    qubit_of[value] = qubits[0]
                elif value is None:
                    GATES[kind](wires=list(qubits))
                else:
                    GATES[kind](value, wires=qubits[0])
            return [qml.sample(measured[bit]) for bit in sorted(measured)] if middle else qml.sample(wires=range(program.qubits))

        options = {"seed": seed} if self.device in ("default.qubit", "lightning.qubit") else {}
        node = qml.set_shots(qml.QNode(circuit, qml.device(self.device, wires=program.qubits, **options), mcm_method="one-shot" if middle else None), shots=shots)
        samples = node()
        if middle:
            bits = sorted({rest[0] for kind, _, *rest in program.steps if kind == "measure"})
            columns = dict(zip(bits, samples))
        else:
            rows = [shot if hasattr(shot, "__len__") else [shot] for shot in samples]
            columns = {bit: [shot[qubit] for shot in rows] for bit, qubit in qubit_of.items()}
        return tally([columns.get(bit, [0] * shots) for bit in range(program.bits)])


if __name__ == "__main__":
    main(lambda given: PennyLaneDevice(given.device), ("--device", "default.qubit", "the name of a PennyLane device"))
