// An annotated circuit from F#: its class is in a C# project, since source generators run there.
open System
open CutAwareQnn.Estimation
open Circuits

let features = [| 0.1; 0.2; 0.3; 0.4 |]
let weights = Array.init Classifier.Circuit.WeightCount (fun i -> 0.1 * float i)
let values = [| 0.0 |]

Classifier.Evaluate(ReadOnlySpan features, ReadOnlySpan weights, Span values)
printfn $"uncut    {values[0]:F12}"

Classifier.EvaluateCut(ReadOnlySpan features, ReadOnlySpan weights, Span values)
printfn $"cut      {values[0]:F12}"

// The same circuit with 4,096 shots per circuit; the seed fixes every bit.
let estimator = CutEstimator.For<Classifier>(EstimatorSettings(ShotBudget.Each 4096L, Seed = 1UL))
let estimate = estimator.Estimate([| EstimatorQuery(0UL, features, weights) |])[0]
printfn $"sampled  {estimate.Value:F6} ± {estimate.StandardError:F6}"
