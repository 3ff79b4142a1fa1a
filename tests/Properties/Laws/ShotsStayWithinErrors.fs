/// Estimates with shots against the exact law of their deviations. Seeds are fixed, so each test either always passes or never;
/// the rates below are those at which a correct estimator would fail for a fresh choice of seeds.
module CutAwareQnn.Properties.Laws.ShotsStayWithinErrors

open Xunit
open CutAwareQnn.Estimation
open CutAwareQnn.Properties

let private shape =
    { Generators.small with
        Qubits = 2, 5
        Price = 3
        TensorSize = 64 }

// A normal deviation leaves five standard errors once in 1.7 million draws: 2700 draws fail once in 600 runs of fresh seeds.
let private mostErrors = 5.0

let private check mode (law: Sampling.Expected) estimates =
    if Sampling.isCertain law then
        for estimate: Estimate in estimates do
            Law.near 1e-10 "an estimate without variance" law.Value estimate.Value

        [], []
    else
        let deviations = Sampling.deviations law estimates

        if Sampling.isNormal law then
            for z in deviations do
                if abs z > mostErrors then
                    let error = sqrt law.Variance
                    Law.fail $"{mode}: an estimate of {law.Value:R} is {z:F2} standard errors of {error:G4} away, more than {mostErrors}"

            deviations, []
        else
            [], deviations

// The mean of z² over N normal deviations is 1 with a standard error of √(2/N); it fails once in 1.7 million runs. Deviations that
// are products of up to three normal ones have kurtosis 27: √(26/N).
let private areStandardNormal leastCount seen =
    let demand variance deviations =
        let count = float (List.length deviations)
        let mean = deviations |> List.averageBy (fun z -> z * z)
        let room = mostErrors * sqrt (variance / count)
        Assert.InRange(mean, 1.0 - room, 1.0 + room)

    let normal = List.collect fst seen
    let others = List.collect snd seen
    Assert.InRange(normal.Length, leastCount, System.Int32.MaxValue)
    demand 2.0 normal

    // A bias towards 0 or away from it would show in the mean of z, whose standard error is 1/√N.
    let room = mostErrors / sqrt (float normal.Length)
    Assert.InRange(List.average normal, -room, room)

    if others.Length > 100 then
        demand 26.0 others

[<Fact>]
let ``lean estimates stay within five standard errors and have the exact variance`` () =
    Law.forAllCasesAnd (areStandardNormal 2000) 10_000_000UL 336 (Generators.caseOf shape) (fun case ->
        let plan = Case.plan case
        let budget = Sampling.budget case
        let expected = Sampling.lean plan budget case
        Law.near 1e-10 "the exact mean" (Oracle.value case) expected.Value
        check QueryMode.Lean expected (Sampling.draw QueryMode.Lean plan budget case))

[<Fact>]
let ``published estimates stay within five standard errors and have the exact variance`` () =
    let small =
        { shape with
            Qubits = 2, 4
            Instructions = 2, 6
            Price = 2 }

    Law.forAllCasesAnd (areStandardNormal 600) 10_100_000UL 168 (Generators.caseOf small) (fun case ->
        let plan = Case.plan case
        let budget = Sampling.budget case
        let expected = Sampling.published plan budget case
        Law.near 1e-10 "the exact mean" (Oracle.value case) expected.Value
        check QueryMode.Published expected (Sampling.draw QueryMode.Published plan budget case))
