namespace CutAwareQnn.Properties

open CutAwareQnn.Circuits
open CutAwareQnn.Circuits.OpenQasm
open CutAwareQnn.Cutting
open CutAwareQnn.Estimation

/// Where a case is cut: by partition labels, or at explicit positions.
type Cuts =
    | Labels of string
    | Positions of Cut list

/// One query of one cut circuit: everything that the laws about cutting are about. A failing one is printed as OpenQASM 2.
[<StructuredFormatDisplay("{Text}")>]
type Case =
    { Circuit: Circuit
      Features: float[]
      Weights: float[]
      Observable: PauliSum
      Cuts: Cuts
      /// Keys the shots, where a law draws any.
      Seed: uint64 }

module Case =

    /// The value of a symbol in the case's query.
    let value case (symbol: Symbol) =
        match symbol.Kind with
        | SymbolKind.Feature -> case.Features[symbol.Index]
        | _ -> case.Weights[symbol.Index]

    /// The case's query under an id of its own.
    let query id case =
        EstimatorQuery(id, case.Features, case.Weights)

    /// A circuit of instructions with feature and weight vectors of the given lengths.
    let circuit qubitCount bitCount featureCount weightCount (instructions: Instruction seq) =
        let builder = CircuitBuilder(qubitCount, bitCount).Reserve(featureCount, weightCount)

        for instruction in instructions do
            builder.Add instruction |> ignore

        builder.Build()

    /// The case on other instructions; its vectors keep their lengths.
    let withInstructions (instructions: Instruction seq) case =
        let old = case.Circuit

        { case with
            Circuit = circuit old.QubitCount old.BitCount case.Features.Length case.Weights.Length instructions }

    let plan case =
        match case.Cuts with
        | Labels letters -> CutPlanner.Plan(case.Circuit, case.Observable, PartitionLabels letters, PlanSettings.Plain)
        | Positions cuts -> CutPlanner.Plan(case.Circuit, case.Observable, cuts, PlanSettings.Plain)

    /// The names of the gates that a plan cuts.
    let cutGates (plan: CutPlan) =
        [ for cut in plan.Cuts do
              match cut.Cut with
              | :? GateCut as gate ->
                  match plan.Circuit.Instructions[gate.Instruction] with
                  | :? GateInstruction as instruction -> instruction.Gate.Name
                  | _ -> ()
              | _ -> () ]

    /// Answers one query of a plan.
    let estimate (plan: CutPlan) settings (query: EstimatorQuery) =
        CutEstimator(plan, settings).Estimate([| query |]) |> Seq.exactlyOne

    /// The exact value through a plan.
    let exactValue mode plan case =
        (estimate plan (EstimatorSettings(ShotBudget.Exact, 0UL, mode)) (query 0UL case)).Value

    /// The value that the project itself gives for the uncut circuit.
    let uncutValue case =
        (ExactEstimator(case.Circuit, case.Observable).Estimate([| query 0UL case |]) |> Seq.exactlyOne).Value

    /// The instruction with features and weights replaced by their values.
    let private bind case (instruction: Instruction) =
        instruction.WithAngles(fun angle -> Angle.FromDouble(angle.Evaluate(fun s -> value case s)))

    /// The circuit of a case with its features and weights put in.
    let bound case =
        case.Circuit.Instructions
        |> Seq.map (bind case)
        |> circuit case.Circuit.QubitCount case.Circuit.BitCount 0 0

    /// What a failing law prints: a program, the command line for it, and what the program leaves out.
    let describe case =
        let cuts =
            match case.Cuts with
            | Labels letters -> $"--partition {letters}"
            | Positions cuts -> "cuts: " + (cuts |> Seq.map string |> String.concat ", ")

        let numbers (values: float[]) =
            values |> Array.map (fun v -> v.ToString "R") |> String.concat ", "

        String.concat
            "\n"
            [ OpenQasm2Writer.Write(bound case)
              $"// cutqnn estimate case.qasm --observable \"{case.Observable}\" {cuts} --seed {case.Seed}"
              if case.Circuit.FeatureCount + case.Circuit.WeightCount > 0 then
                  $"// x = [{numbers case.Features}], w = [{numbers case.Weights}], before they were put in:"

                  for instruction in case.Circuit.Instructions do
                      $"//   {instruction}" ]

type Case with

    member case.Text = "\n" + Case.describe case
