#!/usr/bin/env python3
"""Reference adapter of cutqnn: an exact and sampling simulator of the portable gate set, in the standard library alone.

Live:  cutqnn estimate FILE ... --backend process:"python3 adapters/reference.py"
Files: python3 adapters/reference.py --folder DIR [--seed N]   runs a folder of `cutqnn cut`; --watch DIR every one of `--backend folder:DIR`.
The protocol, one JSON object per line on standard input and output, is described in docs/devices.md.
"""
import bisect, glob, hashlib, itertools, json, math, os, queue, random, re, sys, threading, time

CAPABILITIES = {"dialects": ["openqasm3", "openqasm2"], "max_qubits": 20, "max_shots": 10 ** 7, "max_circuits": 1000, "inputs": True, "seeded": True,
                "mid_circuit_measurement": True, "reset": False, "conditions": False, "exact": False, "noisy": False}
CHUNK = 32  # rows between two looks at what has come in
STATEMENTS = [
    ("skip", r"OPENQASM [23](?:\.\d)?|include \"\w+\.inc\""),
    ("input", r"input float(?:\[64\])? (\w+)"),
    ("qubits", r"qubit\[(\d+)\] (\w+)|qreg (\w+)\[(\d+)\]"),
    ("bits", r"bit\[(\d+)\] (\w+)|creg (\w+)\[(\d+)\]"),
    ("measure", r"(\w+)\[(\d+)\] = measure \w+\[(\d+)\]|measure \w+\[(\d+)\] -> (\w+)\[(\d+)\]"),
    ("cx", r"(?:cx|cnot) \w+\[(\d+)\], ?\w+\[(\d+)\]"),
    ("gate", r"(\w+)(?:\(([-+.\w/]+)\))? \w+\[(\d+)\]"),
]
GATES = {  # rows of the 2 x 2 matrix, of an angle where the gate has one
    "h": lambda _: (math.sqrt(0.5), math.sqrt(0.5), math.sqrt(0.5), -math.sqrt(0.5)),
    "x": lambda _: (0, 1, 1, 0),
    "z": lambda _: (1, 0, 0, -1),
    "s": lambda _: (1, 0, 0, 1j),
    "sdg": lambda _: (1, 0, 0, -1j),
    "rx": lambda t: (math.cos(t / 2), -1j * math.sin(t / 2), -1j * math.sin(t / 2), math.cos(t / 2)),
    "ry": lambda t: (math.cos(t / 2), -math.sin(t / 2), math.sin(t / 2), math.cos(t / 2)),
    "rz": lambda t: (complex(math.cos(t / 2), -math.sin(t / 2)), 0, 0, complex(math.cos(t / 2), math.sin(t / 2))),
    "p": lambda t: (1, 0, 0, complex(math.cos(t), math.sin(t)))}
GATES["u1"] = GATES["p"]


class Program:
    """A circuit as steps; angles are numbers or the positions of inputs."""

    def __init__(self, text):
        self.qubits, self.inputs, self.first, self.steps, self.bits = 0, [], {}, [], 0
        for statement in filter(None, (s.strip() for s in text.split(";"))):
            for kind, pattern in STATEMENTS:
                match = re.fullmatch(pattern, statement)
                if match:
                    self.add(kind, [g for g in match.groups() if g is not None])
                    break
            else:
                raise ValueError("statement '%s' is outside the portable gate set" % statement[:40])

    def add(self, kind, parts):
        if kind == "input":
            self.inputs.append(parts[0])
        elif kind in ("qubits", "bits"):
            size = next(int(p) for p in parts if p.isdigit())
            self.first[next(p for p in parts if not p.isdigit())] = self.bits
            self.qubits, self.bits = (self.qubits + size, self.bits) if kind == "qubits" else (self.qubits, self.bits + size)
        elif kind == "measure":
            register, bit, qubit = parts if not parts[0].isdigit() else (parts[1], parts[2], parts[0])
            self.steps.append(("measure", int(qubit), self.first[register] + int(bit)))
        elif kind == "gate":
            name, angle, qubit = parts if len(parts) == 3 else (parts[0], None, parts[1])
            if name not in GATES or (angle is None) == (name in ("rx", "ry", "rz", "p", "u1")):
                raise ValueError("gate '%s' is outside the portable gate set" % name[:40])
            self.steps.append((name, int(qubit), angle and self.angle(angle)))
        elif kind != "skip":
            self.steps.append((kind, *map(int, parts)))

    def angle(self, text):
        """A number, a fraction of pi, or an input with its sign."""
        sign, name = -1.0 if text[0] == "-" else 1.0, text.lstrip("+-")
        if name in self.inputs:
            return (sign, self.inputs.index(name))
        pi = re.fullmatch(r"pi(?:/(\d+))?", name)
        return sign * math.pi / int(pi.group(1) or 1) if pi else float(text)

    def distribution(self, row):
        """Outcome -> probability; bit i of an outcome is classical bit i. Measurements in the middle are followed as branches."""
        if len(row) != len(self.inputs):
            raise ValueError("a row of %d numbers for %d inputs" % (len(row), len(self.inputs)))
        last = {q: i for i, step in enumerate(self.steps) for q in (step[1:] if step[0] == "cx" else step[1:2])}
        branches, ends = [(0, [1.0 + 0j] + [0j] * (2 ** self.qubits - 1))], []
        for i, (kind, qubit, *rest) in enumerate(self.steps):
            if kind == "measure" and last[qubit] == i:
                ends.append((qubit, rest[0]))
            elif kind == "measure":
                branches = [b for old in branches for b in measured(old, qubit, rest[0])]
            else:
                angle = row[rest[0][1]] * rest[0][0] if isinstance(rest[0], tuple) else rest[0]
                for _, state in branches:
                    apply(state, kind, qubit, angle)
        total = {}
        for outcome, state in branches:
            for index, amplitude in enumerate(state):
                weight = amplitude.real * amplitude.real + amplitude.imag * amplitude.imag
                if weight > 1e-30:
                    full = outcome
                    for qubit, bit in ends:
                        full = full & ~(1 << bit) | (index >> qubit & 1) << bit
                    total[full] = total.get(full, 0.0) + weight
        return total


