module CutAwareQnn.Properties.Laws.FormPageReads

open System
open System.IO
open Xunit
open CutAwareQnn.Circuits
open CutAwareQnn.Cutting
open CutAwareQnn.Estimation
open CutAwareQnn.Properties

let private file name =
    File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Docs", name)).ReplaceLineEndings "\n"

[<Fact>]
let ``the page shows the reader that is tested`` () =
    let reader = file "FormReader.fs"
    Assert.Contains("```fsharp\n" + reader[reader.IndexOf("let read", StringComparison.Ordinal) ..] + "```", file "job-form.md")

[<Fact>]
let ``the page's reader reads jobs and results`` () =
    let circuit = CircuitBuilder(2).Add(RealAmplitudes 1).Build()
    let plan = CutPlanner.Plan(circuit, PauliSum.Parse "ZZ", PartitionLabels "AB")
    let queries = [| for q in 1UL .. 3UL -> EstimatorQuery(q, [||], [| 0.1; -0.2; 0.3; 0.4 * float q |]) |]
    let pass = CutEstimator(plan, EstimatorSettings(ShotBudget.Each 100L)).Start(queries, null).InOrder() |> Seq.head

    for job in pass.Generate() do
        let form = JobForm.Of job
        let index, angles = FormReader.read (form.Bytes.ToArray())
        Assert.Equal(job.Index, index)
        Assert.All(angles, fun a -> Assert.Contains(a, queries |> Seq.collect (fun (q: EstimatorQuery) -> q.Weights)))
        Assert.Equal(3 * plan.Fragments[job.Index].Slots.Count, angles.Length)
        let result = job.Execute()
        let answered, values = FormReader.read (CutAwareQnn.Simulation.ResultForm.Write(result, form.Checksum))
        Assert.Equal(job.Index, answered)
        Assert.Equal<float list>(List.ofArray result.Values, values)
