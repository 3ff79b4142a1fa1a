module CutAwareQnn.Properties.Laws.PublishedEqualsLean

open Xunit
open CutAwareQnn.Estimation
open CutAwareQnn.Properties

let private shape =
    { Generators.small with
        Qubits = 2, 4
        Instructions = 2, 6
        Price = 2
        TensorSize = 256 }

[<Law(3_000_000UL, 126)>]
let ``published mode and lean mode give the same exact value`` () =
    Law.forAllCases (Generators.caseOf shape) (fun case ->
        let plan = Case.plan case
        let published = Case.exactValue QueryMode.Published plan case
        let lean = Case.exactValue QueryMode.Lean plan case
        // A joint sum of up to 60 terms rounds at 1e-16 times γ times the observable's norm.
        Law.near (1e-12 * max 1.0 case.Observable.OneNorm) "the published value" lean published)
