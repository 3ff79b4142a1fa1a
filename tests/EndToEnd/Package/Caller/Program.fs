open System
open Study

let features = [| 0.1; 0.2; 0.3; 0.4 |]
let weights = Array.init Classifier.Circuit.WeightCount (fun i -> 0.1 * float i)
let values = [| 0.0 |]
Classifier.Evaluate(ReadOnlySpan features, ReadOnlySpan weights, Span values)
printfn $"uncut {values[0]:F12}"
