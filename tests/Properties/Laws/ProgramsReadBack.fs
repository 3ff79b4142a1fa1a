module CutAwareQnn.Properties.Laws.ProgramsReadBack

open Xunit
open CutAwareQnn.Circuits
open CutAwareQnn.Circuits.OpenQasm
open CutAwareQnn.Properties

// Gates given by a matrix, and in version 2 phases under many controls, are written as their decompositions, so they do not come back
// as they were.
let private keeping isWritten case =
    let isKept (instruction: Instruction) =
        match instruction.Unconditional() with
        | :? GateInstruction as gate -> isWritten gate.Gate
        | _ -> true

    Case.withInstructions (Seq.filter isKept case.Circuit.Instructions |> Seq.toArray) case

let private named case =
    keeping (fun gate -> not gate.IsUnitary) case

let private readsBack case =
    let circuit = Case.bound (keeping (fun gate -> not (isNull (Gates.Find gate.Name))) case)
    let program = OpenQasm2Writer.Write circuit
    let read = OpenQasm2Reader.Read program

    if not (circuit.Equals read) then
        Law.fail $"the program reads back as\n{OpenQasm2Writer.Write read}"

let private readsBack3 case =
    let case = named case
    let program = OpenQasm3Writer.Write case.Circuit
    let read = OpenQasmReader.Read program

    if not (case.Circuit.Equals read.Circuit) then
        Law.fail $"{program}\nreads back as\n{OpenQasm3Writer.Write read}"

[<Law(9_200_000UL, 300)>]
let ``a circuit with features and weights reads back from its version 3 program`` () =
    Law.forAllCases (Generators.caseOf Generators.small) readsBack3

[<Law(9_300_000UL, 200)>]
let ``a circuit with measurements, resets and feed-forward reads back from its version 3 program`` () =
    Law.forAllCases (Generators.dynamicCase Generators.small) readsBack3

[<Law(9_400_000UL, 300)>]
let ``an angle of any form reads back from its program with its values`` () =
    Law.forAll Expressions.expression (fun angle ->
        let gate = GateInstruction(Gates.RX, EquatableArray<int> [ 0 ], EquatableArray<Angle> [ angle ])
        let circuit = Case.circuit 1 0 2 2 [ gate ]

        match
            (try
                Some(OpenQasm3Writer.Write circuit)
             with :? CircuitException ->
                 None)
        with
        | None -> () // An arctangent of two arguments, which the language lacks.
        | Some program ->
            let read = Seq.exactlyOne (OpenQasmReader.Read(program).Circuit.Gates)
            let back = Seq.exactlyOne read.Angles

            // A factor in front of a sum is multiplied in and taken out again, each rounded once.
            for point in 1.0..4.0 do
                let value (angle: Angle) =
                    angle.Evaluate(fun s -> sin (point + 2.0 * float s.Index + float (int s.Kind)))

                let tolerance = 1e-12 * max 1.0 (abs (value angle))

                if not (abs (value angle - value back) <= tolerance) then
                    Law.fail $"{program}\nreads back as {back}")

[<Law(9_000_000UL, 300)>]
let ``a circuit of any gates reads back from its program`` () =
    Law.forAllCases (Generators.caseOf Generators.small) readsBack

[<Law(9_100_000UL, 200)>]
let ``a circuit with measurements, resets and feed-forward reads back from its program`` () =
    Law.forAllCases (Generators.dynamicCase Generators.small) readsBack
