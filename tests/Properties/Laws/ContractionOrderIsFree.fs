module CutAwareQnn.Properties.Laws.ContractionOrderIsFree

open System
open FsCheck.FSharp
open Xunit
open CutAwareQnn.Circuits
open CutAwareQnn.Cutting
open CutAwareQnn.Estimation
open CutAwareQnn.Reconstruction
open CutAwareQnn.Properties

let private shape =
    { Generators.small with
        Qubits = 3, 6
        Instructions = 5, 12 }

let private case = Generators.caseOf shape

let private randomOrder (random: Random) (plan: CutPlan) =
    let mutable nodes = [ 0 .. plan.Fragments.Count - 1 ]

    let take () =
        let node = nodes[random.Next nodes.Length]
        nodes <- List.except [ node ] nodes
        node

    let steps =
        [ for step in 0 .. plan.Fragments.Count - 2 do
              let left = take ()
              let right = take ()
              nodes <- (plan.Fragments.Count + step) :: nodes
              ContractionStep(left, right) ]

    ContractionOrder(EquatableArray<ContractionStep> steps, 0.0)

let private inOrder order (plan: CutPlan) =
    CutPlan(plan.Circuit, plan.Observable, plan.Cuts, plan.Fragments, plan.Terms, order, plan.Labels, plan.Settings, plan.PublishedTermCounts)

type private Network =
    { Reconstruction: PlanReconstruction
      Tensors: float[]
      Bonds: float[][] }

let private value network =
    network.Reconstruction.Value(ReadOnlySpan network.Tensors, network.Bonds, network.Reconstruction.Workspace())

let private environments network =
    let result = Array.zeroCreate<float> network.Tensors.Length

    network.Reconstruction.Environments(
        ReadOnlySpan network.Tensors,
        network.Bonds,
        network.Reconstruction.Workspace(),
        Span result
    )
    |> ignore

    result

// Random tensors: the network's algebra does not know where its numbers come from.
let private network (random: Random) case (plan: CutPlan) =
    let reconstruction = PlanReconstruction plan

    { Reconstruction = reconstruction
      Tensors = Array.init reconstruction.TensorLength (fun _ -> 2.0 * random.NextDouble() - 1.0)
      Bonds = [| for cut in plan.Cuts -> cut.Form.Bond(fun s -> Case.value case s) |] }

let private randomOf case = Random(int (case.Seed % 2147483647UL))

let private own network fragment =
    let range = network.Reconstruction.Tensors fragment
    range.Start.Value, range.End.Value - 1

// Sums of up to 4^5·16 products of numbers up to 1.
let private rounding network =
    1e-14 * float (max 100 network.Tensors.Length)

[<Fact>]
let ``any order of pairwise contractions gives the same value and environments`` () =
    Law.forAllCasesAnd
        (fun fragmentCounts -> Assert.InRange(fragmentCounts |> List.filter (fun n -> n > 2) |> List.length, 40, 200))
        5_000_000UL
        200
        case
        (fun case ->
            let random = randomOf case
            let plan = Case.plan case
            let greedy = network random case plan

            let other =
                { greedy with
                    Reconstruction = PlanReconstruction(inOrder (randomOrder random plan) plan) }

            Law.near (max 1e-12 (rounding greedy)) "the value" (value greedy) (value other)
            Law.allNear (max 1e-12 (rounding greedy)) "environment" (environments greedy) (environments other)
            plan.Fragments.Count)

[<Law(5_100_000UL, 200)>]
let ``each fragment's tensor against its environment is the value`` () =
    Law.forAllCases case (fun case ->
        let plan = Case.plan case
        let network = network (randomOf case) case plan
        let environments = environments network

        for fragment in plan.Fragments do
            let first, last = own network fragment.Index
            let overlap = Seq.sum (seq { for i in first..last -> environments[i] * network.Tensors[i] })
            Law.near (rounding network) $"fragment {fragment.Index}" (value network) overlap)

[<Law(5_200_000UL, 200)>]
let ``an environment is the value's finite difference`` () =
    Law.forAllCases case (fun case ->
        let random = randomOf case
        let network = network random case (Case.plan case)
        let environments = environments network
        let before = value network

        for _ in 1..5 do
            let entry = random.Next network.Tensors.Length
            let changed = Array.copy network.Tensors
            // The value is linear in one entry, so the difference is exact for any step.
            changed[entry] <- changed[entry] + 1.0
            Law.near (rounding network) $"entry {entry}" environments[entry] (value { network with Tensors = changed } - before))
