/// Simpler neighbours of a case: fewer instructions, then fewer qubits and cuts, then simpler angles and observables.
module CutAwareQnn.Properties.Shrinking

open System
open CutAwareQnn.Circuits
open CutAwareQnn.Cutting

let private without index items =
    items |> Seq.indexed |> Seq.filter (fun (i, _) -> i <> index) |> Seq.map snd |> Seq.toList

let private replaced index item items =
    items |> Seq.mapi (fun i old -> if i = index then item else old) |> Seq.toList

// Positions count instructions, so those after a dropped one move up.
let private dropAt index cuts =
    match cuts with
    | Labels _ -> cuts
    | Positions list ->
        list
        |> List.choose (fun cut ->
            match cut with
            | :? GateCut as gate when gate.Instruction = index -> None
            | :? GateCut as gate when gate.Instruction > index -> Some(GateCut(gate.Instruction - 1) :> Cut)
            | :? WireCut as wire when wire.AfterInstruction >= index ->
                if wire.AfterInstruction = 0 then
                    None
                else
                    Some(WireCut(wire.Qubit, wire.AfterInstruction - 1) :> Cut)
            | other -> Some other)
        |> List.distinct
        |> Positions

let private dropInstructions case =
    seq {
        for index in case.Circuit.Instructions.Count - 1 .. -1 .. 0 do
            { Case.withInstructions (without index case.Circuit.Instructions) case with
                Cuts = dropAt index case.Cuts }
    }

let private dropQubits case =
    seq {
        let count = case.Circuit.QubitCount
        let isIdle qubit = case.Circuit.Instructions |> Seq.forall (fun i -> not (Seq.contains qubit i.Qubits))

        for qubit in count - 1 .. -1 .. 0 do
            if count > 1 && isIdle qubit then
                let renamed q = if q > qubit then q - 1 else q

                let terms =
                    [ for term in case.Observable.Terms ->
                          let letters = term.String.Letters.Remove(count - 1 - qubit, 1)
                          PauliTerm(term.Coefficient, PauliString.Parse letters) ]

                let cuts =
                    match case.Cuts with
                    | Labels letters -> Labels(letters.Remove(qubit, 1))
                    | Positions list ->
                        list
                        |> List.choose (fun cut ->
                            match cut with
                            | :? WireCut as wire when wire.Qubit = qubit -> None
                            | :? WireCut as wire -> Some(WireCut(renamed wire.Qubit, wire.AfterInstruction) :> Cut)
                            | other -> Some other)
                        |> Positions

                { case with
                    Circuit =
                        case.Circuit.Instructions
                        |> Seq.map _.OnQubits(renamed)
                        |> Case.circuit (count - 1) case.Circuit.BitCount case.Features.Length case.Weights.Length
                    Observable = PauliSum terms
                    Cuts = cuts }
    }

let private dropCuts case =
    seq {
        match case.Cuts with
        | Labels letters ->
            for qubit in 0 .. letters.Length - 1 do
                if letters[qubit] <> 'A' then
                    { case with
                        Cuts = Labels(letters.Remove(qubit, 1).Insert(qubit, "A")) }
        | Positions list ->
            for index in 0 .. list.Length - 1 do
                { case with
                    Cuts = Positions(without index list) }
    }

// Constants end at a few round values, so that shrinking ends.
let private simplerAngles value (angle: Angle) =
    if not angle.IsConstant then
        [ Angle.FromDouble(angle.Evaluate(fun s -> value s)) ]
    else
        let round = [ 0.0; Math.PI / 2.0; Math.PI; 1.0 ]

        match List.tryFindIndex ((=) angle.Constant) round with
        | Some index -> List.truncate index round
        | None when Math.Round(angle.Constant, 1) = angle.Constant -> round
        | None -> round @ [ Math.Round(angle.Constant, 1) ]
        |> List.map Angle.FromDouble

let private simplifyAngles case =
    seq {
        for index, instruction in Seq.indexed case.Circuit.Instructions do
            match instruction with
            | :? GateInstruction as gate ->
                for parameter, angle in Seq.indexed gate.Angles do
                    for simpler in simplerAngles (Case.value case) angle do
                        let angles = EquatableArray<Angle>(replaced parameter simpler gate.Angles)
                        let simplified = GateInstruction(gate.Gate, gate.Targets, angles) :> Instruction
                        Case.withInstructions (replaced index simplified case.Circuit.Instructions) case
            | _ -> ()
    }

let private simplifyObservable case =
    seq {
        let terms = Seq.toList case.Observable.Terms

        for index, term in List.indexed terms do
            if terms.Length > 1 then
                { case with
                    Observable = PauliSum(without index terms) }

            if term.Coefficient <> 1.0 then
                { case with
                    Observable = PauliSum(replaced index (PauliTerm(1.0, term.String)) terms) }

            for letter in 0 .. term.String.QubitCount - 1 do
                if term.String.Letters[letter] <> 'I' then
                    let letters = term.String.Letters.Remove(letter, 1).Insert(letter, "I")

                    { case with
                        Observable = PauliSum(replaced index (PauliTerm(term.Coefficient, PauliString.Parse letters)) terms) }
    }

/// Simpler cases, the greatest steps first.
let ofCase case =
    Seq.concat
        [ dropInstructions case
          dropQubits case
          dropCuts case
          simplifyAngles case
          simplifyObservable case ]
