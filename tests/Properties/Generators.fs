/// Small generators that compose: an angle, an instruction, a circuit of n qubits, an observable, cuts, a case.
module CutAwareQnn.Properties.Generators

open System
open FsCheck
open FsCheck.FSharp
open CutAwareQnn.Circuits
open CutAwareQnn.Cutting

/// How large a case may become.
type Shape =
    { /// Fewest and most qubits.
      Qubits: int * int
      /// Fewest and most instructions after the first layer.
      Instructions: int * int
      /// The price of all cuts together, where a cut of bond dimension 4^u costs u.
      Price: int
      /// The largest fragment tensor.
      TensorSize: int
      /// Most features, most weights.
      Inputs: int * int }

let small =
    { Qubits = 2, 6
      Instructions = 3, 9
      Price = 5
      TensorSize = 1024
      Inputs = 2, 3 }

/// A number between two bounds, on a grid of a millionth of their distance.
let between low high =
    Gen.choose (0, 1_000_000) |> Gen.map (fun i -> low + (high - low) * float i / 1e6)

/// Radians at which gates become special: identities, Cliffords, their roots.
let specialAngle = Gen.elements [ 0.0; Math.PI / 2.0; -Math.PI / 2.0; Math.PI; Math.PI / 4.0 ]

let radians = Gen.frequency [ 1, specialAngle; 4, between -Math.PI Math.PI ]

let private symbols (features, weights) =
    [ for i in 0 .. features - 1 -> Angle.Feature i ] @ [ for i in 0 .. weights - 1 -> Angle.Weight i ]

/// An angle in features and weights: constant, affine, or a product as feature maps have.
let angle inputs =
    let constant = Gen.map Angle.FromDouble radians

    match symbols inputs with
    | [] -> constant
    | known ->
        let symbol = Gen.elements known

        let affine =
            Gen.map3 (fun (k: float) s (c: Angle) -> Angle.FromDouble k * s + c) (Gen.elements [ 1.0; 2.0; -0.5; 0.7 ]) symbol constant

        let product =
            Gen.map2 (fun (s: Angle) (t: Angle) -> (Angle.FromDouble Math.PI - s) * (Angle.FromDouble 1.0 - t)) symbol symbol

        // A feature against a weight, which cancel at some values and not at others.
        let difference = Gen.map2 (fun (s: Angle) (t: Angle) -> s - t) symbol symbol

        Gen.frequency [ 8, constant; 6, symbol; 4, affine; 2, product; 1, difference ]

let private named qubitCount =
    [ for gate in Gates.All do
          if gate.QubitCount = qubitCount then
              gate
      if qubitCount >= 3 then
          Gates.MultiControlledPhase(qubitCount - 1)
      if qubitCount >= 4 then
          Gates.MultiControlledX(qubitCount - 1) ]

let private isCuttable (gate: GateInstruction) =
    gate.Targets.Count = 2 && not (isNull (GateDecompositions.Find gate))

/// The two-qubit gates that have a decomposition of their own, and the gates across labels that are written as such gates first.
let cuttable, expandable =
    [ for gate in named 2 @ named 3 do
          let qubits = EquatableArray<int>(Seq.init gate.QubitCount id)
          GateInstruction(gate, qubits, EquatableArray<Angle>(Seq.replicate gate.ParameterCount (Angle.Weight 0))) ]
    |> List.partition isCuttable
    |> fun (own, others) -> [ for g in own -> g.Gate ], [ for g in others -> g.Gate ]

let instructionOn inputs (gate: Gate) (qubits: int seq) =
    Gen.listOfLength gate.ParameterCount (angle inputs)
    |> Gen.map (fun angles -> GateInstruction(gate, EquatableArray<int> qubits, EquatableArray<Angle> angles))

