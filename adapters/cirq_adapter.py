#!/usr/bin/env python3
"""Cirq for cutqnn: its simulator, or any Sampler.  cutqnn estimate FILE ... --backend process:"python3 adapters/cirq_adapter.py"

--sampler cirq:Simulator, or another MODULE:NAME, which is called with the argument seed.
"""
import importlib

import cirq

from bridge import Device, gates, main, tally

GATES = {"h": cirq.H, "x": cirq.X, "z": cirq.Z, "s": cirq.S, "sdg": cirq.S ** -1, "cx": cirq.CNOT}


class CirqDevice(Device):
    name = "cirq"

    def __init__(self, sampler):
        module, _, attribute = sampler.partition(":")
        self.sampler = getattr(importlib.import_module(module), attribute)

    def circuit(self, program, row):
        circuit = cirq.Circuit()
        for kind, qubits, value in gates(program, row):
            wires = cirq.LineQubit.range(program.qubits)
            on = [wires[q] for q in qubits]
            if kind == "measure":
                circuit.append(cirq.measure(on[0], key=f"b{value}"))
            elif kind in GATES:
                circuit.append(GATES[kind](*on))
            elif kind == "p":
                circuit.append(cirq.ZPowGate(exponent=value / 3.141592653589793)(on[0]))
            else:
                circuit.append({"rx": cirq.rx, "ry": cirq.ry, "rz": cirq.rz}[kind](value)(on[0]))
        return circuit

    def run(self, runs):
        results = []
        for program, row, shots, seed in runs:
            measured = self.sampler(seed=seed).run(self.circuit(program, row), repetitions=shots).measurements
            columns = [[shot[0] for shot in measured[f"b{bit}"]] if f"b{bit}" in measured else [0] * shots for bit in range(program.bits)]
            results.append(tally(columns) if program.bits else {0: shots})
        return results


if __name__ == "__main__":
    main(lambda given: CirqDevice(given.sampler), ("--sampler", "cirq:Simulator", "MODULE:NAME of a sampler that takes a seed"))
