// Analyses training runs: dotnet fsi src/Analysis.fsx [--out DIR] RUN-DIR…
// Reads run folders (docs/log-format.md) and folders of them; prints tables; writes figures and runs.csv to DIR ("analysis" without it).
// Build first: dotnet build -c Release.

#r "Runtime/bin/Release/net10.0/MathNet.Numerics.dll"
#r "Runtime/bin/Release/net10.0/CutAwareQnn.Core.dll"
#r "Runtime/bin/Release/net10.0/CutAwareQnn.Runtime.dll"
#r "Figures/bin/Release/net10.0/CutAwareQnn.Figures.dll"

open System
open System.Globalization
open System.IO
open System.Text.Json
open System.Text.RegularExpressions
open CutAwareQnn.Figures
open CutAwareQnn.Learning
open CutAwareQnn.Runtime
open MathNet.Numerics
open MathNet.Numerics.Distributions
open MathNet.Numerics.Statistics

CultureInfo.CurrentCulture <- CultureInfo.InvariantCulture

// ---- What is read

/// What runs that differ only in their cuts and seed have in common.
type Experiment =
    { Dataset: string
      Mode: string
      /// Everything else in config.json that is not null, by name.
      Settings: Map<string, string> }

/// What runs that differ only in their seed have in common.
type Condition =
    { Experiment: Experiment
      Partition: string }

type Outcome =
    | Finished of RunSummary
    | Unfinished

type Run =
    { Name: string
      Condition: Condition
      /// None before the first batch.
      Cuts: int option
      Seed: uint64
      Batches: BatchRecord list
      Steps: StepRecord list
      Outcome: Outcome }

module Run =
    let private config folder =
        use document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "config.json")))
        document.RootElement.Clone()

    let rec private text (value: JsonElement) =
        match value.ValueKind with
        | JsonValueKind.Array -> value.EnumerateArray() |> Seq.map text |> String.concat " "
        | _ -> string value

    /// How a circuit is cut, where it is not by labels, and what distinguishes runs of one condition.
    let private cutBy, private ownOfARun = [ "max_qubits"; "plan" ], [ "seed"; "arguments" ]

    let private outcome folder =
        let file = Path.Combine(folder, "summary.json")

        if File.Exists file then
            Finished(JsonSerializer.Deserialize(File.ReadAllText file, LogJson.Default.RunSummary))
        else
            Unfinished

    let isIn folder = File.Exists(Path.Combine(folder, "log.jsonl"))

    /// A last line of the log that was being written is left out.
    let read folder =
        let config =
            (config folder).EnumerateObject()
            |> Seq.filter (fun field -> field.Value.ValueKind <> JsonValueKind.Null)
            |> Seq.map (fun field -> field.Name, text field.Value)
            |> Map.ofSeq

        let value name = Map.tryFind name config |> Option.defaultValue ""
        let log = RunLog.Read folder |> List.ofSeq
        let batches = log |> List.choose (function :? BatchRecord as batch -> Some batch | _ -> None)

        { Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath folder))
          Condition =
            { Experiment =
                { Dataset = value "dataset"
                  Mode = value "mode"
                  Settings = [ "dataset"; "mode"; "partition" ] @ cutBy @ ownOfARun |> List.fold (fun rest name -> Map.remove name rest) config }
              Partition = value "partition" :: [ for name in cutBy do if config.ContainsKey name then $"{name} {config[name]}" ] |> String.concat " " |> _.Trim() }
          Cuts = batches |> List.tryHead |> Option.map _.Cuts
          Seed = value "seed" |> UInt64.TryParse |> function true, seed -> seed | _ -> 0UL
          Batches = batches
          Steps = log |> List.choose (function :? StepRecord as step -> Some step | _ -> None)
          Outcome = outcome folder }

    let summary run =
        match run.Outcome with
        | Finished summary -> Some summary
        | Unfinished -> None

// ---- What is computed

/// Parts of the time of all batches, in [0, 1].
type Shares =
    { Partition: float
      Generate: float
      Execute: float
      Reconstruct: float
      /// reconstruct / (execute + reconstruct), as the study gives it.
      Reconstruction: float }

