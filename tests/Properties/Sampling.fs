/// What shots may do: exact means, the exact variance of an estimate, and estimates measured in its units.
module CutAwareQnn.Properties.Sampling

open System
open CutAwareQnn.Cutting
open CutAwareQnn.Estimation
open CutAwareQnn.Reconstruction
open CutAwareQnn.Simulation

/// Queries of one case that differ in nothing but their id, hence in their random numbers.
let drawCount = 8

/// The exact law of one case's estimates.
type Expected =
    { Value: float
      Variance: float
      /// The part of the variance that is linear in the means' variances; the rest comes from products of two deviations or
      /// more, which are not normal and have long tails.
      FirstOrder: float
      /// Whether each outcome of each circuit is seen at least twenty times on average, or never.
      IsWellCounted: bool }

/// A rarer outcome makes a binomial mean visibly skew, and five errors no longer mean 6e-7.
let private isWellCounted (mean: float) (shots: int64) =
    let expected = float shots * (1.0 - abs mean) / 2.0
    expected < 1e-6 || expected >= 20.0

let private variance (mean: float) (shots: int64) =
    if shots = 0L then 0.0 else max 0.0 (1.0 - mean * mean) / float shots

// A fragment's exact tensors, [observable][entry], and means, [observable][variant].
let private means (fragment: Fragment) (angles: float[]) =
    let simulator = StateVectorFragmentSimulator fragment
    let expansion = LegTransform.Expansion fragment
    let tensors = Array.zeroCreate<float> simulator.TensorLength
    simulator.Evaluate(ReadOnlySpan angles, 1, Span tensors)
    let result = Array.zeroCreate<float> (fragment.Observables.Count * expansion.OutputLength)

    for o in 0 .. fragment.Observables.Count - 1 do
        expansion.Apply(
            ReadOnlySpan(tensors, o * expansion.InputLength, expansion.InputLength),
            Span(result, o * expansion.OutputLength, expansion.OutputLength)
        )

    tensors, result

// What a fragment's measurements measure: exact tensors, [observable][entry], and the moments of each setting's shots.
let private measured (fragment: Fragment) (angles: float[]) =
    let measurements = FragmentMeasurements fragment
    let simulator = StateVectorFragmentSimulator measurements.Measured
    let tensors = Array.zeroCreate<float> simulator.TensorLength
    simulator.Evaluate(ReadOnlySpan angles, 1, Span tensors)
    let moments = Array.zeroCreate<float> measurements.MomentCount
    measurements.Moments(ReadOnlySpan tensors, Span moments)
    measurements, moments

/// The law of lean estimates: means of one circuit share its shots, those of two are independent; the contraction combines them.
/// FORMULAS section 6, shared fragment tensors.
let lean (plan: CutPlan) (budget: ShotBudget) case =
    let value symbol = Case.value case symbol
    let angles (fragment: Fragment) = [| for slot in fragment.Slots -> slot.Angle.Evaluate(fun s -> value s) |]
    let tensors = [| for fragment in plan.Fragments do yield! fst (means fragment (angles fragment)) |]
    let measured = [| for fragment in plan.Fragments -> measured fragment (angles fragment) |]
    let counts = [| for measurements, _ in measured -> measurements.Variants.Count |]
    let shots = budget.Allocate(Array.sum counts) |> Array.map float
    let firsts = Array.scan (+) 0 counts
    let ofFragment f = Array.sub shots firsts[f] counts[f]

    let covariances =
        [| for f, (measurements, moments) in Array.indexed measured -> measurements.Covariances(ReadOnlySpan moments, ReadOnlySpan(ofFragment f)) |]

    let bonds = [| for cut in plan.Cuts -> cut.Form.Bond(fun s -> value s) |]
    let reconstruction = PlanReconstruction plan
    let workspace = reconstruction.Workspace()

    let mean =
        reconstruction.Environments(ReadOnlySpan tensors, bonds, workspace, Span workspace.Environments)

    let firstOrder f =
        let sensitivities = Array.zeroCreate<float> (fst measured[f]).ReadingCount
        let own = reconstruction.Tensors f
        let length = own.End.Value - own.Start.Value
        reconstruction.Sensitivities(f, ReadOnlySpan(workspace.Environments, own.Start.Value, length), Span sensitivities)
        covariances[f] |> Seq.sumBy (fun c -> sensitivities[c.First] * sensitivities[c.Second] * c.Value)

    { Value = mean
      Variance = TensorVariance.Exact(plan, bonds, ReadOnlySpan tensors, covariances)
      FirstOrder = Seq.sumBy firstOrder [ 0 .. plan.Fragments.Count - 1 ]
      IsWellCounted =
        measured
        |> Array.mapi (fun f (measurements, moments) ->
            let shots = ofFragment f

            measurements.Variants
            |> Seq.forall (fun s ->
                [ s.FirstMoment .. s.FirstMoment + s.MomentCount - 1 ]
                |> List.forall (fun m -> isWellCounted moments[m] (int64 shots[s.Index]))))
        |> Array.forall id }

