module CutAwareQnn.Properties.Laws.ReportedErrorsAreTrue

open Xunit
open CutAwareQnn.Estimation
open CutAwareQnn.Properties

let private shape =
    { Generators.small with
        Qubits = 2, 4
        Instructions = 2, 6
        Price = 2
        TensorSize = 64 }

let private ratios law mode case =
    let plan = Case.plan case
    let budget = Sampling.budget case
    let expected: Sampling.Expected = law plan budget case

    if Sampling.isCertain expected || not (Sampling.isNormal expected) then
        []
    else
        [ for estimate in Sampling.draw mode plan budget case -> estimate.StandardError / sqrt expected.Variance ]

// An error bar from n shots is itself good to about 1/√n; with a thousand shots or more the ratios lie close around 1. A bar that
// forgot a term, or counted one twice, would move the median by far more than a twentieth.
let private centresOnOne seen =
    let ratios = seen |> List.concat |> List.sort
    let quantile share = ratios[int (share * float (ratios.Length - 1))]
    Assert.InRange(ratios.Length, 400, System.Int32.MaxValue)
    Assert.InRange(quantile 0.5, 0.95, 1.05)
    Assert.InRange(quantile 0.05, 0.8, 1.1)
    Assert.InRange(quantile 0.95, 0.9, 1.25)

[<Fact>]
let ``the standard errors that lean mode states are the exact ones`` () =
    Law.forAllCasesAnd centresOnOne 11_000_000UL 147 (Generators.caseOf shape) (ratios Sampling.lean QueryMode.Lean)

[<Fact>]
let ``the standard errors that published mode states are the exact ones`` () =
    Law.forAllCasesAnd centresOnOne 11_100_000UL 126 (Generators.caseOf shape) (ratios Sampling.published QueryMode.Published)

// Deviations of sampled derivatives in units of the error stated for each; exactly known ones have neither.
let private gradientDeviations mode case =
    let plan = Case.plan case
    let budget = ShotBudget.Each 100_000L
    let targets = GradientTargets.Weights ||| GradientTargets.Features

    let exact =
        CutEstimator(plan, EstimatorSettings(ShotBudget.Exact)).Estimate(
            [| Case.query 0UL case |],
            GradientRequest(GradientMethod.Adjoint, targets)
        )
        |> Seq.exactlyOne

    let sampled =
        CutEstimator(plan, EstimatorSettings(budget, case.Seed, mode)).Estimate(
            [| for id in 1..4 -> Case.query (uint64 id) case |],
            GradientRequest(GradientMethod.ParameterShift, targets, true)
        )

    let numbers (vector: float[] | null) =
        match vector with
        | null -> Law.fail "a vector of the gradient is missing"
        | some -> some

    let both (estimate: Estimate) =
        match estimate.Gradient with
        | null -> Law.fail "the estimate has no gradient"
        | g -> g

    let values estimate =
        let g = both estimate
        Array.append g.Features g.Weights

    let errors estimate =
        let g = both estimate
        Array.append (numbers g.FeatureErrors) (numbers g.WeightErrors)

    [ for estimate in sampled do
          for known, value, error in Array.zip3 (values exact) (values estimate) (errors estimate) do
              if error < 1e-9 then
                  Law.near 1e-9 "a derivative stated without error" known value
              elif abs known > 0.02 then
                  (value - known) / error ]

// A derivative that is not near 0 is normal to first order; the mean of z² of N of them has standard error √(2/N), more where
// derivatives of one query share shots. Twice five of those leaves room for a correlation of all derivatives of a query.
let private haveMeanSquareOne seen =
    let deviations = List.concat seen
    let mean = deviations |> List.averageBy (fun z -> z * z)
    let room = 10.0 * sqrt (2.0 / float deviations.Length)
    Assert.InRange(deviations.Length, 300, System.Int32.MaxValue)
    Assert.InRange(mean, 1.0 - room, 1.0 + room)

[<Fact>]
let ``the errors stated for lean derivatives are those of their deviations`` () =
    Law.forAllCasesAnd haveMeanSquareOne 11_200_000UL 168 (Generators.caseOf shape) (gradientDeviations QueryMode.Lean)

[<Fact>]
let ``the errors stated for published derivatives are those of their deviations`` () =
    let small =
        { shape with
            Qubits = 2, 3
            Instructions = 1, 4 }

    Law.forAllCasesAnd haveMeanSquareOne 11_300_000UL 105 (Generators.caseOf small) (gradientDeviations QueryMode.Published)
