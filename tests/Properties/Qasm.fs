/// A case as OpenQASM 2 that `cutqnn estimate` reads.
module CutAwareQnn.Properties.Qasm

open CutAwareQnn.Circuits

// What qelib1.inc lacks of the gate table; the reader recognises each definition as the gate it spells out.
let private definitions =
    [ "cs", "gate cs a,b { cu1(pi/2) a,b; }"
      "csdg", "gate csdg a,b { cu1(-pi/2) a,b; }"
      "iswap", "gate iswap a,b { s a; s b; h a; cx a,b; cx b,a; h b; }"
      "dcx", "gate dcx a,b { cx a,b; cx b,a; }"
      "ecr", "gate ecr a,b { s a; sx b; cx a,b; x a; }"
      "ryy", "gate ryy(t) a,b { rx(pi/2) a; rx(pi/2) b; cx a,b; rz(t) b; cx a,b; rx(-pi/2) a; rx(-pi/2) b; }"
      "rzx", "gate rzx(t) a,b { h b; cx a,b; rz(t) b; cx a,b; h b; }"
      "xx_plus_yy",
      "gate xx_plus_yy(t,p) a,b { rz(p) a; rxx(t/2) a,b; rx(pi/2) a; rx(pi/2) b; rzz(t/2) a,b; rx(-pi/2) a; rx(-pi/2) b; rz(-p) a; }"
      "xx_minus_yy",
      "gate xx_minus_yy(t,p) a,b { rz(-p) b; rxx(t/2) a,b; rx(pi/2) a; rx(pi/2) b; rzz(-t/2) a,b; rx(-pi/2) a; rx(-pi/2) b; rz(p) b; }"
      "ccz", "gate ccz a,b,c { h c; ccx a,b,c; h c; }" ]

// Every classical bit is a register of its own, because OpenQASM 2 tests whole registers.
let rec private statement (instruction: Instruction) =
    match instruction with
    | :? Measurement as m -> $"measure q[{m.Qubit}] -> c{m.Bit}[0]"
    | :? Conditional as c -> $"if (c{c.Condition.Bits[0]}=={c.Condition.Value}) {statement c.Body}"
    | other -> string other

let private gateName (instruction: Instruction) =
    match instruction.Unconditional() with
    | :? GateInstruction as gate -> gate.Gate.Name
    | _ -> ""

/// A circuit whose angles are constants, as a program.
let ofCircuit (circuit: Circuit) =
    let used = circuit.Instructions |> Seq.map gateName |> set

    String.concat
        "\n"
        [ "OPENQASM 2.0;"
          "include \"qelib1.inc\";"
          for name, definition in definitions do
              if used.Contains name then
                  definition
          $"qreg q[{circuit.QubitCount}];"
          for bit in 0 .. circuit.BitCount - 1 do
              $"creg c{bit}[1];"
          for instruction in circuit.Instructions do
              statement instruction + ";" ]

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
        [ ofCircuit (bound case)
          $"// cutqnn estimate case.qasm --observable \"{case.Observable}\" {cuts} --seed {case.Seed}"
          if case.Circuit.FeatureCount + case.Circuit.WeightCount > 0 then
              $"// x = [{numbers case.Features}], w = [{numbers case.Weights}], before they were put in:"

              for instruction in case.Circuit.Instructions do
                  $"//   {instruction}" ]