let shares (batches: BatchRecord list) =
    let total (stage: BatchRecord -> float) = List.sumBy stage batches
    let execute, reconstruct = total _.ExecuteSeconds, total _.ReconstructSeconds
    let all = total _.PartitionSeconds + total _.GenerateSeconds + execute + reconstruct

    { Partition = total _.PartitionSeconds / all
      Generate = total _.GenerateSeconds / all
      Execute = execute / all
      Reconstruct = reconstruct / all
      Reconstruction = reconstruct / (execute + reconstruct) }

type Estimate = { Value: float; Lower: float; Upper: float }

let median values =
    let interval = BootstrapInterval.Of(Array.ofSeq values)
    { Value = interval.Median; Lower = interval.Lower; Upper = interval.Upper }

/// The factor by which y grows with each x, from a line through log y by least squares, with its 95 % interval (Student's t); and the line.
let growth (points: (float * float) list) =
    let xs, logs = points |> List.map (fun (x, y) -> x, log y) |> List.unzip |> fun (xs, ys) -> Array.ofList xs, Array.ofList ys
    let struct (intercept, slope) = Fit.Line(xs, logs)
    let freedom = float (List.length points - 2)
    let residual = Array.map2 (fun x y -> (y - intercept - slope * x) ** 2.0) xs logs |> Array.sum
    let spread = xs |> Array.sumBy (fun x -> (x - Array.average xs) ** 2.0)
    let reach = StudentT.InvCDF(0.0, 1.0, freedom, 0.975) * sqrt (residual / freedom / spread)

    { Value = exp slope; Lower = exp (slope - reach); Upper = exp (slope + reach) },
    fun x -> exp (intercept + slope * x)

/// One measure of two conditions, seed by seed.
type Comparison =
    { Pairs: int
      Median: Estimate
      /// Two-sided sign test: ties count for neither side. 1 where all pairs tie.
      Sign: float
      /// Two-sided paired t test; none where all differences are the same but for rounding.
      T: float option }

let compare (differences: float list) =
    let above, below = differences |> List.filter ((<) 0.0) |> List.length, differences |> List.filter ((>) 0.0) |> List.length
    let n = float differences.Length
    let mean, deviation = List.average differences, Statistics.StandardDeviation differences

    { Pairs = differences.Length
      Median = median differences
      Sign = min 1.0 (2.0 * Binomial.CDF(0.5, above + below, float (min above below)))
      T =
        if deviation > 1e-9 * abs mean then
            let t = mean / (deviation / sqrt n)
            Some(2.0 * StudentT.CDF(0.0, 1.0, n - 1.0, -(abs t)))
        else
            None }

/// Pairs of finished runs of two conditions with the same seed.
let paired (first: Run list) (second: Run list) =
    let bySeed = first |> List.choose (fun run -> Run.summary run |> Option.map (fun s -> run.Seed, s)) |> Map.ofList

    second
    |> List.choose (fun run ->
        match Map.tryFind run.Seed bySeed, Run.summary run with
        | Some a, Some b -> Some(a, b)
        | _ -> None)

// ---- How it is written

let percent (share: float) = $"{100.0 * share:F1}"
let within text estimate = $"{text estimate.Value} [{text estimate.Lower}, {text estimate.Upper}]"

/// The median of what there is; of one value there is no interval.
let medianOf text =
    function
    | [] -> "–"
    | [ single ] -> text single
    | values -> within text (median values)

let number (value: float) = value.ToString("G4", CultureInfo.InvariantCulture)
let probability (p: float) = if p < 0.0001 then "< 0.0001" else $"{p:F4}"

let table title (headings: string list) (rows: string list list) =
    let widths = headings :: rows |> List.transpose |> List.map (List.map String.length >> List.max)
    let line cells = List.map2 (fun (cell: string) (width: int) -> cell.PadRight width) cells widths |> String.concat "  " |> _.TrimEnd()
    [ title; line headings ] @ List.map line rows @ [ "" ] |> String.concat "\n"

