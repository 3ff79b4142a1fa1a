module CutAwareQnn.Properties.Laws.PauliSumsReadBack

open FsCheck.FSharp
open Xunit
open CutAwareQnn.Circuits
open CutAwareQnn.Properties

// Weights over the whole range of doubles, to meet every form in which numbers are written.
let private weight =
    Gen.oneof
        [ Gen.elements [ 1.0; -1.0; 0.5; 1e-300; -2.5e17; 1e22; 0.1; -1.0 / 3.0 ]
          Generators.between -1.5 1.5
          Gen.map2 (fun (m: float) e -> m * 10.0 ** float e) (Generators.between -9.0 9.0) (Gen.choose (-30, 30)) ]

let private sum =
    gen {
        let! qubitCount = Gen.choose (1, 7)
        let! count = Gen.choose (1, 6)
        let! terms = Gen.listOfLength count (Gen.map2 (fun w p -> PauliTerm(w, p)) weight (Generators.pauli qubitCount))
        return PauliSum terms
    }

[<Law(8_000_000UL, 500)>]
let ``a Pauli sum reads back from its text`` () =
    Law.forAll sum (fun sum ->
        let read = PauliSum.Parse(string sum)

        if not (sum.Equals read) then
            Law.fail $"'{sum}' reads back as '{read}'")

[<Law(8_100_000UL, 300)>]
let ``a Pauli string reads back from its text and its letters are its operators`` () =
    let strings = Gen.choose (1, 9) |> Gen.bind Generators.pauli

    Law.forAll strings (fun pauli ->
        let again = PauliString.Of [ for qubit in 0 .. pauli.QubitCount - 1 -> pauli[qubit] ]

        if not (pauli.Equals(PauliString.Parse pauli.Letters) && pauli.Equals again) then
            Law.fail $"{pauli} reads back as {again}")
