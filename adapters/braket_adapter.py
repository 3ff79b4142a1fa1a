#!/usr/bin/env python3
"""Amazon Braket for cutqnn: the local simulator, or a managed device.  cutqnn estimate FILE ... --backend process:"python3 adapters/braket_adapter.py"

--device local, local:braket_dm, or the ARN of a device. Programs stay text with inputs, in Braket's dialect: measurements in the middle are not part
of its circuit class. Managed devices are paid per task and per shot: see `cutqnn estimate --dry-run`.
"""
from braket.ir.openqasm import Program as OpenQasm

from bridge import Device, main, tally
from reference import Program


class BraketDevice(Device):
    name = "braket"
    capabilities = dict(Device.capabilities, dialects=["braket"], max_shots=100000, seeded=False)

    def __init__(self, device, price_per_task=0.0, price_per_shot=0.0):
        if price_per_task or price_per_shot:
            self.capabilities = dict(self.capabilities, price_per_task=price_per_task, price_per_shot=price_per_shot, currency="USD")
        if device.startswith("local"):
            from braket.devices import LocalSimulator
            self.device = LocalSimulator(device.partition(":")[2] or "default")
        else:
            from braket.aws import AwsDevice
            self.device = AwsDevice(device)

    def load(self, text):
        return text, Program(text)

    def task(self, text, program, row, shots):
        if len(row) != len(program.inputs):
            raise ValueError("a row of %d numbers for %d inputs" % (len(row), len(program.inputs)))
        return self.device.run(OpenQasm(source=text, inputs=dict(zip(program.inputs, row))), shots=shots)

    def run(self, runs):
        tasks = [self.task(*program, row, shots) for program, row, shots, _ in runs]
        return [tally(list(zip(*task.result().measurements))) for task in tasks]


if __name__ == "__main__":
    main(lambda given: BraketDevice(given.device, given.price_per_task, given.price_per_shot), ("--device", "local", "local, local:NAME or the ARN of a device"),
         ("--price-per-task", 0.0, "price of a task in USD"), ("--price-per-shot", 0.0, "price of a shot in USD"))
