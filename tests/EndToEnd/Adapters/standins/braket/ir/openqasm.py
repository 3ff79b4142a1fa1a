"""A stand-in for Braket's program: text and inputs."""


class Program:
    def __init__(self, source, inputs):
        self.source, self.inputs = source, inputs
