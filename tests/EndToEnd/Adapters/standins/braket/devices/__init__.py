"""A stand-in for Braket's local simulator: no include, one register, its own names; measurements are strings, the leftmost is bit 0."""
import reference
from standin import log, shots_of


class Task:
    def __init__(self, measurements):
        self.measurements = measurements

    def result(self):
        return self


class LocalSimulator:
    def __init__(self, backend="default"):
        log("LocalSimulator", backend)

    def run(self, program, shots):
        if "include" in program.source or "cx " in program.source or program.source.count("bit[") - program.source.count("qubit[") != 1:
            raise ValueError("the local simulator does not read this program")
        read = reference.Program(program.source)
        assert set(program.inputs) == set(read.inputs)
        steps = [(k, q, r[0][0] * program.inputs[read.inputs[r[0][1]]]) if r and isinstance(r[0], tuple) else (k, q, *r) for k, q, *r in read.steps]
        log("run", shots, "inputs", len(program.inputs))
        return Task([[str(o >> i & 1) for i in range(read.bits)] for o in shots_of(read.qubits, read.bits, steps, shots, program.source)])
