module CutAwareQnn.Properties.Laws.JobsReadBack

open System
open System.Collections.Generic
open FsCheck.FSharp
open Xunit
open CutAwareQnn.Circuits
open CutAwareQnn.Cutting
open CutAwareQnn.Estimation
open CutAwareQnn.Properties
open CutAwareQnn.Simulation

let private shape =
    { Generators.small with
        Qubits = 2, 4
        Instructions = 2, 6
        Price = 2
        TensorSize = 64 }

let private bits (values: float[]) =
    values |> Array.map BitConverter.DoubleToInt64Bits

/// A worker's side: it knows nothing but the bytes that it is given.
type private Elsewhere() =
    let plans = Dictionary<string, PlanSimulators>()

    /// The kinds of jobs that were sent.
    member val Seen = HashSet<string>()

    member this.Run(job: Job) =
        let form = JobForm.Of job
        this.Seen.Add(job.GetType().Name) |> ignore

        for plan in form.Plans do
            if not (plans.ContainsKey plan.Digest) then
                let read = PlanForm.Read(plan.Bytes.ToArray())

                if not (PlanForm.Of(read.Fragments).Bytes.Span.SequenceEqual plan.Bytes.Span) then
                    Law.fail $"plan {plan.Digest}: what was read is written in other bytes"

                plans.Add(plan.Digest, PlanSimulators read)

        let read = JobForm.Read(form.Bytes.Span, [| for digest in JobForm.PlansOf form.Bytes.Span -> plans[digest] |])

        if
            (read.Index, read.Width, read.ShotCount, read.CircuitCount, read.ResultLength)
            <> (job.Index, job.Width, job.ShotCount, job.CircuitCount, job.ResultLength)
        then
            Law.fail $"job {job.Index}: what was read is another job"

        ResultForm.Read(ResultForm.Write(read.Execute(), form.Checksum), form.Checksum)

/// The job itself and what it can be turned into.
let private forms (job: Job) =
    [ job
      job.GateByGate()
      match job with
      | :? FragmentJob when job.ShotCount > 0L ->
          let noisy = job.On(DeviceNoise(0.02, 0.001, 0.01))
          noisy
          noisy.GateByGate()
          Option.toList (Option.ofObj (job.Share(job.Index, 1, 3))) |> List.exactlyOne
      | :? CircuitJob when job.ShotCount > 0L -> job.On(DeviceNoise(0.02, 0.001, 0.01))
      | _ -> () ]

let private check (elsewhere: Elsewhere) (job: Job) =
    let here = job.Execute()

    for form in forms job do
        let expected = if obj.ReferenceEquals(form, job) then here else form.Execute()
        let actual = elsewhere.Run form

        if actual.Job <> expected.Job || bits actual.Values <> bits expected.Values then
            Law.fail $"{form.GetType().Name} {form.Index}: some bit differs"

    here

/// Jobs that are sent together give their results one after the other.
let private checkTogether (elsewhere: Elsewhere) (jobs: IReadOnlyList<Job>) =
    let group = JobGroup(7, jobs)

    for job, part in Seq.zip jobs (group.Split(elsewhere.Run group)) do
        if part.Job <> job.Index || bits part.Values <> bits (job.Execute().Values) then
            Law.fail $"{job.GetType().Name} {job.Index} in a group: some bit differs"

// Queries whose results arrive in the order that a seed gives.
let private answer elsewhere plan (settings: EstimatorSettings) (gradient: GradientRequest | null) case =
    let queries =
        [ for id in 0..2 -> EstimatorQuery(uint64 (50 + id), Array.map (fun v -> v + 0.1 * float id) case.Features, case.Weights) ]

    let passes = CutEstimator(plan, settings).Start(ResizeArray queries, gradient)

    for pass in passes.InOrder() do
        let jobs = pass.Generate()
        let results = jobs |> Seq.map (check elsewhere) |> Seq.toArray

        if jobs.Count > 0 then
            checkTogether elsewhere jobs


        for result in Gen.sampleWithSeed (FsCheck.Rnd case.Seed) 10 1 (Gen.shuffle results) |> Array.exactlyOne do
            pass.Add result

        pass.Complete()

    passes.Estimates() |> ignore

let private settings case =
    let all = GradientTargets.Weights ||| GradientTargets.Features
    let shift = GradientRequest(GradientMethod.ParameterShift, all)
    let adjoint = GradientRequest(GradientMethod.Adjoint, all)
    let each = ShotBudget.Each 100L
    let total = ShotBudget.InTotal 200_000L

    let kinds: (EstimatorSettings * (GradientRequest | null)) list =
        [ EstimatorSettings(ShotBudget.Exact, case.Seed), adjoint
          EstimatorSettings(ShotBudget.Exact, case.Seed, Cache = TensorCache 1000), shift
          EstimatorSettings(each, case.Seed), shift
          EstimatorSettings(total, case.Seed, Allocation = ShotAllocation.Weighted), null
          EstimatorSettings(total, case.Seed, Allocation = ShotAllocation.Optimal), shift
          EstimatorSettings(ShotBudget.InTotal 500L, case.Seed, Allocation = ShotAllocation.Sampled), null
          EstimatorSettings(ShotBudget.Exact, case.Seed, QueryMode.Published), null
          EstimatorSettings(each, case.Seed, QueryMode.Published), null ]

    kinds

// The case's own plan, and what the planner makes of its labels when it may join cuts.
let private plans case =
    match case.Cuts with
    | Labels letters ->
        [ Case.plan case
          CutPlanner.Plan(case.Circuit, case.Observable, PartitionLabels letters, PlanSettings()) ]
    | Positions _ -> [ Case.plan case ]

let private law case =
    let elsewhere = Elsewhere()

    for plan in plans case do
        for settings, gradient in settings case do
            try
                answer elsewhere plan settings gradient case
            with
            // What the settings cannot do with this circuit is refused before there are jobs.
            | :? CutException -> ()

    elsewhere.Seen

let private demand (kinds: string list) (seen: HashSet<string> list) =
    for kind in kinds do
        if not (seen |> List.exists _.Contains(kind)) then
            Law.fail $"no case had a {kind}"

[<Fact>]
let ``a job that was written, read back and run gives the bits of the job run in place`` () =
    Generators.caseOf shape
    |> Law.forAllCasesAnd (demand [ "FragmentJob"; "BackwardJob"; "CircuitJob"; "DrawnJob" ]) 17_000_000UL 60
    <| law

[<Fact>]
let ``so does a job of a circuit with measurements, resets and feed-forward`` () =
    Generators.dynamicCase shape
    |> Law.forAllCasesAnd (demand [ "FragmentJob"; "BackwardJob"; "CircuitJob"; "DrawnJob" ]) 17_100_000UL 40
    <| law