/// A gate given by its matrix: a product of gates of the table.
let private unitary width =
    Gen.arrayOfLength 12 radians
    |> Gen.map (fun a ->
        if width = 1 then
            Gate.Unitary(Gates.U.Matrix(a[0], a[1], a[2]) * Gates.RZ.Matrix(a[3]))
        else
            Gate.Unitary(Gates.CU.Matrix(a[0], a[1], a[2], a[3]) * Gates.RXX.Matrix(a[4]) * Gates.XXPlusYY.Matrix(a[5], a[6])))

/// A gate of the whole table, or any unitary, on distinct qubits; two-qubit gates are frequent.
let gate inputs qubitCount =
    gen {
        let! width =
            Gen.frequency
                [ 3, Gen.constant 1
                  6, Gen.constant 2
                  (if qubitCount > 2 then 1 else 0), Gen.constant 3
                  (if qubitCount > 3 then 1 else 0), Gen.constant 4 ]

        let! gate =
            Gen.frequency
                [ 12, Gen.elements (named width)
                  (if width < 3 then 1 else 0), unitary (min width 2) ]

        let! qubits = Gen.shuffle [| 0 .. qubitCount - 1 |]
        return! instructionOn inputs gate (Array.truncate width qubits)
    }

/// RY on every qubit by angles without special meaning, so that values are generic.
let firstLayer inputs qubitCount =
    let generic =
        match symbols inputs with
        | [] -> Gen.map Angle.FromDouble (between 0.3 1.2)
        | known ->
            Gen.frequency
                [ 2, Gen.map Angle.FromDouble (between 0.3 1.2)
                  1, Gen.map2 (fun s (c: float) -> s + Angle.FromDouble c) (Gen.elements known) (between 0.3 1.2) ]

    Gen.listOfLength qubitCount generic
    |> Gen.map (List.mapi (fun qubit a -> GateInstruction(Gates.RY, EquatableArray<int>([ qubit ]), EquatableArray<Angle>([ a ]))))

/// A Pauli string, other than the identity nine times out of ten; letters on two qubits or fewer half the time.
let pauli qubitCount =
    gen {
        let! heavy = Gen.elements [ true; false ]
        let! letters = Gen.arrayOfLength qubitCount (Gen.elements (if heavy then "IXYZZ" else "IIIIXYZ"))
        let! forced = Gen.choose (0, 9)

        if forced > 0 && Array.forall ((=) 'I') letters then
            let! qubit = Gen.choose (0, qubitCount - 1)
            letters[qubit] <- 'Z'

        return PauliString.Parse(String letters)
    }

/// A sum of one to three Pauli strings.
let observable qubitCount =
    gen {
        let! count = Gen.frequency [ 3, Gen.constant 1; 2, Gen.constant 2; 1, Gen.constant 3 ]
        let weight = Gen.frequency [ 2, Gen.constant 1.0; 1, between -1.5 1.5 ]
        let! terms = Gen.listOfLength count (Gen.map2 (fun w p -> PauliTerm(w, p)) weight (pauli qubitCount))
        return PauliSum terms
    }

/// Partition labels of at least two letters.
let labels qubitCount =
    gen {
        let! letterCount = Gen.choose (2, min qubitCount 4)
        let! letters = Gen.arrayOfLength qubitCount (Gen.choose (0, letterCount - 1))
        let! first = Gen.choose (0, qubitCount - 1)
        // Two qubits get different letters whatever the others have.
        letters[(first + 1) % qubitCount] <- (letters[first] + 1) % letterCount
        return String [| for l in letters -> "ABCD"[l] |]
    }

let private price (plan: CutPlan) =
    plan.Cuts |> Seq.sumBy (fun cut -> if cut.Form.First.Dimension > 4 then 2 else 1)

// A plan that throws is left for the law to report.
let private affordable shape (circuit: Circuit) (plan: Circuit -> PauliSum -> CutPlan) =
    try
        let identity = PauliSum.Of(PauliString.Parse(String('I', circuit.QubitCount)))
        let plan = plan circuit identity

        price plan <= shape.Price
        && plan.Fragments |> Seq.forall (fun f -> f.TensorSize <= shape.TensorSize)
    with :? CutAwareException ->
        true

