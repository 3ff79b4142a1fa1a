module CutAwareQnn.Properties.Laws.SimulatorsAgree

open System
open Xunit
open CutAwareQnn.Cutting
open CutAwareQnn.Simulation
open CutAwareQnn.Properties

let private case =
    Generators.caseOf { Generators.small with Price = 3; TensorSize = 256 }

// Full vectors of lanes and a remainder, whatever the width.
let private queryCount = 11

let private random length (random: Random) =
    Array.init length (fun _ -> 4.0 * random.NextDouble() - 2.0)

let private tensors (simulator: FragmentSimulator) (angles: float[]) =
    let result = Array.zeroCreate<float> (queryCount * simulator.TensorLength)
    simulator.Evaluate(ReadOnlySpan angles, queryCount, Span result)
    result

let private gradients (simulator: FragmentSimulator) (angles: float[]) (environments: float[]) =
    let result = Array.zeroCreate<float> (queryCount * simulator.Fragment.Slots.Count)
    simulator.Backward(ReadOnlySpan angles, queryCount, ReadOnlySpan environments, Span result)
    result

// The mean of one variant as a device runs it: its circuit from the beginning, with measurements where the leg has them.
let private variantMean (fragment: Fragment) (angles: float[]) observable variant =
    let operations = Array.zeroCreate<int> fragment.Legs.Count
    let mutable rest = variant

    for leg in fragment.Legs.Count - 1 .. -1 .. 0 do
        let count = fragment.Legs[leg].Basis.Operations.Count
        operations[leg] <- rest % count
        rest <- rest / count

    VariantSimulator.Expectation(fragment, operations, observable, ReadOnlySpan(angles, 0, fragment.Slots.Count))

[<Fact>]
let ``programs, state vectors and variants run one by one give the same tensors and derivatives`` () =
    Law.forAllCasesAnd
        (fun programs -> Assert.InRange(List.sum programs, 200, Int32.MaxValue))
        15_000_000UL
        210
        case
        (fun case ->
            let source = Random(int (case.Seed % 2147483647UL))
            let mutable programs = 0

            for fragment in (Case.plan case).Fragments do
                let states = StateVectorFragmentSimulator fragment
                let angles = random (queryCount * fragment.Slots.Count) source
                let expected = tensors states angles

                match ProgramFragmentSimulator.TryCreate fragment with
                | null -> ()
                | program ->
                    programs <- programs + 1
                    let what = $"fragment {fragment.Index}"
                    Law.allNear 1e-12 $"{what}'s tensors" expected (tensors program angles)
                    let environments = random expected.Length source
                    // Sums over the tensor's entries, each rounded at 1e-16 times an environment of up to 2.
                    let rounding = 1e-13 * float (max 10 states.TensorLength)

                    Law.allNear
                        rounding
                        $"{what}'s derivatives"
                        (gradients states angles environments)
                        (gradients program angles environments)

                let expansion = LegTransform.Expansion fragment
                let means = Array.zeroCreate<float> expansion.OutputLength

                for observable in 0 .. fragment.Observables.Count - 1 do
                    expansion.Apply(
                        ReadOnlySpan(expected, observable * expansion.InputLength, expansion.InputLength),
                        Span means
                    )

                    for _ in 1..3 do
                        let variant = source.Next means.Length
                        let mean = variantMean fragment angles observable variant
                        Law.near 1e-12 $"variant {variant} of fragment {fragment.Index}" mean means[variant]

            programs)
