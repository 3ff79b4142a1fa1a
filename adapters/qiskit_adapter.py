#!/usr/bin/env python3
"""Qiskit for cutqnn: Aer, or any BackendV2.  cutqnn estimate FILE ... --backend process:"python3 adapters/qiskit_adapter.py"

--backend aer; MODULE:NAME, which is called without arguments, as in qiskit_ibm_runtime.fake_provider:FakeManilaV2; runtime:NAME of IBM Quantum.
Circuits are built step by step, not read from text; compiled without optimisation unless --optimize is given, because that would undo
folded gates.
"""
import importlib

from qiskit import QuantumCircuit, transpile

from bridge import Device, gates, is_middle, main


class QiskitDevice(Device):
    name = "qiskit"
    capabilities = dict(Device.capabilities, max_shots=100000)

    def __init__(self, backend, optimize=0):
        self.backend, self.optimize = make_backend(backend), optimize
        self.samples = not hasattr(self.backend, "run") or backend.startswith("runtime:")
        if getattr(self.backend, "num_qubits", None):
            self.capabilities = dict(self.capabilities, max_qubits=self.backend.num_qubits)

    def circuit(self, program, row):
        circuit = QuantumCircuit(program.qubits, program.bits)
        for kind, qubits, value in gates(program, row):
            if kind == "measure":
                circuit.measure(qubits[0], value)
            elif value is None:
                getattr(circuit, kind)(*qubits)
            else:
                getattr(circuit, kind)(value, qubits[0])
        return circuit

    def run(self, runs):
        circuits = transpile([self.circuit(p, row) for p, row, _, _ in runs], self.backend, optimization_level=self.optimize)
        if self.samples:
            from qiskit_ibm_runtime import SamplerV2
            results = SamplerV2(mode=self.backend).run([(c, None, shots) for c, (_, _, shots, _) in zip(circuits, runs)]).result()
            return [counts(r.data.c.get_counts()) for r in results]
        # Aer counts the seeds of shots with a measurement in the middle upwards, so that circuits of one run share shots: run them one by one.
        parts = [[i] for i in range(len(runs))]
        if len({r[2] for r in runs}) == 1 and not any(is_middle(r[0]) for r in runs):
            parts = [list(range(len(runs)))]
        results = []
        for part in parts:
            result = self.backend.run([circuits[i] for i in part], shots=runs[part[0]][2], seed_simulator=runs[part[0]][3]).result()
            results += [counts(result.get_counts(i)) for i in range(len(part))]
        return results


def counts(strings):
    """Outcome -> shots; the rightmost character is bit 0."""
    return {int(key.replace(" ", ""), 2): n for key, n in strings.items()}


def make_backend(name):
    if name == "aer":
        from qiskit_aer import AerSimulator
        return AerSimulator(max_parallel_threads=1)
    module, _, attribute = name.partition(":")
    if module == "runtime":
        from qiskit_ibm_runtime import QiskitRuntimeService
        return QiskitRuntimeService().backend(attribute)
    return getattr(importlib.import_module(module), attribute)()


if __name__ == "__main__":
    main(lambda given: QiskitDevice(given.backend, given.optimize),
         ("--backend", "aer", "aer, MODULE:NAME or runtime:NAME"), ("--optimize", 0, "the transpiler's level, 0 to 3"))
