/// How shots may be divided, for random circuits and cuts.
module CutAwareQnn.Properties.Laws.AllocationsHold

open Xunit
open CutAwareQnn.Estimation
open CutAwareQnn.Properties

let private shape =
    { Generators.small with
        Qubits = 2, 4
        Instructions = 2, 6
        Price = 2
        TensorSize = 64 }

// Constants are sums of up to some hundred products of rounded numbers.
let private rounding = 1.0 + 1e-9

[<Law(14_000_000UL, 300)>]
let ``the optimal division has the least variance and none but the uniform exceeds the bound`` () =
    Law.forAllCases (Generators.caseOf shape) (fun case ->
        let forecast = ShotForecast(Case.plan case, Case.query 0UL case)

        let demand what smaller larger =
            if not (smaller <= larger * rounding + 1e-12) then
                Law.fail $"{what}: {smaller:R} exceeds {larger:R}"

        demand "optimal over uniform" forecast.Optimal forecast.Uniform
        demand "optimal over weighted" forecast.Optimal forecast.Weighted
        demand "weighted over the bound" forecast.Weighted forecast.Bound

        for spread, weight in Seq.zip forecast.Spreads forecast.Weights do
            demand "a spread over its weight" spread weight)

[<Law(14_100_000UL, 120)>]
let ``every division comes to the exact value as shots grow`` () =
    Law.forAllCases (Generators.caseOf shape) (fun case ->
        let plan = Case.plan case
        let exact = Oracle.value case

        for allocation in [ ShotAllocation.Uniform; ShotAllocation.Weighted; ShotAllocation.Optimal; ShotAllocation.Sampled ] do
            let settings =
                EstimatorSettings(ShotBudget.InTotal 100_000_000_000L, case.Seed, QueryMode.Lean, allocation)

            let estimate = CutEstimator(plan, settings).Estimate([| Case.query 1UL case |]) |> Seq.exactlyOne

            // 480 estimates: six standard errors are a false alarm in a million. The error of an exactly known value is Jeffreys' ½.
            if abs (estimate.Value - exact) > 6.0 * estimate.StandardError + 1e-9 then
                Law.fail $"{allocation}: {estimate.Value:R} ± {estimate.StandardError:G3} for {exact:R}"

            if estimate.StandardError > 1e-2 then
                Law.fail $"{allocation}: the error {estimate.StandardError:G3} of 10^11 shots")
