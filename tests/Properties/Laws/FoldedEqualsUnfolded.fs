module CutAwareQnn.Properties.Laws.FoldedEqualsUnfolded

open CutAwareQnn.Estimation
open CutAwareQnn.Properties

// Values are at most 5; contraction sums some thousand terms of that size, each to 1e-16.
let private tolerance = 1e-10

[<Law(17_000_000UL, 126)>]
let ``folded fragments have the value of the fragments themselves`` () =
    Law.forAllCases (Generators.caseOf Generators.small) (fun case ->
        let plan = Case.plan case
        let expected = Case.exactValue QueryMode.Lean plan case

        for kind in [ FoldingKind.Circuit; FoldingKind.Gates ] do
            let folded = CircuitFolding.Fold(plan, 3, kind)
            Law.near tolerance $"the value of fragments folded by {kind}" expected (Case.exactValue QueryMode.Lean folded case))
