/// A case as OpenQASM 2 that `cutqnn estimate` reads.
module CutAwareQnn.Properties.Qasm

open CutAwareQnn.Circuits
open CutAwareQnn.Circuits.OpenQasm

/// The instruction with features and weights replaced by their values.
let private bind case (instruction: Instruction) =
    instruction.WithAngles(fun angle -> Angle.FromDouble(angle.Evaluate(fun s -> Case.value case s)))

/// The circuit of a case with its features and weights put in.
let bound case =
    case.Circuit.Instructions
    |> Seq.map (bind case)
    |> Case.circuit case.Circuit.QubitCount case.Circuit.BitCount 0 0

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
