namespace CutAwareQnn.Properties

open CutAwareQnn.Circuits
open CutAwareQnn.Cutting
open CutAwareQnn.Estimation

/// Where a case is cut: by partition labels, or at explicit positions.
type Cuts =
    | Labels of string
    | Positions of Cut list

/// One query of one cut circuit: everything that the laws about cutting speak of.
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
