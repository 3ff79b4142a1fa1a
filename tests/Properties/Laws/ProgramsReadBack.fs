module CutAwareQnn.Properties.Laws.ProgramsReadBack

open Xunit
open CutAwareQnn.Circuits
open CutAwareQnn.Circuits.OpenQasm
open CutAwareQnn.Properties

// Gates given by a matrix are written as their decompositions, so they do not come back as they were.
let private named case =
    let isNamed (instruction: Instruction) =
        match instruction.Unconditional() with
        | :? GateInstruction as gate -> not gate.Gate.IsUnitary
        | _ -> true

    Case.withInstructions (Seq.filter isNamed case.Circuit.Instructions |> Seq.toArray) case

let private readsBack case =
    let circuit = Qasm.bound (named case)
    let program = OpenQasm2Writer.Write circuit
    let read = OpenQasm2Reader.Read program

    if not (circuit.Equals read) then
        Runner.fail $"the program reads back as\n{OpenQasm2Writer.Write read}"

let private readsBack3 case =
    let case = named case
    let program = OpenQasm3Writer.Write case.Circuit
    let read = OpenQasmReader.Read program

    if not (case.Circuit.Equals read.Circuit) then
        Runner.fail $"{program}\nreads back as\n{OpenQasm3Writer.Write read}"

[<Fact>]
let ``a circuit with features and weights reads back from its version 3 program`` () =
    Runner.forAll (Runner.cutting 9_200_000UL 300 (Generators.caseOf Generators.small)) readsBack3

[<Fact>]
let ``a circuit with measurements, resets and feed-forward reads back from its version 3 program`` () =
    Runner.forAll (Runner.cutting 9_300_000UL 200 (fun _ -> Generators.dynamicCase Generators.small)) readsBack3

[<Fact>]
let ``an angle of any form reads back from its program`` () =
    Runner.forAll (Runner.over 9_400_000UL 300 Expressions.expression) (fun angle ->
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
            let read = OpenQasmReader.Read(program).Circuit

            if not (circuit.Equals read) then
                Runner.fail $"{program}\nreads back as\n{OpenQasm3Writer.Write read}")

[<Fact>]
let ``a circuit of any gates reads back from its program`` () =
    Runner.forAll (Runner.cutting 9_000_000UL 300 (Generators.caseOf Generators.small)) readsBack

[<Fact>]
let ``a circuit with measurements, resets and feed-forward reads back from its program`` () =
    Runner.forAll (Runner.cutting 9_100_000UL 200 (fun _ -> Generators.dynamicCase Generators.small)) readsBack