/// The law of published estimates: every joint term has circuits of its own. FORMULAS section 6, unpaired.
let published plan (budget: ShotBudget) case =
    let published = PublishedPlan plan
    let value symbol = Case.value case symbol
    let slots = [| for slot in published.Occurrences.Slots -> slot.Angle.Evaluate(fun s -> value s) |]

    let fragments =
        [| for fragment in published.Plan.Fragments ->
               let angles = [| for slot in fragment.Slots -> slot.Angle.Evaluate(fun s -> slots[s.Index]) |]
               fragment, snd (means fragment angles) |]

    let shots = budget.Allocate published.CircuitCount
    let bonds = [| for cut in published.Plan.Cuts -> cut.Form.Bond(fun s -> slots[s.Index]) |]
    let terms = Seq.toArray published.Plan.Terms
    let mutable circuit = 0
    let mutable wellCounted = true
    let mutable mean, total, firstOrder = 0.0, 0.0, 0.0

    for k in 0 .. published.Terms.Count - 1 do
        let coefficient =
            Seq.zip published.Terms[k] bonds |> Seq.fold (fun c (term, bond) -> c * term.Coefficient bond) 1.0

        // For each fragment and Pauli string: the mean, and the variance under this circuit's own shots.
        let measured =
            [| for f, (fragment, means) in Array.indexed fragments ->
                   let variant =
                       Seq.zip published.Operations[k].[f] fragment.Legs
                       |> Seq.fold (fun index (operation, leg) -> index * leg.Basis.Operations.Count + operation) 0

                   [| for o in 0 .. fragment.Observables.Count - 1 ->
                          let m = means[o * fragment.VariantCount + variant]
                          let n = shots[circuit]
                          circuit <- circuit + 1
                          wellCounted <- wellCounted && (coefficient = 0.0 || isWellCounted m n)
                          m, variance m n |] |]

        for s in terms do
            let factors t =
                [| for f in 0 .. fragments.Length - 1 ->
                       let m, v = measured[f].[s.Observables[f]]
                       let m', _ = measured[f].[(t: PlannedTerm).Observables[f]]
                       m * m', (if s.Observables[f] = t.Observables[f] then v else 0.0) |]

            mean <- mean + s.Coefficient * coefficient * (measured |> Seq.mapi (fun f o -> fst o[s.Observables[f]]) |> Seq.fold (*) 1.0)

            for t in terms do
                let factors = factors t
                let weight = s.Coefficient * t.Coefficient * coefficient * coefficient
                let squares = factors |> Seq.fold (fun p (m, _) -> p * m) 1.0
                let seconds = factors |> Seq.fold (fun p (m, v) -> p * (m + v)) 1.0
                total <- total + weight * (seconds - squares)

                for f in 0 .. factors.Length - 1 do
                    let others = factors |> Seq.indexed |> Seq.fold (fun p (g, (m, _)) -> if g = f then p else p * m) 1.0
                    firstOrder <- firstOrder + weight * others * snd factors[f]

    { Value = mean
      Variance = total
      FirstOrder = firstOrder
      IsWellCounted = wellCounted }

/// Estimates of a case with shots, each with its own random numbers.
let draw mode plan budget case =
    let estimator = CutEstimator(plan, EstimatorSettings(budget, case.Seed, mode))
    estimator.Estimate [| for id in 1 .. drawCount -> Case.query (uint64 id) case |]

/// Whether deviations are normal: products of deviations add less than a hundredth to the variance.
let isNormal expected =
    expected.IsWellCounted && expected.FirstOrder > 0.99 * expected.Variance

/// Below this the estimate has no error but rounding.
let private noVariance = 1e-24

let isCertain expected = expected.Variance < noVariance

/// Deviations of estimates in standard errors, positive where the estimate is too large in absolute value.
let deviations expected (estimates: Estimate seq) =
    let side = if expected.Value < 0.0 then -1.0 else 1.0
    [ for estimate in estimates -> side * (estimate.Value - expected.Value) / sqrt expected.Variance ]

/// Shot counts a circuit from the study's to so many that special cases are well counted, and budgets for whole queries.
let budget (case: Case) =
    match case.Seed % 5UL with
    | 0UL -> ShotBudget.Each 1024L
    | 1UL -> ShotBudget.Each 20_000L
    | 2UL -> ShotBudget.InTotal 3_000_017L
    | _ -> ShotBudget.Each 1_000_000L
