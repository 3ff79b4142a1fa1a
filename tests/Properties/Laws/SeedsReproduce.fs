module CutAwareQnn.Properties.Laws.SeedsReproduce

open System
open Xunit
open CutAwareQnn.Estimation
open CutAwareQnn.Properties

let private shape =
    { Generators.small with
        Qubits = 2, 4
        Instructions = 2, 6
        Price = 2
        TensorSize = 64 }

let private case = Generators.caseOf shape

let private bits (value: float) = BitConverter.DoubleToInt64Bits value

// All numbers of an estimate, bit for bit.
let private signature (estimate: Estimate) =
    let numbers (values: float[] | null) =
        match values with
        | null -> []
        | some -> [ for v in some -> bits v ]

    let gradient =
        match estimate.Gradient with
        | null -> []
        | g ->
            numbers g.Features
            @ numbers g.Weights
            @ numbers g.FeatureErrors
            @ numbers g.WeightErrors

    bits estimate.Value :: bits estimate.StandardError :: gradient

let private everything method =
    GradientRequest(method, GradientTargets.Weights ||| GradientTargets.Features, true)

// Queries that differ in their parameters, so that an answer given to the wrong query is seen.
let private queries count case =
    [ for id in 0 .. count - 1 ->
          let shifted = Array.map (fun v -> v + 0.01 * float id)
          EstimatorQuery(uint64 (100 + 7 * id), shifted case.Features, shifted case.Weights) ]

let private answers mode budget seed (request: GradientRequest | null) case (queries: EstimatorQuery list) =
    let estimator = CutEstimator(Case.plan case, EstimatorSettings(budget, seed, mode))
    estimator.Estimate(List.toArray queries, request) |> Seq.map signature |> Seq.toList

let private same what expected actual =
    if expected <> actual then
        Law.fail $"{what}: the answers differ in some bit"

let private inPieces sizes items =
    let rec pieces sizes items =
        match sizes, items with
        | _, [] -> []
        | size :: rest, items when List.length items > size -> List.truncate size items :: pieces rest (List.skip size items)
        | _, items -> [ items ]

    pieces sizes items

[<Law(12_000_000UL, 63)>]
let ``the same seed gives the same bits however queries are batched and ordered`` () =
    Law.forAllCases case (fun case ->
        for budget in [ ShotBudget.Each 1000L; ShotBudget.Exact ] do
            for method in [ GradientMethod.ParameterShift; GradientMethod.Adjoint ] do
                let ask = answers QueryMode.Lean budget case.Seed (everything method) case
                // More than one chunk of 32 queries, with a remainder for the vector lanes.
                let all = queries 37 case
                let together = ask all
                same "asked again" together (ask all)
                same "asked in pieces" together (all |> inPieces [ 1; 3; 8; 17 ] |> List.collect ask)
                same "asked in reverse" together (ask (List.rev all) |> List.rev))

[<Law(12_100_000UL, 42)>]
let ``the same seed gives the same bits in published mode`` () =
    Law.forAllCases case (fun case ->
        let ask = answers QueryMode.Published (ShotBudget.Each 1000L) case.Seed null case
        let all = queries 3 case
        let together = ask all
        same "asked again" together (ask all)
        same "asked one by one" together (all |> List.collect (List.singleton >> ask)))

// With shots a case whose error is not 0 has many possible values, and eight queries hardly all repeat.
[<Fact>]
let ``another seed, and another query, draws other shots`` () =
    Law.forAllCasesAnd
        (fun seen -> Assert.InRange(seen |> List.filter id |> List.length, 63, seen.Length))
        12_200_000UL
        84
        case
        (fun case ->
            let plan = Case.plan case
            let budget = ShotBudget.Each 10_000L
            let expected = Sampling.lean plan budget case

            if expected.Variance < 1e-8 then
                false
            else
                for mode in [ QueryMode.Lean; QueryMode.Published ] do
                    let values seed =
                        [ for estimate in Sampling.draw mode plan budget { case with Seed = seed } -> bits estimate.Value ]

                    let one = values case.Seed

                    if one = values (case.Seed + 1UL) then
                        Law.fail $"{mode}: seeds {case.Seed} and {case.Seed + 1UL} draw the same shots"

                    if (List.distinct one).Length = 1 then
                        Law.fail $"{mode}: queries of different ids draw the same shots"

                true)