/// The settings in which experiments on the same data in the same mode differ.
let differing (experiments: Experiment list) =
    [ for _, alike in experiments |> List.distinct |> List.groupBy (fun e -> e.Dataset, e.Mode) do
          for name in alike |> List.collect (fun e -> List.ofSeq e.Settings.Keys) |> List.distinct do
              if (alike |> List.distinctBy (fun e -> Map.tryFind name e.Settings)).Length > 1 then
                  name ]
    |> List.distinct
    |> List.sort

let setting (experiment: Experiment) name = Map.tryFind name experiment.Settings |> Option.defaultValue "–"

/// The first cuts known among runs of a condition.
let cutsOf (runs: Run list) = runs |> List.tryPick _.Cuts

let experimentLabel shown (experiment: Experiment) = experiment.Dataset :: experiment.Mode :: List.map (setting experiment) shown

let label shown (condition: Condition, runs) =
    let cuts = cutsOf runs |> Option.map string |> Option.defaultValue "–"
    [ condition.Experiment.Dataset; condition.Experiment.Mode; cuts; condition.Partition ] @ List.map (setting condition.Experiment) shown

let labels shown = [ "data"; "mode"; "cuts"; "partition" ] @ shown

let legend shown (experiment: Experiment) =
    [ experiment.Dataset; experiment.Mode ] @ [ for name in shown do if experiment.Settings.ContainsKey name then $"{name} {experiment.Settings[name]}" ]
    |> List.filter (fun word -> word <> "")
    |> String.concat ", "

/// The share of test samples classified rightly; not a number of a regression.
let accuracy (summary: RunSummary) = summary.TestAccuracy |> Option.ofNullable |> Option.defaultValue nan

let outcomes shown groups =
    groups
    |> List.map (fun (condition, runs) ->
        let summaries = runs |> List.choose Run.summary
        let over (figure: RunSummary -> float) = summaries |> List.map figure |> medianOf number
        label shown (condition, runs) @ [ $"{summaries.Length}/{List.length runs}"; over accuracy; over _.TrainLoss; over _.TotalSeconds ])
    |> table "Runs: finished of all; medians with 95 % bootstrap intervals" (labels shown @ [ "runs"; "test accuracy"; "train loss"; "time, s" ])

let stages shown groups =
    groups
    |> List.map (fun (condition, runs) ->
        let each = runs |> List.filter (fun run -> not run.Batches.IsEmpty) |> List.map (fun run -> shares run.Batches)
        let over (part: Shares -> float) = if each.IsEmpty then "–" else percent (median (each |> List.map part)).Value
        let reconstruction = each |> List.map _.Reconstruction |> medianOf percent
        label shown (condition, runs) @ [ over _.Partition; over _.Generate; over _.Execute; over _.Reconstruct; reconstruction ])
    |> table "Stage shares, %: medians over runs" (labels shown @ [ "partition"; "generate"; "execute"; "reconstruct"; "reconstruct / (execute + reconstruct)" ])

/// Cuts and seconds per query of each finished run.
let perQuery runs =
    runs
    |> List.choose (fun run ->
        match run.Cuts, Run.summary run with
        | Some cuts, Some summary -> Some(float cuts, summary.TotalSeconds / float summary.Queries)
        | _ -> None)

/// For each experiment with at least three cut runs, on two numbers of cuts: what is uncut has no part that grows.
let fits runs =
    runs
    |> List.groupBy _.Condition.Experiment
    |> List.choose (fun (experiment, runs) ->
        match perQuery runs |> List.filter (fun (cuts, _) -> cuts > 0.0) with
        | points when points.Length > 2 && (points |> List.distinctBy fst).Length > 1 -> Some(experiment, growth points)
        | _ -> None)

let scaling shown fits =
    fits
    |> List.map (fun (experiment, (factor, _)) -> experimentLabel shown experiment @ [ within number factor ])
    |> table "Growth of the time per query with each further cut: factor with 95 % interval" ([ "data"; "mode" ] @ shown @ [ "factor" ])

