module CutAwareQnn.Properties.Laws.OutputsEqualUncut

open System
open System.Collections.Generic
open Xunit
open CutAwareQnn.Circuits
open CutAwareQnn.Cutting
open CutAwareQnn.Reconstruction
open CutAwareQnn.Properties

// Some thousand products of numbers up to 1 are summed, each to 1e-16.
let private tolerance = 1e-11

let private dynamicShape =
    { Generators.small with
        Qubits = 2, 4
        Instructions = 2, 6
        Price = 3
        TensorSize = 256 }

let private outputs case qubits =
    let plan =
        match case.Cuts with
        | Labels letters -> OutputPlanner.Plan(case.Circuit, PartitionLabels letters, qubits, PlanSettings.Plain)
        | Positions cuts -> OutputPlanner.Plan(case.Circuit, cuts, qubits, PlanSettings.Plain)

    CircuitOutputs.Of(plan, ReadOnlySpan case.Features, ReadOnlySpan case.Weights)

let private marginal (qubits: int[]) (distribution: float[]) =
    let bins = Array.zeroCreate<float> (1 <<< qubits.Length)

    for x in 0 .. distribution.Length - 1 do
        let bin = qubits |> Seq.indexed |> Seq.sumBy (fun (i, q) -> ((x >>> q) &&& 1) <<< i)
        bins[bin] <- bins[bin] + distribution[x]

    bins

// The qubits that the bits of a seed choose, at least one.
let private chosen case =
    match [| for q in 0 .. case.Circuit.QubitCount - 1 do if (case.Seed >>> q) &&& 1UL = 1UL then q |] with
    | [||] -> [| 0 |]
    | qubits -> qubits

let private check case =
    let expected = Oracle.distribution case
    let all = outputs case null
    Law.allNear tolerance "the distribution" expected (all.Distribution())

    match case.Cuts with
    | Labels letters ->
        // Wide gates are cut as one, and gates are joined and rewritten, only where that changes nothing.
        let plan = OutputPlanner.Plan(case.Circuit, PartitionLabels letters)
        let cheapest = CircuitOutputs.Of(plan, ReadOnlySpan case.Features, ReadOnlySpan case.Weights)
        Law.allNear tolerance "the distribution of the cheapest plan" expected (cheapest.Distribution())
    | Positions _ -> ()

    let qubits = chosen case
    let ofQubits = marginal qubits expected
    Law.allNear tolerance "a marginal" ofQubits (all.Marginal qubits)
    Law.allNear tolerance "the marginal of a plan for it" ofQubits ((outputs case qubits).Distribution())

    // A given value leaves what is left of the distribution, divided by its probability.
    let given = int (case.Seed >>> 8 &&& 1UL)
    let kept = expected |> Array.mapi (fun x p -> if ((x >>> qubits[0]) &&& 1) = given then p else 0.0)
    let mass = Array.sum kept

    if mass > 1e-3 then
        let others = [| for q in 0 .. case.Circuit.QubitCount - 1 do if q <> qubits[0] then q |]
        let struct (conditional, probability) = all.Conditional(others, Dictionary(dict [ qubits[0], given ]))
        Law.near tolerance "the probability of the given value" mass probability
        let expected = marginal others kept |> Array.map (fun p -> p / mass)
        Law.allNear (tolerance / mass) "a conditional" expected conditional

    let heaviest = (all.Heaviest 3).Strings

    for likely, probability in Seq.zip heaviest (Array.sortDescending expected) do
        Law.near tolerance "the probability of a most likely string" probability likely.Probability
        Law.near tolerance "the string's own probability" expected[Convert.ToInt32(likely.Bits, 2)] likely.Probability

    if heaviest.Count < 3 then
        Law.near 1e-12 "what the strings leave" 1.0 (heaviest |> Seq.sumBy _.Probability)

    for draw in all.Sample(20L, case.Seed) do
        if expected[Convert.ToInt32(draw.Bits, 2)] < 1e-12 then
            Law.fail $"{draw.Bits} was drawn but never occurs"

    case.Cuts

let private cutCount (seen: Cuts list) =
    seen |> List.filter (function Positions _ -> true | Labels _ -> false) |> List.length

[<Fact>]
let ``the output distribution of a cut circuit is that of the uncut circuit`` () =
    let cases = Generators.caseCuttingOneOf (Generators.cuttable @ Generators.expandable) Generators.small
    Law.forAllCasesAnd (fun seen -> Assert.InRange(cutCount seen, 100, 300)) 31_000_000UL 400 cases check

[<Fact>]
let ``the output distribution of a dynamic circuit is that of the uncut circuit`` () =
    Law.forAllCasesAnd ignore 32_000_000UL 150 (Generators.dynamicCase dynamicShape) check
