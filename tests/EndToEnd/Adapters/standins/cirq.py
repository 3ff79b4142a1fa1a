"""A stand-in for Cirq: a column of outcomes per key."""
from standin import log, shots_of


class Gate:
    def __init__(self, kind, angle=None):
        self.kind, self.angle = kind, angle

    def __call__(self, *qubits):
        return ("cx", *qubits) if self.kind == "cx" else (self.kind, qubits[0], self.angle)

    def __pow__(self, power):
        assert (self.kind, power) == ("s", -1)
        return Gate("sdg")


H, X, Z, S, CNOT = Gate("h"), Gate("x"), Gate("z"), Gate("s"), Gate("cx")


def rx(angle):
    return Gate("rx", angle)


def ry(angle):
    return Gate("ry", angle)


def rz(angle):
    return Gate("rz", angle)


def ZPowGate(exponent):
    return Gate("p", exponent * 3.141592653589793)


def measure(qubit, key):
    return ("measure", qubit, key)


class LineQubit:
    range = staticmethod(lambda count: list(range(count)))


class Circuit:
    def __init__(self):
        self.steps = []

    def append(self, step):
        self.steps.append(step)


class Run:
    def __init__(self, measurements):
        self.measurements = measurements


class Simulator:
    def __init__(self, seed):
        self.seed = seed

    def run(self, circuit, repetitions):
        keys = [s[2] for s in circuit.steps if s[0] == "measure"]
        steps = [(k, q, keys.index(r[0])) if k == "measure" else (k, q, *r) for k, q, *r in circuit.steps]
        qubits = 1 + max(max(s[1:]) if s[0] == "cx" else s[1] for s in steps)
        log("run", repetitions, "keys", *keys)
        outcomes = shots_of(qubits, len(keys), steps, repetitions, self.seed)
        return Run({key: [[o >> i & 1] for o in outcomes] for i, key in enumerate(keys)})