/// Cut runs against the uncut ones of the same experiment.
let comparisons shown (groups: (Condition * Run list) list) =
    [ for condition, runs in groups do
          match groups |> List.tryFind (fun (c, _) -> c = { condition with Partition = "none" }) with
          | Some(_, uncut) when condition.Partition <> "none" ->
              let pairs = paired uncut runs

              for name, difference in
                  [ "test accuracy", (fun (a: RunSummary, b: RunSummary) -> accuracy b - accuracy a)
                    "log10 of time", (fun (a, b) -> log10 (b.TotalSeconds / a.TotalSeconds)) ] do
                  if pairs.Length > 1 then
                      let found = compare (pairs |> List.map difference)
                      label shown (condition, runs) @ [ name; string found.Pairs; within number found.Median; probability found.Sign; found.T |> Option.map probability |> Option.defaultValue "–" ]
          | _ -> () ]
    |> table "Cut against uncut, seed by seed: median difference with 95 % interval, p of the sign test and of the paired t test" (labels shown @ [ "of"; "pairs"; "difference"; "p, sign"; "p, t" ])

// ---- Figures

let point x estimate factor = ChartPoint(x, factor * estimate.Value, factor * estimate.Lower, factor * estimate.Upper)

let timeFigure shown (groups: (Condition * Run list) list) fits =
    let measured =
        groups
        |> List.groupBy (fun (condition, _) -> condition.Experiment)
        |> List.mapi (fun i (experiment, groups) ->
            let points =
                groups
                |> List.map (fun (_, runs) -> perQuery runs)
                |> List.filter (fun queries -> not queries.IsEmpty)
                |> List.map (fun queries -> point (fst queries.Head) (median (List.map snd queries)) 1e6)

            experiment, Series(legend shown experiment, SeriesKind.Points, Array.ofList points, Look = i))
        |> List.filter (fun (_, series) -> series.Points.Count > 0)

    let fitted =
        [ for experiment, series in measured do
              match List.tryFind (fst >> (=) experiment) fits with
              | Some(_, (factor, line)) ->
                  let ends = series.Points |> Seq.map _.X |> Seq.filter ((<) 0.0) |> Seq.sort |> List.ofSeq
                  let points = [| for x in [ List.head ends; List.last ends ] -> ChartPoint(x, 1e6 * line x) |]
                  Series($"{number factor.Value} times per cut", SeriesKind.Line, points, Look = series.Look, IsReference = true)
              | None -> () ]

    let cuts = measured |> List.collect (fun (_, series) -> [ for point in series.Points -> point.X ]) |> List.distinct |> List.sort

    match List.map snd measured with
    | [] -> None
    | series ->
        Some(
            Chart(
                "time-against-cuts",
                "Time per query against cuts",
                "Medians over seeds with 95 % bootstrap intervals, and a line through the logarithms of the cut runs.",
                Axis("cuts", Ticks = Array.ofList cuts),
                Axis("time per query", "µs", AxisScale.Logarithmic),
                Array.ofList (series @ fitted)
            )
        )

/// Names as the name of a figure's file: small letters and digits, with hyphens for the rest; a run's own program may have left some empty.
let fileName (names: string list) =
    names
    |> List.map (fun name -> Regex.Replace(Path.GetFileNameWithoutExtension(name).ToLowerInvariant(), "[^a-z0-9]+", "-").Trim '-')
    |> List.filter (fun name -> name <> "")
    |> String.concat "-"

