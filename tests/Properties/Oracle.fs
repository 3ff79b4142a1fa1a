/// Cases as the dense reference sees them.
module CutAwareQnn.Properties.Oracle

open CutAwareQnn.Circuits
open CutAwareQnn.Reference

let private gate value (instruction: GateInstruction) =
    let angles = [| for angle in instruction.Angles -> angle.Evaluate(fun s -> value s) |]

    let named = ReferenceGate(instruction.Gate.Name, angles, Seq.toArray instruction.Targets)

    if instruction.Gate.IsUnitary then
        let matrix = instruction.Gate.Matrix()
        let given = Array2D.init matrix.Dimension matrix.Dimension (fun row column -> matrix[row, column])
        ReferenceGate(named.Name, named.Parameters, named.Qubits, Given = given)
    else
        named

let rec private step value (instruction: Instruction) : ReferenceStep list =
    match instruction with
    | :? GateInstruction as g -> [ ReferenceStep.Gate(gate value g) ]
    | :? Measurement as m -> [ ReferenceStep.Measure(m.Qubit, m.Bit) ]
    | :? Reset as r -> [ ReferenceStep.Reset r.Qubit ]
    | :? Conditional as c ->
        [ for body in step value c.Body ->
              ReferenceStep.Conditional(Seq.toArray c.Condition.Bits, int c.Condition.Value, body) ]
    | _ -> []

let private weighted (observable: PauliSum) expectation =
    observable.Terms |> Seq.sumBy (fun term -> term.Coefficient * expectation term.String.Letters)

/// The expectation value of the uncut circuit at the given values of its symbols.
let valueAt value (circuit: Circuit) observable =
    if circuit.IsDynamic then
        let steps = circuit.Instructions |> Seq.collect (step value) |> Seq.toArray

        weighted observable (fun letters ->
            DenseCircuit.Expectation(circuit.QubitCount, circuit.BitCount, steps, letters, [||]))
    else
        let state = DenseCircuit.State(circuit.QubitCount, circuit.Gates |> Seq.map (gate value))
        weighted observable (fun letters -> DenseState.Expectation(state, letters))

/// The expectation value of the uncut circuit.
let value case =
    valueAt (Case.value case) case.Circuit case.Observable

/// The probability of every bit string of the uncut circuit's qubits; index bit q is qubit q.
let distribution case =
    let circuit = case.Circuit
    let steps = circuit.Instructions |> Seq.collect (step (Case.value case)) |> Seq.toArray
    let density = DenseCircuit.Density(circuit.QubitCount, circuit.BitCount, steps)
    [| for x in 0 .. (1 <<< circuit.QubitCount) - 1 -> density[x, x].Real |]

/// The derivative of a function at 0 by central differences of sixth order.
/// The step balances h⁶f⁽⁷⁾/140, about 3e-12 for frequencies up to 6, against rounding of 1e-15/h.
let derivative (f: float -> float) =
    let h = 4e-3
    (45.0 * (f h - f -h) - 9.0 * (f (2.0 * h) - f (-2.0 * h)) + (f (3.0 * h) - f (-3.0 * h))) / (60.0 * h)

/// The derivative of the uncut value by a symbol.
let slope case (symbol: Symbol) =
    derivative (fun h ->
        valueAt (fun s -> Case.value case s + (if s = symbol then h else 0.0)) case.Circuit case.Observable)
