"""What the stand-ins of quantum libraries share: recorded steps, run by the reference simulator. Each library's order of bits is its own."""
import os, random, sys

from reference import Program, sampled


def log(*what):
    """Appends a line to the file that the test reads."""
    if "STANDIN_LOG" in os.environ:
        with open(os.environ["STANDIN_LOG"], "a", encoding="utf-8") as file:
            print(*what, file=file)


def shots_of(qubits, bits, steps, shots, seed):
    """Outcomes of shots, bit i of classical bit i, in a shuffled order. Steps are those of reference.Program."""
    program = Program("")
    program.qubits, program.bits, program.steps = qubits, bits, list(steps)
    counts = sampled(program.distribution([]), shots, seed)
    outcomes = [o for o, n in counts.items() for _ in range(n)]
    random.Random(repr(seed)).shuffle(outcomes)

    # Libraries print; the protocol must survive it.
    print("a library prints", len(outcomes))
    sys.stdout.flush()
    return outcomes
