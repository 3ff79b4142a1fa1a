module CutAwareQnn.Properties.Laws.ScheduleIsFree

open System
open System.Reactive.Concurrency
open FsCheck.FSharp
open Xunit
open CutAwareQnn.Estimation
open CutAwareQnn.Properties
open CutAwareQnn.Runtime
open CutAwareQnn.Simulation

let private shape =
    { Generators.small with
        Qubits = 2, 4
        Instructions = 2, 6
        Price = 2
        TensorSize = 64 }

/// How a case is executed: service times are drawn for every batch, so that results arrive in any order.
type private Schedule =
    { Policy: string
      Workers: int
      InFlight: int
      Arrival: uint64
      Stragglers: float
      Tail: float option
      Speculates: bool
      IsCached: bool }

let private schedule =
    gen {
        let! policy = Gen.elements (Seq.toList DispatchPolicies.Names)
        let! workers = Gen.elements [ 1; 2; 3; 5; 16; 4096 ]
        let! inFlight = Gen.elements [ 1; 2; 5 ]
        let! arrival = Gen.choose (0, 1_000_000)
        let! stragglers = Gen.elements [ 0.0; 0.1; 0.5; 1.0 ]
        let! tail = Gen.elements [ None; Some 1.2; Some 3.0 ]
        let! speculates = Gen.elements [ true; false ]
        let! isCached = Gen.elements [ true; false ]

        return
            { Policy = policy
              Workers = workers
              InFlight = inFlight
              Arrival = uint64 arrival
              Stragglers = stragglers
              Tail = tail
              Speculates = speculates
              IsCached = isCached }
    }

let private bits (value: float) = BitConverter.DoubleToInt64Bits value

let private signature (estimate: Estimate) =
    [ bits estimate.Value; bits estimate.StandardError ]
    @ match estimate.Gradient with
      | null -> []
      | g -> [ for v in Seq.append g.Features g.Weights -> bits v ]

// Queries that differ in their parameters, in batches of a few.
let private requests case (gradient: GradientRequest | null) =
    [ for batch in 0..3 ->
          let queries =
              [| for i in 0 .. 8 + batch ->
                     let shifted = Array.map (fun v -> v + 0.01 * float (10 * batch + i))
                     EstimatorQuery(uint64 (100 * batch + i), shifted case.Features, shifted case.Weights) |]

          BatchRequest(int64 batch, queries, gradient) ]

let private run (estimator: CutEstimator) requests schedule =
    let scheduler = HistoricalScheduler()
    let scatter = 1e-3 * (1.0 + float (schedule.Arrival % 7UL))
    let times = ServiceTimes(1e-5, 1e-9 * float schedule.Arrival, scatter, 1e-6, 1e-8, 1e-6)
    let backend = VirtualBackend(times, scheduler, schedule.Workers)

    let settings =
        ExecutionSettings(
            Stragglers =
                Stragglers(
                    schedule.Stragglers,
                    TimeSpan.FromMilliseconds 50.0,
                    Option.toNullable schedule.Tail,
                    schedule.Arrival
                ),
            Speculation = (if schedule.Speculates then Speculation(1.5, TimeSpan.FromMilliseconds 1.0) else null)
        )

    let workers = Workers(backend, schedule.Workers, DispatchPolicies.Parse schedule.Policy, scheduler, settings)
    let outcomes = ResizeArray<BatchOutcome>()

    use _ =
        QueryPipeline(estimator, workers).Run(requests, schedule.InFlight)
        |> Observable.subscribe outcomes.Add

    scheduler.Start()

    if outcomes.Count <> List.length requests then
        Law.fail $"{outcomes.Count} outcomes for {List.length requests} requests"

    outcomes

[<Law(13_000_000UL, 40)>]
let ``any policy, worker count, order of arrival, straggler and copy gives the same bits in the same order`` () =
    Law.forAllCases (Generators.caseOf shape) (fun case ->
        let how = Gen.sampleWithSeed (FsCheck.Rnd case.Seed) 10 6 schedule

        let derivatives = GradientRequest(GradientMethod.ParameterShift, GradientTargets.Weights)
        let kinds: (ShotBudget * (GradientRequest | null)) list = [ ShotBudget.Exact, null; ShotBudget.Each 100L, derivatives ]

        for budget, gradient in kinds do
            let asked = requests case gradient
            let plain = CutEstimator(Case.plan case, EstimatorSettings(budget, case.Seed))

            let expected =
                [ for request in asked -> plain.Estimate(request.Queries, request.Gradient) |> Seq.map signature |> Seq.toList ]

            for schedule in how do
                let cache: TensorCache | null = if schedule.IsCached then TensorCache 1000 else null
                let estimator = CutEstimator(Case.plan case, EstimatorSettings(budget, case.Seed, Cache = cache))
                let outcomes = run estimator asked schedule

                if [ for o in outcomes -> o.Request.Batch ] <> [ for r in asked -> r.Batch ] then
                    Law.fail $"{schedule}: the order is lost"

                if [ for o in outcomes -> o.Estimates |> Seq.map signature |> Seq.toList ] <> expected then
                    Law.fail $"{schedule}: some bit differs")
