"""The line protocol of cutqnn for adapters of other libraries, and everything that they have in common.

An adapter is a Device: it is given circuits as steps (see Program in reference.py) and returns counts, whose bit i is classical bit i.
  python3 adapters/NAME_adapter.py                  speaks the protocol on standard input and output
  python3 adapters/NAME_adapter.py --folder DIR     runs the circuits of a folder that `cutqnn cut` wrote
  python3 adapters/NAME_adapter.py --watch DIR      runs those of every job folder that `--backend folder:DIR` writes, until it is ended
  python3 adapters/NAME_adapter.py --self-test      compares the library with exact distributions
"""
import argparse, glob, hashlib, itertools, json, math, os, queue, sys, threading, time
from collections import Counter

from reference import Program

TESTS = {  # bits in another order than qubits, every gate, and a qubit that goes on after its measurement
    "order": "qubit[3] q; bit[3] bits; rx(3.141592653589793) q[0]; ry(0.9) q[2]; bits[1] = measure q[0]; bits[0] = measure q[1]; bits[2] = measure q[2];",
    "gates": "qubit[2] q; bit[2] bits; h q[0]; rx(0.4) q[0]; ry(1.1) q[1]; CX q[0],q[1]; rz(0.7) q[1]; h q[1]; CX q[1],q[0]; ry(-0.6) q[0];"
             " bits[0] = measure q[0]; bits[1] = measure q[1];",
    "middle": "qubit[2] q; bit[3] bits; ry(0.8) q[0]; CX q[0],q[1]; bits[0] = measure q[0]; ry(0.5) q[0]; bits[1] = measure q[0]; bits[2] = measure q[1];",
}


class Device:
    """A library's simulator or device; an adapter overrides run, and what it can do."""

    name, version, chunk = "device", "1", 32
    capabilities = {
        "dialects": ["openqasm3", "openqasm2"], "max_qubits": 20, "max_shots": 10 ** 6, "max_circuits": 100, "mid_circuit_measurement": True,
        "reset": False, "conditions": False, "inputs": True, "exact": False, "seeded": True, "noisy": False}

    def load(self, text):
        return Program(text)

    def run(self, runs):
        """Returns the counts of each run (program, row, shots, seed): outcome -> shots."""
        raise NotImplementedError


def gates(program, row):
    """The steps with bound angles: (name, qubits, angle or None), and ("measure", (qubit,), bit)."""
    if len(row) != len(program.inputs):
        raise ValueError("a row of %d numbers for %d inputs" % (len(row), len(program.inputs)))
    for kind, qubit, *rest in program.steps:
        if kind == "cx":
            yield kind, (qubit, rest[0]), None
        elif kind == "measure":
            yield kind, (qubit,), rest[0]
        else:
            yield ("p" if kind == "u1" else kind), (qubit,), rest[0][0] * row[rest[0][1]] if isinstance(rest[0], tuple) else rest[0]


def is_middle(program):
    """Whether a qubit goes on after its measurement."""
    measured = set()
    for kind, qubit, *rest in program.steps:
        if measured & ({qubit, rest[0]} if kind == "cx" else {qubit}):
            return True
        measured |= {qubit} if kind == "measure" else set()
    return False


def tally(columns):
    """Counts of shots from columns of 0 and 1, column i of classical bit i."""
    return Counter(sum(int(bit) << i for i, bit in enumerate(shot)) for shot in zip(*columns)) if columns else Counter()


def seed_of(*key):
    """A seed of 31 bits that the key alone determines, so that neighbouring jobs share no shots."""
    return int.from_bytes(hashlib.sha256(repr(key).encode()).digest()[:4], "big") >> 1


