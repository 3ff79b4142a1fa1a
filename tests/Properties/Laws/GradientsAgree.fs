module CutAwareQnn.Properties.Laws.GradientsAgree

open System
open Xunit
open CutAwareQnn.Circuits
open CutAwareQnn.Cutting
open CutAwareQnn.Estimation
open CutAwareQnn.Properties

let private shape =
    { Generators.small with
        Qubits = 2, 4
        Instructions = 2, 7
        Price = 3
        TensorSize = 256
        Inputs = 2, 3 }

// The oracle's difference quotient is good to about 1e-11.
let private tolerance = 1e-9

let private both = GradientTargets.Weights ||| GradientTargets.Features

let private gradientOf (estimator: IEstimator) method targets case =
    let estimates = estimator.Estimate([| Case.query 0UL case |], GradientRequest(method, targets))

    match (Seq.exactlyOne estimates).Gradient with
    | null -> Law.fail "the estimate has no gradient"
    | gradient -> gradient

let private cut mode plan =
    CutEstimator(plan, EstimatorSettings(ShotBudget.Exact, 0UL, mode))

let private slopes kind count case =
    [| for i in 0 .. count - 1 -> Oracle.slope case (Symbol(kind, i)) |]

let private compare what (expected: GradientEstimate) (actual: GradientEstimate) =
    Law.allNear tolerance $"{what} by weight" expected.Weights actual.Weights
    Law.allNear tolerance $"{what} by feature" expected.Features actual.Features

// Whether a cut gate itself holds a feature or a weight, so that its bond has a derivative.
let private hasSymbolicCut (plan: CutPlan) =
    plan.Cuts
    |> Seq.exists (fun cut ->
        not cut.Form.IsConstant)

[<Fact>]
let ``parameter shift, adjoint and the uncut gradient are the oracle's slopes`` () =
    Law.forAllCasesAnd
        (fun (seen: (bool * float) list) ->
            Assert.InRange(seen |> List.filter fst |> List.length, 40, seen.Length)
            Assert.InRange(seen |> List.filter (fun (_, size) -> size > 0.01) |> List.length, seen.Length / 2, seen.Length))
        6_000_000UL
        210
        (Generators.caseOf shape)
        (fun case ->
            let plan = Case.plan case

            let oracle =
                GradientEstimate(
                    slopes SymbolKind.Feature case.Features.Length case,
                    slopes SymbolKind.Weight case.Weights.Length case
                )

            let lean = cut QueryMode.Lean plan
            let uncut = ExactEstimator(case.Circuit, case.Observable)
            compare "the uncut gradient" oracle (gradientOf uncut GradientMethod.Adjoint both case)
            compare "the adjoint gradient" oracle (gradientOf lean GradientMethod.Adjoint both case)
            compare "the shifted gradient" oracle (gradientOf lean GradientMethod.ParameterShift both case)
            hasSymbolicCut plan, Array.append oracle.Features oracle.Weights |> Array.sumBy abs)

[<Law(6_100_000UL, 63)>]
let ``derivatives that are not requested are not given and change nothing`` () =
    Law.forAllCases (Generators.caseOf shape) (fun case ->
        let lean = cut QueryMode.Lean (Case.plan case)

        for method in [ GradientMethod.Adjoint; GradientMethod.ParameterShift ] do
            let all = gradientOf lean method both case
            let weights = gradientOf lean method GradientTargets.Weights case
            let features = gradientOf lean method GradientTargets.Features case
            compare $"{method} for weights" (GradientEstimate([||], all.Weights)) weights
            compare $"{method} for features" (GradientEstimate(all.Features, [||])) features)

[<Law(6_200_000UL, 42)>]
let ``the published gradient is the lean one`` () =
    let smaller =
        { shape with
            Qubits = 2, 3
            Instructions = 1, 4
            Price = 2 }

    Law.forAllCases (Generators.caseOf smaller) (fun case ->
        let plan = Case.plan case
        let lean = gradientOf (cut QueryMode.Lean plan) GradientMethod.Adjoint both case
        let published = gradientOf (cut QueryMode.Published plan) GradientMethod.ParameterShift both case
        compare "the published gradient" lean published)
