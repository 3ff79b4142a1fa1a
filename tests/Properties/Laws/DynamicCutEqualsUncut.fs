module CutAwareQnn.Properties.Laws.DynamicCutEqualsUncut

open Xunit
open CutAwareQnn.Circuits
open CutAwareQnn.Estimation
open CutAwareQnn.Properties

let private shape =
    { Generators.small with
        Qubits = 2, 4
        Instructions = 2, 6
        Price = 3
        TensorSize = 256 }

let private tolerance = 1e-10

let private isWellSpread (seen: (int * Circuit) list) =
    let share condition =
        float (seen |> List.filter condition |> List.length) / float seen.Length

    let has kind (_, circuit: Circuit) =
        circuit.Instructions |> Seq.exists kind

    Assert.InRange(share (fun (cuts, _) -> cuts > 0), 0.75, 1.0)
    Assert.InRange(share (has (fun i -> i :? Measurement)), 0.5, 1.0)
    Assert.InRange(share (has (fun i -> i :? Reset)), 0.2, 1.0)
    Assert.InRange(share (has (fun i -> i :? Conditional)), 0.3, 1.0)

[<Fact>]
let ``a circuit with measurements, resets and feed-forward keeps its value when it is cut elsewhere`` () =
    Law.forAllCasesAnd isWellSpread 2_000_000UL 200 (Generators.dynamicCase shape) (fun case ->
        let oracle = Oracle.value case
        let plan = Case.plan case
        Law.near tolerance "the uncut value" oracle (Case.uncutValue case)
        Law.near tolerance "the cut value" oracle (Case.exactValue QueryMode.Lean plan case)

        if plan.JointTermCount <= 64 then
            Law.near tolerance "the published value" oracle (Case.exactValue QueryMode.Published plan case)

        plan.Cuts.Count, case.Circuit)