def serve(device, source, target):
    """Speaks the protocol until the end of input or bye."""
    lines, waiting, programs = queue.Queue(), [], {}
    threading.Thread(target=lambda: [lines.put(line) for line in itertools.chain(source, [None])], daemon=True).start()

    def write(**message):
        target.write(json.dumps(message, separators=(",", ":")) + "\n")
        target.flush()

    def is_cancelled(batch):
        while not lines.empty():
            waiting.append(lines.get())
        return any(w and json.loads(w) == {"type": "cancel", "batch": batch} for w in waiting)

    def submit(message):
        batch = message["batch"]
        rows = [(job, r, row) for job in message["jobs"] for r, row in enumerate(job.get("rows") or [[]])]
        for first in range(0, len(rows), device.chunk):
            if is_cancelled(batch):
                return write(type="cancelled", batch=batch, rows=first)
            part = rows[first:first + device.chunk]
            try:
                runs = [(programs[j["program"]], row, j["shots"], seed_of(message.get("seed", 0), batch, j["id"], r)) for j, r, row in part]
                results = device.run(runs)
            except Exception as error:  # whatever a library raises is the job's error, not the adapter's end
                write(type="error", batch=batch, job=part[0][0].get("id"), code="job", message=f"{type(error).__name__}: {error}"[:300])
                return write(type="done", batch=batch)
            for (job, r, _), counts in zip(part, results):
                write(type="result", batch=batch, job=job["id"], row=r, shots=job["shots"], counts={hex(int(o)): int(n) for o, n in counts.items() if n})
            write(type="progress", batch=batch, done=first + len(part), of=len(rows))
        write(type="done", batch=batch)

    while (line := waiting.pop(0) if waiting else lines.get()) is not None:
        message = json.loads(line)
        if message["type"] == "hello":
            write(type="hello", protocol=1, adapter=device.name, version=device.version, capabilities=device.capabilities)
        elif message["type"] == "program":
            try:
                programs[message["id"]] = device.load(message["text"])
            except (ValueError, KeyError) as error:
                write(type="error", program=message["id"], code="program", message=str(error))
        elif message["type"] == "submit":
            submit(message)
        elif message["type"] == "bye":
            return


def run_folder(device, folder, seed):
    """Runs the circuits of a results folder and puts their counts into it, under the device's name."""
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    circuits = manifest["circuits"] + [manifest["probe"]] * ("probe" in manifest) + manifest.get("calibration", [])
    results = {}
    for circuit in circuits:
        with open(os.path.join(folder, circuit["file"]), encoding="utf-8") as file:
            counts, = device.run([(device.load(file.read()), [], circuit["shots"], seed_of(seed, circuit["id"]))])
        results[circuit["id"]] = {str(int(o)): int(n) for o, n in sorted(counts.items()) if n}
    os.makedirs(os.path.join(folder, "results"), exist_ok=True)
    with open(os.path.join(folder, "results", device.name + ".json"), "w", encoding="utf-8") as file:
        json.dump(results, file)


def self_test(device, shots=20000):
    """Compares drawn counts with exact probabilities: none may be off by more than five standard deviations."""
    worst = 0.0
    for name, text in TESTS.items():
        text = "OPENQASM 3.0;\n" + text.replace("CX", "cnot" if "braket" in device.capabilities["dialects"] else "cx").replace("; ", ";\n") + "\n"
        exact = Program(text).distribution([])
        counts, = device.run([(device.load(text), [], shots, seed_of(name))])
        if sum(counts.values()) != shots:
            raise SystemExit(f"{device.name}: {name}: {sum(counts.values())} shots of {shots}")
        for outcome in set(exact) | set(counts):
            p = exact.get(outcome, 0.0)
            off = abs(counts.get(outcome, 0) - shots * p) / math.sqrt(max(1.0, shots * p * (1 - p)))
            worst = max(worst, off)
            if off > 5:
                raise SystemExit(f"{device.name}: {name}: outcome {outcome} came {counts.get(outcome, 0)} times of {shots}, expected {shots * p:.0f}")
    return f"{device.name}: {len(TESTS)} circuits agree with their exact distributions, at most {worst:.1f} standard deviations off"


def main(make, *options):
    """Runs an adapter: `make` gives the device for the parsed options, each (name, default, help)."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", help="a folder that `cutqnn cut` wrote; its circuits are run")
    parser.add_argument("--watch", help="a folder of job folders; each is run as it comes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--self-test", action="store_true", help="compare with exact distributions")
    for name, default, text in options:
        parser.add_argument(name, default=default, type=type(default), help=f"{text} (default: {default})")
    given = parser.parse_args()

    # What libraries print must not be taken for an answer.
    target = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    device = make(given)
    if given.self_test:
        print(self_test(device), file=target, flush=True)
    elif given.folder:
        run_folder(device, given.folder, given.seed)
    elif given.watch:
        while True:
            for job in map(os.path.dirname, glob.glob(os.path.join(given.watch, "job-*", "manifest.json"))):
                if not os.listdir(os.path.join(job, "results")):
                    run_folder(device, job, os.path.basename(job))
            time.sleep(0.1)
    else:
        serve(device, sys.stdin, target)
