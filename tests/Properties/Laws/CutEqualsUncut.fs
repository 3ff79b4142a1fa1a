module CutAwareQnn.Properties.Laws.CutEqualsUncut

open System
open Xunit
open CutAwareQnn.Circuits
open CutAwareQnn.Cutting
open CutAwareQnn.Estimation
open CutAwareQnn.Properties

type private Seen =
    { CutCount: int
      CutGates: string list
      ExpandedGates: string list
      WireCuts: int
      Value: float }

let private targets = Generators.cuttable @ Generators.expandable

// Values are at most 5; contraction sums some thousand terms of that size, each to 1e-16.
let private tolerance = 1e-10

let private check case =
    let oracle = Oracle.value case
    let plan = Case.plan case
    Law.near tolerance "the uncut value" oracle (Case.uncutValue case)
    Law.near tolerance "the cut value" oracle (Case.exactValue QueryMode.Lean plan case)

    match case.Cuts with
    | Labels letters ->
        // Gates are joined, and what is not seen is dropped, only where that changes nothing.
        let joint = CutPlanner.Plan(case.Circuit, case.Observable, PartitionLabels letters)
        Law.near tolerance "the cut value of the cheapest plan" oracle (Case.exactValue QueryMode.Lean joint case)
        let byLabel = CutPlanner.PlanByLabel(case.Circuit, case.Observable, PartitionLabels letters)
        Law.near tolerance "the cut value with one fragment per label" oracle (Case.exactValue QueryMode.Lean byLabel case)
    | Positions _ -> ()

    let original = case.Circuit.Gates |> Seq.map _.Gate.Name |> Seq.countBy id |> Map.ofSeq
    let left = plan.Circuit.Gates |> Seq.map _.Gate.Name |> Seq.countBy id |> Map.ofSeq

    { CutCount = plan.Cuts.Count
      ExpandedGates =
        [ for gate in Generators.expandable do
              if Map.tryFind gate.Name original > Map.tryFind gate.Name left then
                  gate.Name ]
      CutGates = Case.cutGates plan
      WireCuts = plan.Cuts |> Seq.filter (fun c -> c.Cut :? WireCut) |> Seq.length
      Value = oracle }

let private share condition seen =
    float (seen |> List.filter condition |> List.length) / float (List.length seen)

// The law means little where nothing is cut, where a gate is never cut, or where all values are 0.
let private isWellSpread seen =
    Assert.InRange(seen |> share (fun s -> s.CutCount > 0), 0.9, 1.0)
    Assert.InRange(seen |> share (fun s -> abs s.Value > 0.05), 0.5, 1.0)
    Assert.InRange(seen |> share (fun s -> s.CutCount > 1), 0.4, 1.0)
    Assert.InRange(seen |> share (fun s -> s.WireCuts > 0), 0.15, 1.0)

    let demand what least names (gates: Gate list) =
        let counts = names |> List.countBy id |> Map.ofList

        let rare =
            [ for gate in gates do
                  let count = counts |> Map.tryFind gate.Name |> Option.defaultValue 0

                  if count < least then
                      $"{gate.Name} {count}" ]

        Assert.True(List.isEmpty rare, $"{what} fewer than {least} times: " + String.Join(", ", rare))

    demand "cut" 20 (List.collect _.CutGates seen) Generators.cuttable
    demand "expanded and cut" 10 (List.collect _.ExpandedGates seen) Generators.expandable

[<Fact>]
let ``the exact value of a cut circuit is that of the uncut circuit`` () =
    // On average each gate of more than one qubit is put across a cut in 35 cases.
    let cases = Generators.caseCuttingOneOf targets Generators.small
    Law.forAllCasesAnd isWellSpread 1_000_000UL (35 * targets.Length) cases check
