"""A stand-in for Qiskit Aer."""
from collections import Counter

from standin import log, shots_of


class Result:
    def __init__(self, counts):
        self.counts = counts

    def result(self):
        return self

    def get_counts(self, index):
        return self.counts[index]


class AerSimulator:
    num_qubits = 20

    def __init__(self, max_parallel_threads=0):
        log("AerSimulator", max_parallel_threads)

    def run(self, circuits, shots, seed_simulator):
        log("run", len(circuits), "shots", shots)
        return Result([Counter(format(o, f"0{c.num_clbits}b") for o in shots_of(c.num_qubits, c.num_clbits, c.steps, shots, (seed_simulator, i)))
                       for i, c in enumerate(circuits)])
