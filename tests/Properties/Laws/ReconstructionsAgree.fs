module CutAwareQnn.Properties.Laws.ReconstructionsAgree

open System
open Xunit
open CutAwareQnn.Cutting
open CutAwareQnn.Lowering
open CutAwareQnn.Reconstruction
open CutAwareQnn.Properties

let private case =
    Generators.caseOf { Generators.small with Qubits = 2, 5 }

// Full vectors of lanes and a remainder, whatever the width.
let private queryCount = 11

let private numbers length (random: Random) =
    Array.init length (fun _ -> 2.0 * random.NextDouble() - 1.0)

// Every query gets bonds of its own: the case's angles, shifted.
let private bonds (plan: CutPlan) case =
    [| for q in 0 .. queryCount - 1 ->
           [| for cut in plan.Cuts -> cut.Form.Bond(fun s -> Case.value case s + (if plan.HasConstantBonds then 0.0 else 0.1 * float q)) |] |]

let private evaluate (reconstructor: Reconstructor) (inputs: float[]) (bonds: float[][][]) =
    let flat = if reconstructor.BondLength = 0 then [||] else bonds |> Array.collect Array.concat
    let outputs = Array.zeroCreate<float> (queryCount * reconstructor.OutputLength)
    reconstructor.Evaluate(ReadOnlySpan inputs, ReadOnlySpan flat, queryCount, Span outputs)
    Array.chunkBySize reconstructor.OutputLength outputs

let private withBond cut bond (bonds: float[][]) =
    bonds |> Array.mapi (fun c old -> if c = cut then bond else old)

// Applies a map to each fragment's part of an array.
let private perFragment (plan: CutPlan) (from: int -> Range) (into: int -> Range) map (source: float[]) =
    [| for f in 0 .. plan.Fragments.Count - 1 do
           let range = from f
           let own = Array.sub source range.Start.Value (range.End.Value - range.Start.Value)
           let result = Array.zeroCreate<float> ((into f).End.Value - (into f).Start.Value)
           map f own result
           yield! result |]

// Sums of some thousand products of numbers up to 1.
let private rounding length = 1e-14 * float (max 100 length)

[<Law(16_000_000UL, 84)>]
let ``the chosen reconstruction of exact tensors is the plain contraction with its derivatives`` () =
    Law.forAllCases case (fun case ->
        let random = Random(int (case.Seed % 2147483647UL))
        let plan = Case.plan case
        let plain = PlanReconstruction plan
        let chosen = Reconstructor.For(plan, null, true)
        let inputs = numbers (queryCount * plain.TensorLength) random
        let bonds = bonds plan case
        let outputs = evaluate chosen inputs bonds
        let near = Law.near (rounding plain.TensorLength)
        let allNear = Law.allNear (rounding plain.TensorLength)

        for q in 0 .. queryCount - 1 do
            let tensors = Array.sub inputs (q * plain.TensorLength) plain.TensorLength
            let environments = Array.zeroCreate<float> plain.TensorLength
            let value = plain.Environments(ReadOnlySpan tensors, bonds[q], plain.Workspace(), Span environments)
            near "the value" value outputs[q].[Reconstructor.ValueOutput]
            near "the variance" 0.0 outputs[q].[Reconstructor.VarianceOutput]
            allNear "environment" environments (Array.sub outputs[q] Reconstructor.EnvironmentOutput environments.Length)

            for c, cut in Seq.indexed plan.Cuts do
                if not cut.Form.IsConstant then
                    // The value is linear in the bond: its derivative by an entry is the value at a unit matrix.
                    let entry = random.Next bonds[q].[c].Length
                    let unit = Array.init bonds[q].[c].Length (fun i -> if i = entry then 1.0 else 0.0)
                    let expected = plain.Value(ReadOnlySpan tensors, withBond c unit bonds[q], plain.Workspace())
                    near $"entry {entry} of bond {c}" expected outputs[q].[chosen.BondEnvironment c + entry])

[<Law(16_100_000UL, 84)>]
let ``the chosen reconstruction of sampled means is the plain contraction with its variance`` () =
    Law.forAllCases case (fun case ->
        let random = Random(int (case.Seed % 2147483647UL))
        let plan = Case.plan case
        let plain = PlanReconstruction plan
        let noise = [| for _ in 1 .. plain.MeansLength -> MeanNoise(random.NextDouble() + 0.5, random.NextDouble() / 2.0) |]
        let inputs = numbers (queryCount * plain.MeansLength) random
        let bonds = bonds plan case
        let wantsEnvironments = case.Seed % 2UL = 0UL
        let outputs = evaluate (Reconstructor.For(plan, noise, wantsEnvironments)) inputs bonds

        for q in 0 .. queryCount - 1 do
            let means = Array.sub inputs (q * plain.MeansLength) plain.MeansLength

            let tensors =
                means
                |> perFragment plan plain.Means plain.Tensors (fun f (i: float[]) (o: float[]) ->
                    plain.Assemble(f, ReadOnlySpan i, Span o))

            let environments = Array.zeroCreate<float> plain.TensorLength
            let value = plain.Environments(ReadOnlySpan tensors, bonds[q], plain.Workspace(), Span environments)

            let sensitivities =
                environments
                |> perFragment plan plain.Tensors plain.Means (fun f (i: float[]) (o: float[]) ->
                    plain.Sensitivities(f, ReadOnlySpan i, Span o))

            let variances = Array.map2 (fun (n: MeanNoise) m -> n.Constant - n.Slope * m * m) noise means
            let variance = plain.Variance(ReadOnlySpan environments, ReadOnlySpan variances, plain.Workspace())
            let scale = max 1.0 (abs value)
            Law.near (scale * rounding plain.MeansLength) "the value" value outputs[q].[Reconstructor.ValueOutput]
            let scale = max 1.0 variance
            Law.near (scale * rounding plain.MeansLength) "the variance" variance outputs[q].[Reconstructor.VarianceOutput]

            if wantsEnvironments then
                let given = Array.sub outputs[q] Reconstructor.EnvironmentOutput sensitivities.Length
                let scale = sensitivities |> Array.fold (fun m s -> max m (abs s)) 1.0
                Law.allNear (scale * rounding plain.MeansLength) "environment" sensitivities given)