let lossFigures shown groups =
    let experiments = groups |> List.groupBy (fun (condition: Condition, _) -> condition.Experiment)

    experiments
    |> List.choose (fun (experiment, groups) ->
        let alike = experiments |> List.map fst |> List.filter (fun e -> e.Dataset = experiment.Dataset && e.Mode = experiment.Mode)
        let place = if alike.Length = 1 then "" else $"-{1 + List.findIndex ((=) experiment) alike}"

        let series =
            [ for condition, runs in groups do
                  let points =
                      runs
                      |> List.collect _.Steps
                      |> List.groupBy _.Step
                      |> List.sortBy fst
                      |> List.map (fun (step, records) -> point (float step) (median (records |> List.map _.Loss)) 1.0)

                  if not points.IsEmpty then
                      let cuts =
                          cutsOf runs
                          |> Option.map (fun cuts -> CutAwareQnn.Circuits.Counted.Of(int64 cuts, "cut"))
                          |> Option.defaultValue condition.Partition

                      Series(cuts, SeriesKind.Line, Array.ofList points, Interval = IntervalStyle.Band) ]

        if series.IsEmpty then
            None
        else
            Some(
                Chart(
                    fileName [ "loss"; experiment.Dataset; experiment.Mode ] + place,
                    (match legend shown experiment with "" -> "Loss of each step" | name -> $"{name}: loss of each step"),
                    "Medians over seeds of the loss of a mini-batch, with 95 % bootstrap intervals.",
                    Axis("step"),
                    Axis("loss", Lower = 0.0),
                    Array.ofList series
                )
            ))

// ---- CSV

let csv shown runs =
    let field (text: string) = if text.IndexOfAny [| ','; '"'; '\n' |] < 0 then text else "\"" + text.Replace("\"", "\"\"") + "\""
    let exact (value: float) = value.ToString("R", CultureInfo.InvariantCulture)

    let row run =
        let figures =
            match run.Outcome with
            | Finished s -> [ (if s.TestAccuracy.HasValue then exact s.TestAccuracy.Value else ""); exact s.TrainLoss; string s.Queries; exact s.TotalSeconds; exact s.Stages.ReconstructionShare ]
            | Unfinished -> List.replicate 5 ""

        let cuts = run.Cuts |> Option.map string |> Option.defaultValue ""
        let experiment = run.Condition.Experiment
        let settings = shown |> List.map (fun name -> Map.tryFind name experiment.Settings |> Option.defaultValue "")

        [ run.Name; experiment.Dataset; experiment.Mode; cuts; run.Condition.Partition; string run.Seed ] @ figures @ settings
        |> List.map field
        |> String.concat ","

    String.concat "," ("run,dataset,mode,cuts,partition,seed,test_accuracy,train_loss,queries,t_total_s,reconstruction_share" :: shown) :: List.map row runs
    |> String.concat "\n"

// ---- The script

let rec arguments out folders =
    function
    | "--out" :: folder :: rest -> arguments folder folders rest
    | folder :: rest -> arguments out (folder :: folders) rest
    | [] -> out, List.rev folders

let runsIn folder =
    if not (Directory.Exists folder) then
        failwith $"folder {folder} does not exist; give run folders, or folders of them"
    elif Run.isIn folder then
        [ folder ]
    else
        match Directory.GetDirectories folder |> Array.sort |> Array.filter Run.isIn |> List.ofArray with
        | [] -> failwith $"folder {folder} holds no run (log.jsonl); give run folders, or folders of them"
        | folders -> folders

let analyse out folders =
    let runs = folders |> List.collect runsIn |> List.map Run.read
    let groups = runs |> List.groupBy _.Condition |> List.sortBy (fun (c, runs) -> c.Experiment, cutsOf runs, c.Partition)
    let shown = differing (groups |> List.map (fun (condition, _) -> condition.Experiment))
    let fits = fits runs
    [ outcomes shown groups; stages shown groups; scaling shown fits; comparisons shown groups ] |> List.iter (printfn "%s")

    Directory.CreateDirectory out |> ignore

    for figure in Option.toList (timeFigure shown groups fits) @ lossFigures shown groups do
        File.WriteAllText(Path.Combine(out, figure.Name + ".svg"), ChartSvg.DrawAlone figure)

    File.WriteAllText(Path.Combine(out, "runs.csv"), csv shown runs + "\n")
    printfn $"wrote {out}"

match fsi.CommandLineArgs |> List.ofArray |> List.tail |> arguments "analysis" [] with
| _, [] ->
    eprintfn "Analysis.fsx: no folder was given; give run folders, or folders of them"
    exit 2
| out, folders ->
    try
        analyse out folders
    with error ->
        eprintfn $"Analysis.fsx: {error.Message}"
        exit 2