def apply(state, kind, qubit, angle):
    """Multiplies a state by a gate on a qubit, or by cx from it to the qubit `angle`."""
    mask, target = 1 << qubit, 1 << angle if kind == "cx" else 0
    a, b, c, d = GATES[kind if kind in GATES else "x"](angle)
    for i in range(len(state)):
        if kind == "cx" and i & mask and not i & target:
            state[i], state[i | target] = state[i | target], state[i]
        elif kind != "cx" and not i & mask:
            low, high = state[i], state[i | mask]
            state[i], state[i | mask] = a * low + b * high, c * low + d * high


def measured(branch, qubit, bit):
    """The two branches, without those that cannot happen."""
    outcome, state = branch
    for value in (0, 1):
        kept = [a if i >> qubit & 1 == value else 0j for i, a in enumerate(state)]
        if any(abs(a) > 1e-15 for a in kept):
            yield outcome & ~(1 << bit) | value << bit, kept


def sampled(distribution, shots, *key):
    """Counts of shots, drawn by a generator that the key alone determines."""
    draws = random.Random(hashlib.sha256(repr(key).encode()).digest())
    outcomes = sorted(distribution)
    sums = list(itertools.accumulate(distribution[o] for o in outcomes))
    counts = {}
    for _ in range(shots):
        outcome = outcomes[min(bisect.bisect(sums, draws.random() * sums[-1]), len(outcomes) - 1)]
        counts[outcome] = counts.get(outcome, 0) + 1
    return counts


def write(**message):
    sys.stdout.write(json.dumps(message, separators=(",", ":")) + "\n")


def submit(message, programs, cancelled):
    """Runs a batch: a result or an error per row of each job."""
    rows = [(job, r, row) for job in message["jobs"] for r, row in enumerate(job.get("rows") or [[]])]
    known = {}
    for done, (job, r, row) in enumerate(rows):
        if done % CHUNK == 0 and cancelled(message["batch"]):
            return write(type="cancelled", batch=message["batch"], rows=done)
        try:
            key = (job["program"], tuple(row))
            if key not in known:
                known[key] = programs[job["program"]].distribution(row)
            counts = sampled(known[key], job["shots"], message.get("seed", 0), message["batch"], job["id"], r)
            write(type="result", batch=message["batch"], job=job["id"], row=r, shots=job["shots"], counts={hex(o): n for o, n in counts.items()})
        except (KeyError, ValueError, TypeError) as error:
            write(type="error", batch=message["batch"], job=job.get("id"), row=r, code="job", message=str(error))
    write(type="done", batch=message["batch"])


def serve():
    lines, waiting, programs = queue.Queue(), [], {}
    threading.Thread(target=lambda: [lines.put(line) for line in itertools.chain(sys.stdin, [None])], daemon=True).start()

    def cancelled(batch):
        while not lines.empty():
            waiting.append(lines.get())
        return any(w and json.loads(w) == {"type": "cancel", "batch": batch} for w in waiting)

    while (line := waiting.pop(0) if waiting else lines.get()) is not None:
        message = json.loads(line)
        if message["type"] == "hello":
            write(type="hello", protocol=1, adapter="reference", version="1", capabilities=CAPABILITIES)
        elif message["type"] == "program":
            try:
                programs[message["id"]] = Program(message["text"])
            except (ValueError, KeyError) as error:
                write(type="error", program=message["id"], code="program", message=str(error))
        elif message["type"] == "submit":
            submit(message, programs, cancelled)
        elif message["type"] == "bye":
            return
        sys.stdout.flush()


def run_folder(folder, seed):
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    results = {}
    for circuit in manifest["circuits"] + [manifest["probe"]] * ("probe" in manifest) + manifest.get("calibration", []):
        with open(os.path.join(folder, circuit["file"]), encoding="utf-8") as file:
            counts = sampled(Program(file.read()).distribution([]), circuit["shots"], seed, circuit["id"])
        results[circuit["id"]] = {str(o): n for o, n in sorted(counts.items())}
    with open(os.path.join(folder, "results", "reference.json"), "w", encoding="utf-8") as file:
        json.dump(results, file)


if __name__ == "__main__":
    given = dict(zip(sys.argv[1::2], sys.argv[2::2]))
    while "--watch" in given:
        for job in map(os.path.dirname, glob.glob(os.path.join(given["--watch"], "job-*", "manifest.json"))):
            None if os.listdir(os.path.join(job, "results")) else run_folder(job, os.path.basename(job))
        time.sleep(0.02)
    run_folder(given["--folder"], int(given.get("--seed", 1))) if "--folder" in given else serve()
