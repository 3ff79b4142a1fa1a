namespace Caller

open CutAwareQnn.Circuits

/// What no generator reads: the build warns.
[<QuantumCircuit(2)>]
type Annotated() = class end
