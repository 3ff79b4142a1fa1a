module CutAwareQnn.Properties.Laws.ProgramsReadBack

open Xunit
open CutAwareQnn.Circuits
open CutAwareQnn.Circuits.OpenQasm
open CutAwareQnn.Properties

let private readsBack case =
    let circuit = Qasm.bound case
    let program = OpenQasm2Writer.Write circuit
    let read = OpenQasm2Reader.Read program

    if not (circuit.Equals read) then
        Runner.fail $"the program reads back as\n{OpenQasm2Writer.Write read}"

[<Fact>]
let ``a circuit of any gates reads back from its program`` () =
    Runner.forAll (Runner.cutting 9_000_000UL 300 (Generators.caseOf Generators.small)) readsBack

[<Fact>]
let ``a circuit with measurements, resets and feed-forward reads back from its program`` () =
    Runner.forAll (Runner.cutting 9_100_000UL 200 (fun _ -> Generators.dynamicCase Generators.small)) readsBack