/// Drops straddling instructions, first come first served, until the labels' cuts can be paid; `essential` is paid first.
let private thin shape qubitCount bitCount letters (essential: Instruction option) instructions =
    let plans chosen =
        affordable shape (Case.circuit qubitCount bitCount 0 0 chosen) (fun circuit observable ->
            CutPlanner.Plan(circuit, observable, PartitionLabels letters, PlanSettings.Plain))

    let straddles (instruction: Instruction) =
        instruction.Qubits |> Seq.distinctBy (fun q -> letters[q]) |> Seq.length > 1

    let paid = Option.toList essential

    let _, kept =
        ((paid, []), instructions)
        ||> List.fold (fun (paid, kept) instruction ->
            if not (straddles instruction) || List.exists (fun e -> obj.ReferenceEquals(e, instruction)) paid then
                paid, instruction :: kept
            elif plans (instruction :: paid) then
                instruction :: paid, instruction :: kept
            else
                paid, kept)

    List.rev kept

/// One to three cuts of gates and wires at positions, in any order; with `essential` the gate there is cut in any case.
let private positions shape (circuit: Circuit) (essential: int option) =
    gen {
        let gates =
            [| for i, instruction in Seq.indexed circuit.Instructions do
                   match instruction with
                   | :? GateInstruction as g when isCuttable g -> GateCut i :> Cut
                   | _ -> () |]

        let wire =
            Gen.map2
                (fun qubit i -> WireCut(qubit, i) :> Cut)
                (Gen.choose (0, circuit.QubitCount - 1))
                (Gen.choose (0, circuit.Instructions.Count - 1))

        let! count = Gen.choose (1, 3)
        let any = if Array.isEmpty gates then wire else Gen.frequency [ 1, wire; 1, Gen.elements gates ]
        let! wanted = Gen.listOfLength count any

        let first =
            [ for i in Option.toList essential do
                  let cut = GateCut i :> Cut

                  if Array.contains cut gates then
                      cut ]

        let chosen =
            (first, wanted)
            ||> List.fold (fun chosen cut ->
                let more = cut :: chosen

                if
                    not (List.contains cut chosen)
                    && affordable shape circuit (fun c o -> CutPlanner.Plan(c, o, more, PlanSettings.Plain))
                then
                    more
                else
                    chosen)

        let! order = Gen.shuffle chosen
        return Positions(List.ofArray order)
    }

let private vectors (features, weights) =
    let entry = Gen.frequency [ 1, Gen.elements [ 0.0; Math.PI / 2.0; 1.0 ]; 5, between -1.5 1.5 ]
    Gen.zip (Gen.arrayOfLength features entry) (Gen.arrayOfLength weights entry)

let private seed = Gen.choose64 (0L, Int64.MaxValue - 1L) |> Gen.map uint64

/// Inserts an instruction at a random place.
let private insert item items =
    Gen.choose (0, List.length items)
    |> Gen.map (fun at -> List.truncate at items @ [ item ] @ List.skip at items)

let private inputsOf shape =
    Gen.zip (Gen.choose (0, fst shape.Inputs)) (Gen.choose (0, snd shape.Inputs))

let private upcastAll instructions =
    instructions |> List.map (fun i -> i :> Instruction)

/// A case that cuts the given gate, if positions can; three in five by labels, the others by position.
let caseCutting shape (target: Gate) =
    gen {
        let! qubitCount = Gen.choose (max target.QubitCount (fst shape.Qubits), snd shape.Qubits)
        let! inputs = inputsOf shape
        let! letters = labels qubitCount
        let! byLabels = Gen.frequency [ 6, Gen.constant true; 4, Gen.constant false ]
        let! layer = firstLayer inputs qubitCount
        let! count = Gen.choose shape.Instructions
        let! body = Gen.listOfLength count (gate inputs qubitCount)
        let! qubits = Gen.shuffle [| 0 .. qubitCount - 1 |]
        let across = qubits |> Array.tail |> Array.sortBy (fun q -> letters[q] = letters[qubits[0]])
        let! targets = Gen.shuffle (Array.append [| qubits[0] |] (Array.truncate (target.QubitCount - 1) across))
        let! essential = instructionOn inputs target targets
        let essential = essential :> Instruction
        let! whole = insert essential (upcastAll body)

        let instructions =
            upcastAll layer @ (if byLabels then thin shape qubitCount 0 letters (Some essential) whole else whole)

        let circuit = Case.circuit qubitCount 0 (fst inputs) (snd inputs) instructions

        let! cuts =
            if byLabels then
                Gen.constant (Labels letters)
            else
                instructions
                |> List.findIndex (fun i -> obj.ReferenceEquals(i, essential))
                |> Some
                |> positions shape circuit

        let! features, weights = vectors inputs
        let! observable = observable qubitCount
        let! seed = seed

        return
            { Circuit = circuit
              Features = features
              Weights = weights
              Observable = observable
              Cuts = cuts
              Seed = seed }
    }

/// A case of a shape that cuts one of the given gates.
let caseCuttingOneOf targets shape =
    Gen.elements targets |> Gen.bind (caseCutting shape)

/// A case of a shape.
let caseOf shape = caseCuttingOneOf cuttable shape

/// A measurement, a reset or a gate that depends on a bit and stays within one label.
let private dynamicStep inputs (letters: string) bitCount =
    let qubitCount = letters.Length
    let qubit = Gen.choose (0, qubitCount - 1)
    let bit = Gen.choose (0, bitCount - 1)
    let measurement = Gen.map2 (fun q b -> Measurement(q, b) :> Instruction) qubit bit
    let reset = Gen.map (fun q -> Reset q :> Instruction) qubit

    let conditional =
        gen {
            let! bit = bit
            let! value = Gen.choose (0, 1)

            let! gate =
                gate inputs qubitCount
                |> Gen.filter (fun g -> g.Targets |> Seq.distinctBy (fun q -> letters[q]) |> Seq.length = 1)

            let condition = Condition(EquatableArray<int>([ bit ]), int64 value)
            return Conditional(condition, gate) :> Instruction
        }

    Gen.frequency [ 3, measurement; 1, reset; 2, conditional ]

/// Drops gates that depend on a bit which a qubit of another label is measured into: no fragment sees another's outcomes.
let private withoutTies (letters: string) (instructions: Instruction list) =
    let isTied (conditional: Conditional) =
        instructions
        |> List.exists (function
            | :? Measurement as m ->
                Seq.contains m.Bit conditional.Condition.Bits
                && letters[m.Qubit] <> letters[conditional.Qubits[0]]
            | _ -> false)

    instructions
    |> List.filter (function
        | :? Conditional as c -> not (isTied c)
        | _ -> true)

/// A case with measurements, resets and feed-forward in the circuit.
let dynamicCase shape =
    gen {
        let! qubitCount = Gen.choose shape.Qubits
        let! inputs = inputsOf shape
        let! letters = labels qubitCount
        let! bitCount = Gen.choose (1, 2)
        let! byLabels = Gen.elements [ true; false ]
        let! layer = firstLayer inputs qubitCount
        let! count = Gen.choose shape.Instructions
        let! gates = Gen.listOfLength count (gate inputs qubitCount)
        let! stepCount = Gen.choose (1, 4)
        let! steps = Gen.listOfLength stepCount (dynamicStep inputs letters bitCount)
        let mutable body = upcastAll gates

        for step in steps do
            let! longer = insert step body
            body <- longer

        let instructions =
            upcastAll layer
            @ (if byLabels then
                   body |> withoutTies letters |> thin shape qubitCount bitCount letters None
               else
                   body)

        let circuit = Case.circuit qubitCount bitCount (fst inputs) (snd inputs) instructions
        let! cuts = if byLabels then Gen.constant (Labels letters) else positions shape circuit None
        let! features, weights = vectors inputs
        let! observable = observable qubitCount
        let! seed = seed

        return
            { Circuit = circuit
              Features = features
              Weights = weights
              Observable = observable
              Cuts = cuts
              Seed = seed }
    }
